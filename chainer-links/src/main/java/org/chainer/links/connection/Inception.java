package org.chainer.links.connection;

import org.chainer.Chain;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.array.Concat;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.functions.pooling.MaxPooling;

/**
 * Inception module of GoogLeNet: convolutions of sizes 1, 3 and 5 and a pooling side by side, after projections to fewer channels. Children {@code conv1, proj3, conv3, proj5, conv5, projp}. Chainer:
 * {@code L.Inception}.
 *
 * @see <a href="https://arxiv.org/abs/1409.4842">Szegedy et al., Going Deeper with Convolutions, 2014</a>
 */
public class Inception extends Chain implements Layer {
    private Convolution2D conv1;
    private Convolution2D proj3;
    private Convolution2D conv3;
    private Convolution2D proj5;
    private Convolution2D conv5;
    private Convolution2D projp;

    /** A module with LeCun-normal weights and zero biases; the number of input channels may be null if it comes with the first input. */
    public Inception(Integer inChannels, int out1, int proj3, int out3, int proj5, int out5, int projPool) {
        this(inChannels, out1, proj3, out3, proj5, out5, projPool, null, null);
    }

    /**
     * A module.
     *
     * @param inChannels null if it comes with the first input
     * @param out1 channels of the convolution of size 1
     * @param proj3 channels in front of the convolution of size 3
     * @param out3 channels of the convolution of size 3
     * @param proj5 channels in front of the convolution of size 5
     * @param out5 channels of the convolution of size 5
     * @param projPool channels behind the pooling
     * @param convInit null for {@link org.chainer.initializers.LeCunNormal}
     * @param biasInit null for zeros
     */
    public Inception(
            Integer inChannels,
            int out1,
            int proj3,
            int out3,
            int proj5,
            int out5,
            int projPool,
            Initializer convInit,
            Initializer biasInit) {
        this.conv1 = convolution(inChannels, out1, 1, convInit, biasInit);
        this.proj3 = convolution(inChannels, proj3, 1, convInit, biasInit);
        this.conv3 = convolution(proj3, out3, 3, convInit, biasInit);
        this.proj5 = convolution(inChannels, proj5, 1, convInit, biasInit);
        this.conv5 = convolution(proj5, out5, 5, convInit, biasInit);
        this.projp = convolution(inChannels, projPool, 1, convInit, biasInit);
    }

    private static Convolution2D convolution(
            Integer inChannels, int outChannels, int ksize, Initializer convInit, Initializer biasInit) {
        return new Convolution2D(
                inChannels,
                outChannels,
                new int[] {ksize},
                new ConvolutionOptions().pad(ksize / 2),
                false,
                convInit,
                biasInit);
    }

    /** x (batch, in, height, width) to (batch, out1 + out3 + out5 + projPool, height, width). */
    @Override
    public Variable forward(Variable x) {
        return ReLU.relu(Concat.concat(
                conv1.apply(x),
                conv3.apply(ReLU.relu(proj3.apply(x))),
                conv5.apply(ReLU.relu(proj5.apply(x))),
                projp.apply(MaxPooling.maxPooling2d(x, 3, 1, 1))));
    }
}
