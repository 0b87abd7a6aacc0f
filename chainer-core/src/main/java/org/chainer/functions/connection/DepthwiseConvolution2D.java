package org.chainer.functions.connection;

import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.Transpose;
import org.chainer.utils.TypeCheck;

/**
 * Depthwise convolution: each input channel is convolved with kernels of its own, {@code y[n, c·m + i] = W[i, c] ∗ x[n, c] + b[c·m + i]} for i below the
 * multiplier m.
 *
 * <p>In: x (batch, channels, height, width), W (multiplier, channels, kernel height, kernel width), optionally b (channels·multiplier), of one
 * floating-point dtype. Out: (batch, channels·multiplier, rows, columns), of a {@link Convolution}'s size. Chainer: {@code F.depthwise_convolution_2d}.
 */
public final class DepthwiseConvolution2D {
    private DepthwiseConvolution2D() {}

    /**
     * Depthwise convolution with stride 1.
     *
     * @param b bias, or null
     */
    public static Variable depthwiseConvolution2d(Variable x, Variable w, Variable b) {
        return depthwiseConvolution2d(x, w, b, new ConvolutionOptions());
    }

    /**
     * Depthwise convolution.
     *
     * @param b bias, or null
     * @param options stride and pad; the groups follow from W
     */
    public static Variable depthwiseConvolution2d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        TypeCheck.of("depthwise_convolution_2d", x, w)
                .names("x", "W")
                .floating(0)
                .sameDType(0, 1)
                .rank(0, 4)
                .rank(1, 4)
                .sameDim(0, 1, 1, 1)
                .expect(x.dim(1) > 0, "x.shape[1] > 0", "x.shape " + x.shape());
        Shape shape = w.shape();
        Variable kernels = Reshape.reshape(
                Transpose.transpose(w, 1, 0, 2, 3), shape.dim(0) * shape.dim(1), 1, shape.dim(2), shape.dim(3));
        return Convolution.convolution2d(x, kernels, b, options.groups(Math.toIntExact(shape.dim(1))));
    }
}
