package org.chainer.golden;

import java.util.Arrays;
import java.util.List;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.backend.Devices;
import org.chainer.functions.F;
import org.chainer.functions.array.Im2Col;

/** Calls of the functions that move elements about. */
final class ArrayOps {
    private ArrayOps() {}

    static void register(GoldenOps ops) {
        ops.add(
                "as_strided",
                (x, k) -> k.has("storage_offset")
                        ? F.asStrided(x[0], Shape.of(k.longs("shape")), k.longs("strides"), k.integer("storage_offset"))
                        : F.asStrided(x[0], Shape.of(k.longs("shape")), k.longs("strides")));
        ops.addAll("broadcast", (x, c) -> F.broadcast(x));
        ops.add("broadcast_to", (x, k) -> F.broadcastTo(x[0], Shape.of(k.longs("shape"))));
        ops.add("cast", (x, k) -> F.cast(x[0], DType.of(k.text("typ", ""))));
        ops.add("concat", (x, k) -> F.concat(k.integer("axis", 1), x));
        ops.add(
                "copy",
                (x, k) -> F.copy(F.copy(x[0], "reference"), Devices.current().name()));
        ops.add("depth2space", (x, k) -> F.depth2space(x[0], k.integer("r")));
        ops.add(
                "diagonal",
                (x, k) -> F.diagonal(x[0], k.integer("offset", 0), k.integer("axis1", 0), k.integer("axis2", 1)));
        ops.add("dstack", (x, k) -> F.dstack(x));
        ops.add("expand_dims", (x, k) -> F.expandDims(x[0], k.integer("axis")));
        ops.add("flatten", (x, k) -> F.flatten(x[0]));
        ops.add("flip", (x, k) -> F.flip(x[0], k.integer("axis")));
        ops.add("fliplr", (x, k) -> F.fliplr(x[0]));
        ops.add("flipud", (x, k) -> F.flipud(x[0]));
        ops.add("get_item", (x, k) -> getItem(x, k));
        ops.add("hstack", (x, k) -> F.hstack(x));
        ops.add(
                "im2col",
                (x, k) -> F.im2col(
                        x[0],
                        new Im2Col.Options(
                                k.perAxis("ksize", 2, 0),
                                k.perAxis("stride", 2, 1),
                                k.perAxis("pad", 2, 0),
                                k.flag("cover_all", false),
                                k.perAxis("dilate", 2, 1))));
        ops.add("moveaxis", (x, k) -> F.moveaxis(x[0], k.integers("source"), k.integers("destination")));
        ops.add("pad", (x, k) -> F.pad(x[0], pairs(k, "pad_width"), k.text("mode", ""), values(k)));
        ops.add(
                "pad_sequence",
                (x, k) ->
                        F.padSequence(x, k.has("length") ? (long) k.integer("length") : null, k.number("padding", 0)));
        ops.add(
                "permutate",
                (x, k) -> F.permutate(
                        x[0],
                        x.length == 2 ? x[1].array() : NDArray.of(k.integers("indices")),
                        k.integer("axis", 0),
                        k.flag("inv", false)));
        ops.add("repeat", (x, k) -> repeat(x[0], k));
        ops.add("reshape", (x, k) -> F.reshape(x[0], k.longs("shape")));
        ops.add(
                "resize_images",
                (x, k) -> F.resizeImages(
                        x[0], k.integers("output_shape"), k.text("mode", "bilinear"), k.flag("align_corners", true)));
        ops.add("rollaxis", (x, k) -> F.rollaxis(x[0], k.integer("axis"), k.integer("start", 0)));
        ops.add(
                "scatter_add",
                (x, k) -> F.scatterAdd(
                        x[0],
                        k.has("index")
                                ? Slice.parse(k.text("index", ""))
                                : new Slice[] {
                                    k.has("rows") ? Slice.indices(k.integers("rows")) : Slice.indices(x[2].array())
                                },
                        x[1]));
        ops.add("select_item", (x, k) -> F.selectItem(x[0], x[1]));
        ops.addAll("separate", (x, c) -> F.separate(x[0], c.kwargs().integer("axis", 0)));
        ops.add("space2depth", (x, k) -> F.space2depth(x[0], k.integer("r")));
        ops.add("spatial_transformer_grid", (x, k) -> F.spatialTransformerGrid(x[0], k.integers("output_shape")));
        ops.add("spatial_transformer_sampler", (x, k) -> F.spatialTransformerSampler(x[0], x[1]));
        ops.addAll("split_axis", (x, c) -> splitAxis(x[0], c.kwargs()));
        ops.add("squeeze", (x, k) -> F.squeeze(x[0], k.integers("axis")));
        ops.add("stack", (x, k) -> F.stack(k.integer("axis", 0), x));
        ops.add("swapaxes", (x, k) -> F.swapaxes(x[0], k.integer("axis1"), k.integer("axis2")));
        ops.add("tile", (x, k) -> F.tile(x[0], k.integers("reps")));
        ops.add("transpose", (x, k) -> F.transpose(x[0], k.integers("axes")));
        ops.addAll("transpose_sequence", (x, c) -> F.transposeSequence(x));
        ops.add("vstack", (x, k) -> F.vstack(x));
        ops.add("where", (x, k) -> F.where(x[0], x[1], x[2]));
    }

    private static Variable getItem(Variable[] x, Kwargs k) {
        if (x.length == 2) {
            return F.getItem(x[0], Slice.indices(x[1].array()));
        }
        return k.has("index")
                ? F.getItem(x[0], Slice.parse(k.text("index", "")))
                : F.getItem(x[0], Slice.of(k.integer("start"), k.integer("stop")));
    }

    /** NumPy's forms: one number; (before, after) for all axes; and such a pair, or one number in brackets, for each axis. */
    private static double[][] pairsOfNumbers(Kwargs k, String name) {
        if (k.list(name) == null) {
            double number = k.number(name, 0);
            return new double[][] {{number, number}};
        }
        if (k.list(name).stream().allMatch(Number.class::isInstance)) {
            return new double[][] {pair(k.list(name))};
        }
        return k.list(name).stream().map(pair -> pair((List<?>) pair)).toArray(double[][]::new);
    }

    private static double[] pair(List<?> numbers) {
        double before = ((Number) numbers.get(0)).doubleValue();
        return new double[] {before, numbers.size() == 1 ? before : ((Number) numbers.get(1)).doubleValue()};
    }

    private static int[][] pairs(Kwargs k, String name) {
        return Arrays.stream(pairsOfNumbers(k, name))
                .map(pair -> new int[] {(int) pair[0], (int) pair[1]})
                .toArray(int[][]::new);
    }

    private static double[][] values(Kwargs k) {
        return pairsOfNumbers(k, k.has("end_values") ? "end_values" : "constant_values");
    }

    private static Variable repeat(Variable x, Kwargs k) {
        if (k.list("repeats") == null) {
            return k.has("axis")
                    ? F.repeat(x, k.integer("repeats"), k.integer("axis"))
                    : F.repeat(x, k.integer("repeats"));
        }
        return k.has("axis")
                ? F.repeat(x, k.integers("repeats"), k.integer("axis"))
                : F.repeat(F.flatten(x), k.integers("repeats"), 0);
    }

    private static Variable[] splitAxis(Variable x, Kwargs k) {
        int axis = k.integer("axis");
        return k.list("indices_or_sections") == null
                ? F.splitAxis(x, k.integer("indices_or_sections"), axis)
                : F.splitAxis(x, k.longs("indices_or_sections"), axis);
    }
}
