package org.chainer.links.connection;

import org.chainer.Initializer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.connection.Convolution;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.initializers.Constant;

/**
 * Convolution over two spatial axes: of images. Parameters {@code W} (out, in / groups, kernel…) and {@code b} (out). Chainer: {@code L.Convolution2D}.
 *
 * <p>In: (batch, in, height, width). Out: (batch, out, height, width).
 *
 * @see Convolution
 */
public class Convolution2D extends ConvolutionND {

    /** A layer with LeCun-normal weights and zero bias; the number of input channels may be null if it comes with the first input. */
    public Convolution2D(Integer inChannels, int outChannels, int ksize) {
        this(inChannels, outChannels, ksize, 1, 0);
    }

    /** A layer with a stride and a margin. */
    public Convolution2D(Integer inChannels, int outChannels, int ksize, int stride, int pad) {
        this(
                inChannels,
                outChannels,
                new int[] {ksize},
                new ConvolutionOptions().stride(stride).pad(pad));
    }

    /** A layer with options. */
    public Convolution2D(Integer inChannels, int outChannels, int[] ksize, ConvolutionOptions options) {
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
    public Convolution2D(
            Integer inChannels,
            int outChannels,
            int[] ksize,
            ConvolutionOptions options,
            boolean noBias,
            Initializer initialW,
            Initializer initialBias) {
        super(2, inChannels, outChannels, ksize, options, noBias, initialW, initialBias);
    }

    /**
     * A layer with copies of the given arrays.
     *
     * @param w (out, in / groups, height, width)
     * @param b (out), or null for no bias
     */
    public static Convolution2D fromParams(NDArray w, NDArray b, ConvolutionOptions options) {
        return new Convolution2D(
                Math.toIntExact(w.dim(1) * options.groups()),
                Math.toIntExact(w.dim(0)),
                new int[] {Math.toIntExact(w.dim(2)), Math.toIntExact(w.dim(3))},
                options,
                b == null,
                new Constant(w, w.dtype()),
                b == null ? null : new Constant(b, b.dtype()));
    }

    @Override
    Variable apply(Variable x, Variable kernel, Variable bias, ConvolutionOptions chosen) {
        return Convolution.convolution2d(x, kernel, bias, chosen);
    }
}
