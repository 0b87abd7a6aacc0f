package org.chainer.golden;

import org.chainer.Variable;
import org.chainer.functions.F;
import org.chainer.functions.connection.ConvolutionOptions;

/** Calls of the connection functions. */
final class ConnectionOps {
    private ConnectionOps() {}

    static void register(GoldenOps ops) {
        ops.add("embed_id", (x, k) -> F.embedId(x[0], x[1], k.optional("ignore_label")));
        ops.add("linear", (x, k) -> F.linear(x[0], x[1], bias(x), k.integer("n_batch_axes", 1)));
        ops.add(
                "bilinear",
                (x, k) ->
                        x.length == 3 ? F.bilinear(x[0], x[1], x[2]) : F.bilinear(x[0], x[1], x[2], x[3], x[4], x[5]));
        ops.add("convolution_1d", (x, k) -> F.convolution1d(x[0], x[1], bias(x), options(k)));
        ops.add("convolution_2d", (x, k) -> F.convolution2d(x[0], x[1], bias(x), options(k)));
        ops.add("convolution_3d", (x, k) -> F.convolution3d(x[0], x[1], bias(x), options(k)));
        ops.add("convolution_nd", (x, k) -> F.convolutionNd(x[0], x[1], bias(x), options(k)));
        ops.add("deconvolution_1d", (x, k) -> F.deconvolution1d(x[0], x[1], bias(x), options(k)));
        ops.add("deconvolution_2d", (x, k) -> F.deconvolution2d(x[0], x[1], bias(x), options(k)));
        ops.add("deconvolution_3d", (x, k) -> F.deconvolution3d(x[0], x[1], bias(x), options(k)));
        ops.add("deconvolution_nd", (x, k) -> F.deconvolutionNd(x[0], x[1], bias(x), options(k)));
        ops.add("depthwise_convolution_2d", (x, k) -> F.depthwiseConvolution2d(x[0], x[1], bias(x), options(k)));
        ops.add("dilated_convolution_2d", (x, k) -> F.dilatedConvolution2d(x[0], x[1], bias(x), options(k)));
        ops.add("local_convolution_2d", (x, k) -> F.localConvolution2d(x[0], x[1], bias(x), k.perAxis("stride", 2, 1)));
        ops.add("shift", (x, k) -> F.shift(x[0], k.perAxis("ksize", 2, 3), k.perAxis("dilate", 2, 1)));
        ops.add(
                "deformable_convolution_2d_sampler",
                (x, k) -> F.deformableConvolution2dSampler(x[0], x[1], x[2], x.length == 4 ? x[3] : null, options(k)));
    }

    private static Variable bias(Variable[] x) {
        return x.length == 3 ? x[2] : null;
    }

    private static ConvolutionOptions options(Kwargs k) {
        ConvolutionOptions options = new ConvolutionOptions();
        if (k.has("stride")) {
            options = options.stride(k.integers("stride"));
        }
        if (k.has("pad")) {
            options = options.pad(k.integers("pad"));
        }
        if (k.has("dilate")) {
            options = options.dilate(k.integers("dilate"));
        }
        if (k.has("outsize")) {
            options = options.outsize(k.longs("outsize"));
        }
        return options.groups(k.integer("groups", 1)).coverAll(k.flag("cover_all", false));
    }
}
