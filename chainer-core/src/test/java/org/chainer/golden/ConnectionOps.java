package org.chainer.golden;

import org.chainer.functions.F;

/** Calls of the connection functions. */
final class ConnectionOps {
    private ConnectionOps() {}

    static void register(GoldenOps ops) {
        ops.add("embed_id", (x, k) -> F.embedId(x[0], x[1], k.has("ignore_label") ? k.integer("ignore_label") : null));
        ops.add("linear", (x, k) -> F.linear(x[0], x[1], x.length == 3 ? x[2] : null, k.integer("n_batch_axes", 1)));
        ops.missing(
                "bilinear",
                "convolution_1d",
                "convolution_2d",
                "convolution_3d",
                "convolution_nd",
                "deconvolution_1d",
                "deconvolution_2d",
                "deconvolution_3d",
                "deconvolution_nd",
                "deformable_convolution_2d_sampler",
                "depthwise_convolution_2d",
                "dilated_convolution_2d",
                "local_convolution_2d",
                "shift");
    }
}
