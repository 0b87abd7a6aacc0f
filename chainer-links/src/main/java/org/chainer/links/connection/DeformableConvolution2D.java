package org.chainer.links.connection;

import org.chainer.Chain;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Name;
import org.chainer.Variable;
import org.chainer.functions.connection.ConvolutionOptions;

/**
 * Two-dimensional convolution whose kernel is bent by offsets that another convolution computes from the same input. Children {@code offset_conv} and {@code deform_conv}. Chainer: {@code
 * L.DeformableConvolution2D}.
 *
 * @see org.chainer.functions.connection.DeformableConvolution2DSampler
 * @see <a href="https://arxiv.org/abs/1703.06211">Dai et al., Deformable Convolutional Networks, 2017</a>
 */
public class DeformableConvolution2D extends Chain implements Layer {
    @Name("offset_conv")
    private Convolution2D offsetConv;

    @Name("deform_conv")
    private DeformableConvolution2DSampler deformConv;

    /** A layer; the number of input channels may be null if it comes with the first input. */
    public DeformableConvolution2D(Integer inChannels, int outChannels, int ksize) {
        this(inChannels, outChannels, ksize, 1, 0);
    }

    /** A layer with a stride and a margin. */
    public DeformableConvolution2D(Integer inChannels, int outChannels, int ksize, int stride, int pad) {
        this(
                inChannels,
                outChannels,
                new int[] {ksize},
                new ConvolutionOptions().stride(stride).pad(pad),
                false,
                null,
                null,
                false,
                null,
                null);
    }

    /**
     * A layer.
     *
     * @param inChannels null if it comes with the first input
     * @param ksize size of the kernel, once or (height, width)
     * @param options stride and pad
     * @param offsetNoBias whether the offsets' convolution has no bias
     * @param offsetInitialW null for {@link org.chainer.initializers.LeCunNormal}
     * @param offsetInitialBias null for zeros
     * @param deformNoBias whether the bent convolution has no bias
     * @param deformInitialW null for zeros
     * @param deformInitialBias null for zeros
     */
    public DeformableConvolution2D(
            Integer inChannels,
            int outChannels,
            int[] ksize,
            ConvolutionOptions options,
            boolean offsetNoBias,
            Initializer offsetInitialW,
            Initializer offsetInitialBias,
            boolean deformNoBias,
            Initializer deformInitialW,
            Initializer deformInitialBias) {
        int[] size = ConvolutionBase.perAxis(2, ksize).clone();
        this.offsetConv = new Convolution2D(
                inChannels, 2 * size[0] * size[1], size, options, offsetNoBias, offsetInitialW, offsetInitialBias);
        this.deformConv = new DeformableConvolution2DSampler(
                inChannels, outChannels, size, options, deformNoBias, deformInitialW, deformInitialBias);
    }

    /** The convolution that computes the offsets. */
    public Convolution2D offsetConv() {
        return offsetConv;
    }

    /** x (batch, in, height, width) to (batch, out, height, width). */
    @Override
    public Variable forward(Variable x) {
        return deformConv.apply(x, offsetConv.apply(x));
    }
}
