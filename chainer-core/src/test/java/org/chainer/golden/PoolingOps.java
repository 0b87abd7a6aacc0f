package org.chainer.golden;

import java.util.function.BiFunction;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.pooling.MaxPooling;
import org.chainer.functions.pooling.PoolingOptions;

/** Calls of the pooling functions. */
final class PoolingOps {
    private PoolingOps() {}

    static void register(GoldenOps ops) {
        ops.add("average_pooling_1d", (x, k) -> F.averagePooling1d(x[0], options(k)));
        ops.add("average_pooling_2d", (x, k) -> F.averagePooling2d(x[0], options(k)));
        ops.add("average_pooling_3d", (x, k) -> F.averagePooling3d(x[0], options(k)));
        ops.add("average_pooling_nd", (x, k) -> F.averagePoolingNd(x[0], options(k)));
        ops.addAll("max_pooling_1d", (x, c) -> max(x[0], c, F::maxPooling1d));
        ops.addAll("max_pooling_2d", (x, c) -> max(x[0], c, F::maxPooling2d));
        ops.addAll("max_pooling_3d", (x, c) -> max(x[0], c, F::maxPooling3d));
        ops.addAll("max_pooling_nd", (x, c) -> max(x[0], c, F::maxPoolingNd));
        ops.add("unpooling_1d", (x, k) -> F.unpooling1d(x[0], options(k)));
        ops.add("unpooling_2d", (x, k) -> F.unpooling2d(x[0], options(k)));
        ops.add("unpooling_3d", (x, k) -> F.unpooling3d(x[0], options(k)));
        ops.add("unpooling_nd", (x, k) -> F.unpoolingNd(x[0], options(k)));
        ops.add("upsampling_2d", (x, k) -> upsampling(x, k));
        ops.add(
                "spatial_pyramid_pooling_2d",
                (x, k) -> F.spatialPyramidPooling2d(x[0], k.integer("pyramid_height"), k.text("pooling", "max")));
        ops.addAll("roi_pooling_2d", (x, c) -> {
            int[] size = outsize(c);
            return one(F.roiPooling2d(x[0], x[1], size[0], size[1], scale(c)));
        });
        ops.addAll(
                "roi_max_pooling_2d", (x, c) -> one(F.roiMaxPooling2d(x[0], x[1], examples(x), outsize(c), scale(c))));
        ops.addAll(
                "roi_average_pooling_2d",
                (x, c) -> one(F.roiAveragePooling2d(x[0], x[1], examples(x), outsize(c), scale(c))));
        ops.addAll(
                "roi_max_align_2d",
                (x, c) -> one(F.roiMaxAlign2d(x[0], x[1], examples(x), outsize(c), scale(c), samplingRatio(c))));
        ops.addAll(
                "roi_average_align_2d",
                (x, c) -> one(F.roiAverageAlign2d(x[0], x[1], examples(x), outsize(c), scale(c), samplingRatio(c))));
    }

    private static Variable[] one(Variable y) {
        return new Variable[] {y};
    }

    private static Variable[] max(Variable x, GoldenCase c, BiFunction<Variable, PoolingOptions, Variable> function) {
        Kwargs k = c.kwargs();
        if (!k.flag("return_indices", false)) {
            return one(function.apply(x, options(k)));
        }
        // NumPy's indices are int64, CuPy's and ours int32
        MaxPooling.WithIndices both = F.maxPoolingReturnIndices(x, options(k));
        return new Variable[] {
            both.y(), new Variable(both.indices().astype(c.array("y1").dtype()), false)
        };
    }

    private static PoolingOptions options(Kwargs k) {
        PoolingOptions options = new PoolingOptions(k.integers("ksize"));
        if (k.has("stride")) {
            options = options.stride(k.integers("stride"));
        }
        if (k.has("pad")) {
            options = options.pad(k.integers("pad"));
        }
        if (k.has("outsize")) {
            options = options.outsize(k.longs("outsize"));
        }
        if (k.names().contains("pad_value") && !k.has("pad_value")) {
            options = options.ignorePad();
        }
        return k.has("cover_all") ? options.coverAll(k.flag("cover_all", true)) : options;
    }

    /** Without indices and size among the arguments: the shared example's. */
    private static Variable upsampling(Variable[] x, Kwargs k) {
        if (x.length == 2) {
            return F.upsampling2d(x[0], x[1].array(), options(k));
        }
        return F.upsampling2d(x[0], NDArray.of(0, 1, 2, 3).reshape(1, 1, 2, 2), new PoolingOptions(2).stride(2));
    }

    /** The size is an argument, or else that of Chainer's output. */
    private static int[] outsize(GoldenCase c) {
        Kwargs k = c.kwargs();
        if (k.has("outh")) {
            return new int[] {k.integer("outh"), k.integer("outw")};
        }
        NDArray y = c.array("y0");
        return k.has("outsize") ? k.perAxis("outsize", 2, 0) : new int[] {(int) y.dim(2), (int) y.dim(3)};
    }

    private static double scale(GoldenCase c) {
        return c.kwargs().number("spatial_scale", 1);
    }

    private static int[] samplingRatio(GoldenCase c) {
        Kwargs k = c.kwargs();
        if (!k.names().contains("sampling_ratio")) {
            return k.has("outsize") ? null : new int[] {2};
        }
        if (!k.has("sampling_ratio")) {
            return null;
        }
        return k.list("sampling_ratio") == null
                ? k.integers("sampling_ratio")
                : k.list("sampling_ratio").stream()
                        .mapToInt(ratio -> ratio == null ? 0 : ((Number) ratio).intValue())
                        .toArray();
    }

    private static Variable examples(Variable[] x) {
        return x.length == 3 ? x[2] : new Variable(NDArray.of(0, 0, 1), false);
    }
}
