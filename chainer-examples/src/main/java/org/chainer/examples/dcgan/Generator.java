package org.chainer.examples.dcgan;

import static org.chainer.functions.activation.ReLU.relu;

import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.functions.F;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.initializers.Normal;
import org.chainer.links.connection.Deconvolution2D;
import org.chainer.links.connection.Linear;
import org.chainer.links.normalization.BatchNormalization;

/**
 * Makes images of 32×32 pixels out of random vectors: each deconvolution doubles the image.
 *
 * @see <a href="https://arxiv.org/abs/1511.06434">Radford et al., Unsupervised Representation Learning with Deep Convolutional
 *     Generative Adversarial Networks, 2015</a>
 */
final class Generator extends Chain implements Layer {
    private static final int BOTTOM = 4;

    private Linear l0;
    private Deconvolution2D dc1;
    private Deconvolution2D dc2;
    private Deconvolution2D dc3;
    private Deconvolution2D dc4;
    private BatchNormalization bn0;
    private BatchNormalization bn1;
    private BatchNormalization bn2;
    private BatchNormalization bn3;
    private final int hidden;
    private final int channels;

    /**
     * A generator.
     *
     * @param hidden size of the random vectors
     * @param channels channels of the smallest image; 512 in Chainer's example
     */
    Generator(int hidden, int channels) {
        this.hidden = hidden;
        this.channels = channels;
        Normal w = initialW(channels);
        l0 = new Linear(hidden, BOTTOM * BOTTOM * channels, false, w, null);
        dc1 = deconvolution(channels, channels / 2, 4, 2, w);
        dc2 = deconvolution(channels / 2, channels / 4, 4, 2, w);
        dc3 = deconvolution(channels / 4, channels / 8, 4, 2, w);
        dc4 = deconvolution(channels / 8, 3, 3, 1, w);
        bn0 = new BatchNormalization(BOTTOM * BOTTOM * channels);
        bn1 = new BatchNormalization(channels / 2);
        bn2 = new BatchNormalization(channels / 4);
        bn3 = new BatchNormalization(channels / 8);
    }

    /** The deviation 0.02 of Chainer's example; in a narrower network larger, so that sums over channels vary as much. */
    static Normal initialW(int channels) {
        return new Normal(0.02 * Math.sqrt(512.0 / channels));
    }

    private static Deconvolution2D deconvolution(int in, int out, int size, int stride, Normal w) {
        var options = new ConvolutionOptions().stride(stride).pad(1);
        return new Deconvolution2D(in, out, new int[] {size}, options, false, w, null);
    }

    /** Random vectors (count, hidden), uniform in [−1, 1). */
    NDArray makeHidden(int count) {
        return RandomState.shared().uniform(-1, 1, Chainer.config().dtype(), count, hidden);
    }

    /** Vectors (batch, hidden) to images (batch, 3, 32, 32) of values in (0, 1). */
    @Override
    public Variable forward(Variable z) {
        Variable h = relu(bn0.apply(l0.apply(z))).reshape(z.dim(0), channels, BOTTOM, BOTTOM);
        h = relu(bn1.apply(dc1.apply(h)));
        h = relu(bn2.apply(dc2.apply(h)));
        h = relu(bn3.apply(dc3.apply(h)));
        return F.sigmoid(dc4.apply(h));
    }
}
