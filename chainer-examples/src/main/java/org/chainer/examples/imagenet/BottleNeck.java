package org.chainer.examples.imagenet;

import static org.chainer.functions.activation.ReLU.relu;

import org.chainer.Chain;
import org.chainer.ChainList;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Variable;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.initializers.HeNormal;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.normalization.BatchNormalization;

/**
 * Three convolutions, the middle one with fewer channels, beside which the input passes: as it is, or through one of size 1 if its
 * size changes.
 */
abstract class BottleNeck extends Chain implements Layer {
    protected Convolution2D conv1;
    protected BatchNormalization bn1;
    protected Convolution2D conv2;
    protected BatchNormalization bn2;
    protected Convolution2D conv3;
    protected BatchNormalization bn3;

    private BottleNeck(int in, int channels, int out, int stride1, int stride2, int groups) {
        conv1 = convolution(in, channels, 1, stride1, 1);
        bn1 = new BatchNormalization(channels);
        conv2 = convolution(channels, channels, 3, stride2, groups);
        bn2 = new BatchNormalization(channels);
        conv3 = convolution(channels, out, 1, 1, 1);
        bn3 = new BatchNormalization(out);
    }

    static Convolution2D convolution(int in, int out, int size, int stride, int groups) {
        var options = new ConvolutionOptions().stride(stride).pad(size / 2).groups(groups);
        return new Convolution2D(in, out, new int[] {size}, options, true, new HeNormal(), null);
    }

    @Override
    public Variable forward(Variable x) {
        Variable h = relu(bn1.apply(conv1.apply(x)));
        h = bn3.apply(conv3.apply(relu(bn2.apply(conv2.apply(h)))));
        return relu(h.add(shortcut(x)));
    }

    abstract Variable shortcut(Variable x);

    /** The first one of a block: changes the number of channels, and the size of the image by the stride. */
    private static final class First extends BottleNeck {
        private Convolution2D conv4;
        private BatchNormalization bn4;

        First(int in, int channels, int out, int stride, boolean strideFirst, int groups) {
            super(in, channels, out, strideFirst ? stride : 1, strideFirst ? 1 : stride, groups);
            conv4 = convolution(in, out, 1, stride, 1);
            bn4 = new BatchNormalization(out);
        }

        @Override
        Variable shortcut(Variable x) {
            return bn4.apply(conv4.apply(x));
        }
    }

    /** All others. */
    private static final class Other extends BottleNeck {
        Other(int in, int channels, int groups) {
            super(in, channels, in, 1, 1, groups);
        }

        @Override
        Variable shortcut(Variable x) {
            return x;
        }
    }

    /** Several in a row. */
    static final class Block extends ChainList implements Layer {

        /**
         * A block.
         *
         * @param layers how many
         * @param in channels of the input
         * @param channels channels inside
         * @param out channels of the output
         * @param stride by which the image gets smaller
         * @param strideFirst whether the first convolution does that, as in ResNet, or the second, as in ResNeXt
         * @param groups groups of the second convolutions
         */
        Block(int layers, int in, int channels, int out, int stride, boolean strideFirst, int groups) {
            append(new First(in, channels, out, stride, strideFirst, groups));
            for (int i = 1; i < layers; i++) {
                append(new Other(out, channels, groups));
            }
        }

        @Override
        public Variable forward(Variable x) {
            Variable h = x;
            for (Link child : this) {
                h = ((Layer) child).apply(h);
            }
            return h;
        }
    }
}
