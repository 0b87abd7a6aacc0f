package org.chainer.links.connection;

import org.chainer.Initializer;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.functions.connection.Deconvolution;

/**
 * Transposed convolution over any number of spatial axes. Parameters {@code W} (in, out / groups, kernel…) and {@code b} (out). Chainer: {@code L.DeconvolutionND}.
 *
 * @see Deconvolution
 */
public class DeconvolutionND extends ConvolutionBase {

    /** A layer with LeCun-normal weights and zero bias; the number of input channels may be null if it comes with the first input. */
    public DeconvolutionND(int ndim, Integer inChannels, int outChannels, int ksize) {
        this(ndim, inChannels, outChannels, new int[] {ksize}, new ConvolutionOptions());
    }

    /** A layer with options. */
    public DeconvolutionND(int ndim, Integer inChannels, int outChannels, int[] ksize, ConvolutionOptions options) {
        this(ndim, inChannels, outChannels, ksize, options, false, null, null);
    }

    /**
     * A layer.
     *
     * @param ndim number of spatial axes
     * @param inChannels null if it comes with the first input
     * @param ksize size of the kernel, once or for each axis
     * @param noBias whether there is no bias
     * @param initialW null for {@link org.chainer.initializers.LeCunNormal}
     * @param initialBias null for zeros
     * @throws IllegalArgumentException if the channels cannot be divided into the groups
     */
    public DeconvolutionND(
            int ndim,
            Integer inChannels,
            int outChannels,
            int[] ksize,
            ConvolutionOptions options,
            boolean noBias,
            Initializer initialW,
            Initializer initialBias) {
        super(inChannels, outChannels, perAxis(ndim, ksize), options, noBias, initialW, initialBias);
    }

    @Override
    final Shape kernelShape(long inChannels, long outChannels, int groups) {
        return Shape.of(inChannels, outChannels / groups);
    }

    @Override
    Variable apply(Variable x, Variable kernel, Variable bias, ConvolutionOptions chosen) {
        return Deconvolution.deconvolutionNd(x, kernel, bias, chosen);
    }
}
