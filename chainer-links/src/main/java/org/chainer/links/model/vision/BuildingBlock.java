package org.chainer.links.model.vision;

import org.chainer.Chain;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Variable;

/** Bottlenecks in a row, of which the first may halve the resolution. Children {@code a, b1, b2, …}. Chainer: {@code BuildingBlock} of {@link ResNetLayers}. */
public class BuildingBlock extends Chain implements Layer {
    private final int nLayers;

    /**
     * A block.
     *
     * @param nLayers number of bottlenecks
     * @param stride of the first
     * @param initialW null for {@link org.chainer.initializers.LeCunNormal}
     * @param downsampleFb whether the stride is in the convolution of size 3 (else: of size 1)
     */
    public BuildingBlock(
            int nLayers,
            int inChannels,
            int midChannels,
            int outChannels,
            int stride,
            Initializer initialW,
            boolean downsampleFb) {
        this.nLayers = nLayers;
        addLink("a", new BottleneckA(inChannels, midChannels, outChannels, stride, initialW, downsampleFb));
        for (int i = 1; i < nLayers; i++) {
            addLink("b" + i, new BottleneckB(outChannels, midChannels, initialW));
        }
    }

    final Bottleneck bottleneck(int index) {
        return (Bottleneck) child(index == 0 ? "a" : "b" + index);
    }

    /** x (batch, in, height, width) to (batch, out, height / stride, width / stride). */
    @Override
    public Variable forward(Variable x) {
        Variable y = x;
        for (int i = 0; i < nLayers; i++) {
            y = bottleneck(i).apply(y);
        }
        return y;
    }
}
