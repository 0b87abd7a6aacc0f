package org.chainer.initializers;

import org.chainer.Initializer;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;

/** Normal distribution with mean 0. */
public final class Normal implements Initializer {
    private final double scale;

    /** Standard deviation 0.05, Chainer's default. */
    public Normal() {
        this(0.05);
    }

    /** A standard deviation. */
    public Normal(double scale) {
        this.scale = scale;
    }

    @Override
    public void initialize(NDArray array) {
        RandomState.shared().fillNormal(0, scale, array);
    }
}
