package org.chainer.links.connection;

import org.chainer.Initializer;
import org.chainer.Variable;
import org.chainer.functions.connection.Convolution;
import org.chainer.functions.connection.ConvolutionOptions;

/**
 * Convolution over one spatial axis. Parameters {@code W} (out, in / groups, kernel…) and {@code b} (out). Chainer: {@code L.Convolution1D}.
 *
 * <p>In: (batch, in, width). Out: (batch, out, width).
 *
 * @see Convolution
 */
public class Convolution1D extends ConvolutionND {

    /** A layer with LeCun-normal weights and zero bias; the number of input channels may be null if it comes with the first input. */
    public Convolution1D(Integer inChannels, int outChannels, int ksize) {
        this(inChannels, outChannels, ksize, 1, 0);
    }

    /** A layer with a stride and a margin. */
    public Convolution1D(Integer inChannels, int outChannels, int ksize, int stride, int pad) {
        this(
                inChannels,
                outChannels,
                new int[] {ksize},
                new ConvolutionOptions().stride(stride).pad(pad));
    }

    /** A layer with options. */
    public Convolution1D(Integer inChannels, int outChannels, int[] ksize, ConvolutionOptions options) {
        this(inChannels, outChannels, ksize, options, false, null, null);
    }

    /**
     * A layer.
     *
     * @param inChannels null if it comes with the first input
     * @param ksize size of the kernel, once or for each axis
     * @param noBias whether there is no bias
     * @param initialW null for {@link org.chainer.initializers.LeCunNormal}
     * @param initialBias null for zeros
     * @throws IllegalArgumentException if the channels cannot be divided into the groups
     */
    public Convolution1D(
            Integer inChannels,
            int outChannels,
            int[] ksize,
            ConvolutionOptions options,
            boolean noBias,
            Initializer initialW,
            Initializer initialBias) {
        super(1, inChannels, outChannels, ksize, options, noBias, initialW, initialBias);
    }

    @Override
    Variable apply(Variable x, Variable kernel, Variable bias, ConvolutionOptions chosen) {
        return Convolution.convolution1d(x, kernel, bias, chosen);
    }
}
