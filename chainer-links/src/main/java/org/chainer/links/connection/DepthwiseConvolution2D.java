package org.chainer.links.connection;

import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.initializers.HeNormal;
import org.chainer.initializers.Initializers;

/**
 * Two-dimensional convolution of each channel on its own. Parameters {@code W} (multiplier, in, height, width) and {@code b} (multiplier·in). Chainer: {@code L.DepthwiseConvolution2D}.
 *
 * @see org.chainer.functions.connection.DepthwiseConvolution2D
 */
public class DepthwiseConvolution2D extends Link implements Layer {
    @Name("W")
    private Parameter w;

    private Parameter b;
    private final int channelMultiplier;
    private final int[] ksize;
    private final ConvolutionOptions options;

    /** A layer; the number of input channels may be null if it comes with the first input. */
    public DepthwiseConvolution2D(Integer inChannels, int channelMultiplier, int ksize) {
        this(inChannels, channelMultiplier, new int[] {ksize}, new ConvolutionOptions(), false, null, null);
    }

    /**
     * A layer.
     *
     * @param inChannels null if it comes with the first input
     * @param channelMultiplier number of output channels for each input channel
     * @param ksize size of the kernel, once or (height, width)
     * @param options stride and pad
     * @param noBias whether there is no bias
     * @param initialW null for {@link HeNormal} with scale √½
     * @param initialBias null for zeros
     */
    public DepthwiseConvolution2D(
            Integer inChannels,
            int channelMultiplier,
            int[] ksize,
            ConvolutionOptions options,
            boolean noBias,
            Initializer initialW,
            Initializer initialBias) {
        this.channelMultiplier = channelMultiplier;
        this.ksize = ConvolutionBase.perAxis(2, ksize).clone();
        this.options = options;
        this.w = Parameter.deferred(initialW == null ? new HeNormal(Math.sqrt(0.5)) : initialW);
        if (!noBias) {
            this.b = Parameter.deferred(Initializers.orConstant(initialBias, 0));
        }
        if (inChannels != null) {
            initialize(inChannels);
        }
    }

    private void initialize(long inChannels) {
        w.initialize(Shape.of(channelMultiplier, inChannels, ksize[0], ksize[1]));
        if (b != null && !b.isInitialized()) {
            b.initialize(Shape.of(channelMultiplier * inChannels));
        }
    }

    /** The kernels (multiplier, in, height, width). */
    public Parameter w() {
        return w;
    }

    /** The bias (multiplier·in), or null. */
    public Parameter b() {
        return b;
    }

    /** x (batch, in, height, width) to (batch, multiplier·in, height, width). */
    @Override
    public Variable forward(Variable x) {
        if (!w.isInitialized()) {
            initialize(x.dim(1));
        }
        return org.chainer.functions.connection.DepthwiseConvolution2D.depthwiseConvolution2d(x, w, b, options);
    }
}
