package org.chainer.functions.connection;

import org.chainer.Variable;

/**
 * Dilated convolution: a {@link Convolution} with the option dilate, under the name that it had first.
 *
 * <p>In: {@code x (B, C, H, W)}, {@code W (O, C, kh, kw)}, {@code b (O)} or null. Out: (B, O, h, w), of the same dtype. Chainer: {@code
 * F.dilated_convolution_2d}.
 */
public final class DilatedConvolution2D {
    private DilatedConvolution2D() {}

    /**
     * Convolution over two spatial axes, with the same dilation for both.
     *
     * @param b bias, or null
     */
    public static Variable dilatedConvolution2d(Variable x, Variable w, Variable b, int dilate) {
        return dilatedConvolution2d(x, w, b, new ConvolutionOptions().dilate(dilate));
    }

    /**
     * Convolution over two spatial axes.
     *
     * @param b bias, or null
     */
    public static Variable dilatedConvolution2d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        return Convolution.convolution2d(x, w, b, options);
    }
}
