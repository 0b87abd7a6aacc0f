package org.chainer.links.connection;

import org.chainer.functions.connection.ConvolutionOptions;

/**
 * Two-dimensional convolution with gaps in the kernel: {@link Convolution2D} with {@code dilate}. Parameters {@code W} (out, in, height, width) and {@code b} (out). Chainer: {@code
 * L.DilatedConvolution2D}.
 *
 * @see org.chainer.functions.connection.DilatedConvolution2D
 */
public class DilatedConvolution2D extends Convolution2D {

    /** A layer; the number of input channels may be null if it comes with the first input. */
    public DilatedConvolution2D(Integer inChannels, int outChannels, int ksize, int stride, int pad, int dilate) {
        this(
                inChannels,
                outChannels,
                new int[] {ksize},
                new ConvolutionOptions().stride(stride).pad(pad).dilate(dilate),
                false);
    }

    /** A layer with options, and with or without bias. */
    public DilatedConvolution2D(
            Integer inChannels, int outChannels, int[] ksize, ConvolutionOptions options, boolean noBias) {
        super(inChannels, outChannels, ksize, options, noBias, null, null);
    }
}
