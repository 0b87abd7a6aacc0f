package org.chainer.golden;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.pooling.PoolingOptions;

/** Calls of the pooling functions. */
final class PoolingOps {
    private PoolingOps() {}

    static void register(GoldenOps ops) {
        ops.add("average_pooling_1d", (x, k) -> F.averagePooling1d(x[0], options(k)));
        ops.add("average_pooling_2d", (x, k) -> F.averagePooling2d(x[0], options(k)));
        ops.add("average_pooling_3d", (x, k) -> F.averagePooling3d(x[0], options(k)));
        ops.add("average_pooling_nd", (x, k) -> F.averagePoolingNd(x[0], options(k)));
        ops.add("max_pooling_1d", (x, k) -> F.maxPooling1d(x[0], options(k)));
        ops.add("max_pooling_2d", (x, k) -> F.maxPooling2d(x[0], options(k)));
        ops.add("max_pooling_3d", (x, k) -> F.maxPooling3d(x[0], options(k)));
        ops.add("max_pooling_nd", (x, k) -> F.maxPoolingNd(x[0], options(k)));
        ops.add("unpooling_1d", (x, k) -> F.unpooling1d(x[0], options(k)));
        ops.add("unpooling_2d", (x, k) -> F.unpooling2d(x[0], options(k)));
        ops.add("unpooling_3d", (x, k) -> F.unpooling3d(x[0], options(k)));
        ops.add("unpooling_nd", (x, k) -> F.unpoolingNd(x[0], options(k)));
        ops.add(
                "upsampling_2d",
                (x, k) -> F.upsampling2d(
                        x[0], NDArray.of(0, 1, 2, 3).reshape(1, 1, 2, 2), new PoolingOptions(2).stride(2)));
        ops.add(
                "spatial_pyramid_pooling_2d",
                (x, k) -> F.spatialPyramidPooling2d(x[0], k.integer("pyramid_height"), k.text("pooling", "max")));
        ops.add("roi_pooling_2d", (x, k) -> F.roiPooling2d(x[0], x[1], 3, 3, 1));
        ops.add("roi_max_pooling_2d", (x, k) -> F.roiMaxPooling2d(x[0], x[1], examples(), 3, 1));
        ops.add("roi_average_pooling_2d", (x, k) -> F.roiAveragePooling2d(x[0], x[1], examples(), 3, 1));
        ops.add("roi_max_align_2d", (x, k) -> F.roiMaxAlign2d(x[0], x[1], examples(), new int[] {3}, 1, new int[] {2}));
        ops.add(
                "roi_average_align_2d",
                (x, k) -> F.roiAverageAlign2d(x[0], x[1], examples(), new int[] {3, 3}, 1, new int[] {2, 2}));
    }

    private static PoolingOptions options(Kwargs k) {
        PoolingOptions options = new PoolingOptions(k.integers("ksize"));
        if (k.has("stride")) {
            options = options.stride(k.integers("stride"));
        }
        if (k.has("pad")) {
            options = options.pad(k.integers("pad"));
        }
        return k.has("cover_all") ? options.coverAll(k.flag("cover_all", true)) : options;
    }

    private static Variable examples() {
        return new Variable(NDArray.of(0, 0, 1), false);
    }
}
