package org.chainer.links.model.vision;

import org.chainer.Initializer;
import org.chainer.Variable;

/** A bottleneck that leaves channels and resolution as they are. Children {@code conv1} to {@code conv3}, {@code bn1} to {@code bn3}. */
public class BottleneckB extends Bottleneck {

    /** A bottleneck; the initializer may be null for {@link org.chainer.initializers.LeCunNormal}. */
    public BottleneckB(int inChannels, int midChannels, Initializer initialW) {
        super(inChannels, midChannels, inChannels, 1, 1, initialW);
    }

    @Override
    final Variable shortcut(Variable x) {
        return x;
    }
}
