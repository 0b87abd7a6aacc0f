package org.chainer.links.connection;

import org.chainer.ChainList;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.connection.ConvolutionOptions;

/**
 * A convolution followed by convolutions of size 1, with an activation between them: a small network at each place. Children {@code 0}, {@code 1}, …. Chainer: {@code L.MLPConvolution2D}.
 *
 * @see <a href="https://arxiv.org/abs/1312.4400">Lin et al., Network In Network, 2013</a>
 */
public class MLPConvolution2D extends ChainList implements Layer {
    private final transient Layer activation;

    /** A layer with ReLU; the number of input channels may be null if it comes with the first input. */
    public MLPConvolution2D(Integer inChannels, int[] outChannels, int ksize) {
        this(inChannels, outChannels, new int[] {ksize}, new ConvolutionOptions(), ReLU::relu, null, null);
    }

    /**
     * A layer.
     *
     * @param inChannels null if it comes with the first input
     * @param outChannels numbers of output channels of the convolutions, one or more
     * @param ksize size of the first kernel, once or (height, width)
     * @param options stride and pad of the first convolution
     * @param activation what is applied between the convolutions
     * @param convInit null for {@link org.chainer.initializers.LeCunNormal}
     * @param biasInit null for zeros
     * @throws IllegalArgumentException if there is no convolution
     */
    public MLPConvolution2D(
            Integer inChannels,
            int[] outChannels,
            int[] ksize,
            ConvolutionOptions options,
            Layer activation,
            Initializer convInit,
            Initializer biasInit) {
        if (outChannels.length == 0) {
            throw new IllegalArgumentException("MLPConvolution2D: expected the output channels of at least one layer");
        }
        this.activation = activation;
        addLink(new Convolution2D(inChannels, outChannels[0], ksize, options, false, convInit, biasInit));
        for (int i = 1; i < outChannels.length; i++) {
            addLink(new Convolution2D(
                    outChannels[i - 1],
                    outChannels[i],
                    new int[] {1},
                    new ConvolutionOptions(),
                    false,
                    convInit,
                    biasInit));
        }
    }

    /** x (batch, in, height, width) to (batch, last out, height, width). */
    @Override
    public Variable forward(Variable x) {
        Variable y = x;
        for (int i = 0; i < size(); i++) {
            y = ((Convolution2D) get(i)).apply(y);
            if (i < size() - 1) {
                y = activation.apply(y);
            }
        }
        return y;
    }
}
