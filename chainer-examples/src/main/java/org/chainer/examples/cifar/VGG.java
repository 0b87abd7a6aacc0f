package org.chainer.examples.cifar;

import static org.chainer.functions.activation.ReLU.relu;
import static org.chainer.functions.noise.Dropout.dropout;

import org.chainer.Chain;
import org.chainer.Layer;
import org.chainer.Name;
import org.chainer.Variable;
import org.chainer.functions.F;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Linear;
import org.chainer.links.normalization.BatchNormalization;

/**
 * A network in the style of VGG for images of 32×32 pixels: thirteen convolutions in five groups, which halve the image each,
 * and two fully connected layers; with batch normalisation and dropout.
 *
 * @see <a href="https://arxiv.org/abs/1409.1556">Simonyan and Zisserman, Very Deep Convolutional Networks for Large-Scale Image
 *     Recognition, 2014</a>
 */
public final class VGG extends Chain implements Layer {
    @Name("block1_1")
    private Block block11;

    @Name("block1_2")
    private Block block12;

    @Name("block2_1")
    private Block block21;

    @Name("block2_2")
    private Block block22;

    @Name("block3_1")
    private Block block31;

    @Name("block3_2")
    private Block block32;

    @Name("block3_3")
    private Block block33;

    @Name("block4_1")
    private Block block41;

    @Name("block4_2")
    private Block block42;

    @Name("block4_3")
    private Block block43;

    @Name("block5_1")
    private Block block51;

    @Name("block5_2")
    private Block block52;

    @Name("block5_3")
    private Block block53;

    private Linear fc1;

    @Name("bn_fc1")
    private BatchNormalization bnFc1;

    private Linear fc2;
    private final double dropout;

    /** Convolution, batch normalisation, rectifier. */
    private static final class Block extends Chain implements Layer {
        private Convolution2D conv;
        private BatchNormalization bn;

        Block(int channels) {
            var padded = new ConvolutionOptions().pad(1);
            conv = new Convolution2D(null, channels, new int[] {3}, padded, true, null, null);
            bn = new BatchNormalization(channels);
        }

        @Override
        public Variable forward(Variable x) {
            return relu(bn.apply(conv.apply(x)));
        }
    }

    /** The network of Chainer's example: 64 channels in the first group, dropout of 0.3 to 0.5. */
    public VGG(int classes) {
        this(classes, 64, 1);
    }

    /**
     * A wider or narrower one.
     *
     * @param classes number of classes
     * @param channels channels of the first group; the others have two, four, eight and eight times as many
     * @param dropout factor of the ratios of dropout: 0 for none, 1 for as much as in Chainer's example
     */
    public VGG(int classes, int channels, double dropout) {
        this.dropout = dropout;
        block11 = new Block(channels);
        block12 = new Block(channels);
        block21 = new Block(2 * channels);
        block22 = new Block(2 * channels);
        block31 = new Block(4 * channels);
        block32 = new Block(4 * channels);
        block33 = new Block(4 * channels);
        block41 = new Block(8 * channels);
        block42 = new Block(8 * channels);
        block43 = new Block(8 * channels);
        block51 = new Block(8 * channels);
        block52 = new Block(8 * channels);
        block53 = new Block(8 * channels);
        fc1 = new Linear(null, 8 * channels, true);
        bnFc1 = new BatchNormalization(8 * channels);
        fc2 = new Linear(null, classes, true);
    }

    /** Images (batch, 3, 32, 32) to scores (batch, classes). */
    @Override
    public Variable forward(Variable x) {
        Variable h = block12.apply(drop(block11.apply(x), 0.3));
        h = F.maxPooling2d(h, 2, 2, 0);
        h = block22.apply(drop(block21.apply(h), 0.4));
        h = F.maxPooling2d(h, 2, 2, 0);
        h = threeBlocks(h, block31, block32, block33);
        h = threeBlocks(h, block41, block42, block43);
        h = threeBlocks(h, block51, block52, block53);
        h = relu(bnFc1.apply(fc1.apply(drop(h, 0.5))));
        return fc2.apply(drop(h, 0.5));
    }

    private Variable drop(Variable h, double ratio) {
        return dropout == 0 ? h : dropout(h, dropout * ratio);
    }

    private Variable threeBlocks(Variable x, Block first, Block second, Block third) {
        Variable h = drop(first.apply(x), 0.4);
        h = drop(second.apply(h), 0.4);
        return F.maxPooling2d(third.apply(h), 2, 2, 0);
    }
}
