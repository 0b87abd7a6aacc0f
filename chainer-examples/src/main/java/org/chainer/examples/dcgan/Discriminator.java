package org.chainer.examples.dcgan;

import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Layer;
import org.chainer.Name;
import org.chainer.Variable;
import org.chainer.array.RandomState;
import org.chainer.functions.F;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.initializers.Normal;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Linear;
import org.chainer.links.normalization.BatchNormalization;
import org.chainer.links.normalization.BatchNormalizationOptions;

/** Tells training images from generated ones; noise in front of each layer makes that harder. */
final class Discriminator extends Chain implements Layer {
    private static final int BOTTOM = 4;
    private static final double NOISE = 0.2;

    @Name("c0_0")
    private Convolution2D c00;

    @Name("c0_1")
    private Convolution2D c01;

    @Name("c1_0")
    private Convolution2D c10;

    @Name("c1_1")
    private Convolution2D c11;

    @Name("c2_0")
    private Convolution2D c20;

    @Name("c2_1")
    private Convolution2D c21;

    @Name("c3_0")
    private Convolution2D c30;

    private Linear l4;

    @Name("bn0_1")
    private BatchNormalization bn01;

    @Name("bn1_0")
    private BatchNormalization bn10;

    @Name("bn1_1")
    private BatchNormalization bn11;

    @Name("bn2_0")
    private BatchNormalization bn20;

    @Name("bn2_1")
    private BatchNormalization bn21;

    @Name("bn3_0")
    private BatchNormalization bn30;

    /**
     * A discriminator.
     *
     * @param channels channels of the smallest image; 512 in Chainer's example
     */
    Discriminator(int channels) {
        Normal w = Generator.initialW(channels);
        c00 = convolution(3, channels / 8, 3, 1, w);
        c01 = convolution(channels / 8, channels / 4, 4, 2, w);
        c10 = convolution(channels / 4, channels / 4, 3, 1, w);
        c11 = convolution(channels / 4, channels / 2, 4, 2, w);
        c20 = convolution(channels / 2, channels / 2, 3, 1, w);
        c21 = convolution(channels / 2, channels, 4, 2, w);
        c30 = convolution(channels, channels, 3, 1, w);
        l4 = new Linear(BOTTOM * BOTTOM * channels, 1, false, w, null);
        bn01 = normalization(channels / 4);
        bn10 = normalization(channels / 4);
        bn11 = normalization(channels / 2);
        bn20 = normalization(channels / 2);
        bn21 = normalization(channels);
        bn30 = normalization(channels);
    }

    private static Convolution2D convolution(int in, int out, int size, int stride, Normal w) {
        var options = new ConvolutionOptions().stride(stride).pad(1);
        return new Convolution2D(in, out, new int[] {size}, options, false, w, null);
    }

    private static BatchNormalization normalization(int channels) {
        return new BatchNormalization(channels, new BatchNormalizationOptions().useGamma(false));
    }

    /** Images (batch, 3, 32, 32) to scores (batch, 1): the higher, the more like training images. */
    @Override
    public Variable forward(Variable x) {
        Variable h = F.leakyRelu(noisy(c00.apply(noisy(x))));
        h = F.leakyRelu(noisy(bn01.apply(c01.apply(h))));
        h = F.leakyRelu(noisy(bn10.apply(c10.apply(h))));
        h = F.leakyRelu(noisy(bn11.apply(c11.apply(h))));
        h = F.leakyRelu(noisy(bn20.apply(c20.apply(h))));
        h = F.leakyRelu(noisy(bn21.apply(c21.apply(h))));
        h = F.leakyRelu(noisy(bn30.apply(c30.apply(h))));
        return l4.apply(h);
    }

    private static Variable noisy(Variable h) {
        if (!Chainer.config().train()) {
            return h;
        }
        return h.add(
                new Variable(RandomState.shared().fillNormal(0, NOISE, h.array().emptyLike()), false));
    }
}
