package org.chainer.links.model.vision;

import org.chainer.Chain;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.normalization.BatchNormalization;

/** A residual function of three convolutions, the outer two of size 1, each with a normalisation, and what it is added to. */
abstract class Bottleneck extends Chain implements Layer {
    private Convolution2D conv1;
    private BatchNormalization bn1;
    private Convolution2D conv2;
    private BatchNormalization bn2;
    private Convolution2D conv3;
    private BatchNormalization bn3;

    Bottleneck(int in, int mid, int out, int stride1, int stride2, Initializer initialW) {
        conv1 = convolution(in, mid, 1, stride1, 0, initialW);
        bn1 = new BatchNormalization(mid);
        conv2 = convolution(mid, mid, 3, stride2, 1, initialW);
        bn2 = new BatchNormalization(mid);
        conv3 = convolution(mid, out, 1, 1, 0, initialW);
        bn3 = new BatchNormalization(out);
    }

    static Convolution2D convolution(int in, int out, int ksize, int stride, int pad, Initializer initialW) {
        ConvolutionOptions options = new ConvolutionOptions().stride(stride).pad(pad);
        return new Convolution2D(in, out, new int[] {ksize}, options, true, initialW, null);
    }

    /** What the residual function is added to. */
    abstract Variable shortcut(Variable x);

    /** {@code relu(f(x) + shortcut(x))}. */
    @Override
    public final Variable forward(Variable x) {
        Variable h = ReLU.relu(bn1.apply(conv1.apply(x)));
        h = ReLU.relu(bn2.apply(conv2.apply(h)));
        h = bn3.apply(conv3.apply(h));
        return ReLU.relu(h.add(shortcut(x)));
    }
}
