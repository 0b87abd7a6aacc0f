package org.chainer.links.connection;

import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.initializers.Initializers;

/**
 * Two-dimensional convolution with a kernel of its own at each place. Parameters {@code W} (out, out height, out width, in, height, width) and {@code b} (out, out height, out width). Chainer:
 * {@code L.LocalConvolution2D}.
 *
 * @see org.chainer.functions.connection.LocalConvolution2D
 */
public class LocalConvolution2D extends Link implements Layer {
    @Name("W")
    private Parameter w;

    private Parameter b;
    private final int outChannels;
    private final int[] ksize;
    private final int[] stride;

    /** A layer with stride 1; channels and size of the input may be null if they come with the first input. */
    public LocalConvolution2D(Integer inChannels, int outChannels, Integer inSize, int ksize) {
        this(
                inChannels,
                outChannels,
                inSize == null ? null : new int[] {inSize, inSize},
                new int[] {ksize},
                new int[] {1},
                false,
                null,
                null);
    }

    /**
     * A layer.
     *
     * @param inChannels null if it comes with the first input
     * @param inSize (height, width) of the input, null if it comes with the first input
     * @param ksize size of the kernel, once or (height, width)
     * @param stride once or (vertical, horizontal)
     * @param noBias whether there is no bias
     * @param initialW null for {@link org.chainer.initializers.LeCunNormal}
     * @param initialBias null for zeros
     */
    public LocalConvolution2D(
            Integer inChannels,
            int outChannels,
            int[] inSize,
            int[] ksize,
            int[] stride,
            boolean noBias,
            Initializer initialW,
            Initializer initialBias) {
        this.outChannels = outChannels;
        this.ksize = ConvolutionBase.perAxis(2, ksize).clone();
        this.stride = ConvolutionBase.perAxis(2, stride).clone();
        this.w = Parameter.deferred(Initializers.orLeCunNormal(initialW));
        if (!noBias) {
            this.b = Parameter.deferred(Initializers.orConstant(initialBias, 0));
        }
        if (inChannels != null && inSize != null) {
            initialize(inChannels, ConvolutionBase.perAxis(2, inSize)[0], ConvolutionBase.perAxis(2, inSize)[1]);
        }
    }

    private void initialize(long inChannels, long height, long width) {
        long outHeight = places(height, 0);
        long outWidth = places(width, 1);
        w.initialize(Shape.of(outChannels, outHeight, outWidth, inChannels, ksize[0], ksize[1]));
        if (b != null && !b.isInitialized()) {
            b.initialize(Shape.of(outChannels, outHeight, outWidth));
        }
    }

    private long places(long size, int axis) {
        if (size < ksize[axis]) {
            throw new IllegalArgumentException("LocalConvolution2D: the kernel of size " + ksize[axis]
                    + " does not fit into an input of size " + size);
        }
        return (size - ksize[axis]) / stride[axis] + 1;
    }

    /** The kernels (out, out height, out width, in, height, width). */
    public Parameter w() {
        return w;
    }

    /** The bias (out, out height, out width), or null. */
    public Parameter b() {
        return b;
    }

    /** x (batch, in, height, width) to (batch, out, out height, out width). */
    @Override
    public Variable forward(Variable x) {
        if (!w.isInitialized()) {
            initialize(x.dim(1), x.dim(2), x.dim(3));
        }
        return org.chainer.functions.connection.LocalConvolution2D.localConvolution2d(x, w, b, stride);
    }
}
