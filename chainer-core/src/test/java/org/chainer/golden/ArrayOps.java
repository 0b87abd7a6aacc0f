package org.chainer.golden;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.functions.F;

/** Calls of the array functions. */
final class ArrayOps {
    private ArrayOps() {}

    static void register(GoldenOps ops) {
        ops.add("broadcast_to", (x, k) -> F.broadcastTo(x[0], Shape.of(k.longs("shape"))));
        ops.add("cast", (x, k) -> F.cast(x[0], DType.of(k.text("typ", ""))));
        ops.add("concat", (x, k) -> F.concat(k.integer("axis", 1), x));
        ops.add("expand_dims", (x, k) -> F.expandDims(x[0], k.integer("axis")));
        ops.add("get_item", (x, k) -> getItem(x, k));
        ops.add("reshape", (x, k) -> F.reshape(x[0], k.longs("shape")));
        ops.add("stack", (x, k) -> F.stack(k.integer("axis", 0), x));
        ops.add("transpose", (x, k) -> F.transpose(x[0], k.integers("axes")));
        ops.missing(
                "as_strided",
                "broadcast",
                "copy",
                "depth2space",
                "diagonal",
                "dstack",
                "flatten",
                "flip",
                "fliplr",
                "flipud",
                "hstack",
                "im2col",
                "moveaxis",
                "pad",
                "pad_sequence",
                "permutate",
                "repeat",
                "resize_images",
                "rollaxis",
                "scatter_add",
                "select_item",
                "separate",
                "space2depth",
                "spatial_transformer_grid",
                "spatial_transformer_sampler",
                "split_axis",
                "squeeze",
                "swapaxes",
                "tile",
                "transpose_sequence",
                "vstack",
                "where");
    }

    private static Variable getItem(Variable[] x, Kwargs k) {
        if (x.length == 2) {
            return F.getItem(x[0], Slice.indices(x[1].array()));
        }
        return k.has("index")
                ? F.getItem(x[0], Slice.parse(k.text("index", "")))
                : F.getItem(x[0], Slice.of(k.integer("start"), k.integer("stop")));
    }
}
