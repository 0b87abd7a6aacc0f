package org.chainer.links.model.vision;

import org.chainer.Initializer;
import org.chainer.Variable;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.normalization.BatchNormalization;

/** A bottleneck that changes the number of channels, and perhaps the resolution: its shortcut is a convolution. Children {@code conv1} to {@code conv4}, {@code bn1} to {@code bn4}. */
public class BottleneckA extends Bottleneck {
    private Convolution2D conv4;
    private BatchNormalization bn4;

    /**
     * A bottleneck.
     *
     * @param initialW null for {@link org.chainer.initializers.LeCunNormal}
     * @param downsampleFb whether the stride is in the convolution of size 3 (else: of size 1)
     */
    public BottleneckA(
            int inChannels, int midChannels, int outChannels, int stride, Initializer initialW, boolean downsampleFb) {
        super(inChannels, midChannels, outChannels, downsampleFb ? 1 : stride, downsampleFb ? stride : 1, initialW);
        conv4 = convolution(inChannels, outChannels, 1, stride, 0, initialW);
        bn4 = new BatchNormalization(outChannels);
    }

    @Override
    final Variable shortcut(Variable x) {
        return bn4.apply(conv4.apply(x));
    }
}
