package org.chainer.links.connection;

import org.chainer.Initializer;
import org.chainer.Variable;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.functions.connection.Deconvolution;

/**
 * Transposed convolution over three spatial axes. Parameters {@code W} (in, out / groups, kernel…) and {@code b} (out). Chainer: {@code L.Deconvolution3D}.
 *
 * <p>In: (batch, in, depth, height, width). Out: (batch, out, depth, height, width).
 *
 * @see Deconvolution
 */
public class Deconvolution3D extends DeconvolutionND {

    /** A layer with LeCun-normal weights and zero bias; the number of input channels may be null if it comes with the first input. */
    public Deconvolution3D(Integer inChannels, int outChannels, int ksize) {
        this(inChannels, outChannels, ksize, 1, 0);
    }

    /** A layer with a stride and a margin. */
    public Deconvolution3D(Integer inChannels, int outChannels, int ksize, int stride, int pad) {
        this(
                inChannels,
                outChannels,
                new int[] {ksize},
                new ConvolutionOptions().stride(stride).pad(pad));
    }

    /** A layer with options. */
    public Deconvolution3D(Integer inChannels, int outChannels, int[] ksize, ConvolutionOptions options) {
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
    public Deconvolution3D(
            Integer inChannels,
            int outChannels,
            int[] ksize,
            ConvolutionOptions options,
            boolean noBias,
            Initializer initialW,
            Initializer initialBias) {
        super(3, inChannels, outChannels, ksize, options, noBias, initialW, initialBias);
    }

    @Override
    Variable apply(Variable x, Variable kernel, Variable bias, ConvolutionOptions chosen) {
        return Deconvolution.deconvolution3d(x, kernel, bias, chosen);
    }
}
