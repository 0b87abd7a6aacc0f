package org.chainer.initializers;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;

/** What the random initializers share: a scale and a source of random numbers. */
abstract class RandomInitializer extends TypedInitializer {
    private final double scale;
    private final RandomState random;

    RandomInitializer(double scale, DType dtype, RandomState random) {
        super(dtype);
        this.scale = scale;
        this.random = random;
        if (!(scale >= 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException(name() + ": scale is " + scale + ", expected a number from 0 on");
        }
    }

    /** The factor of what is drawn. */
    public final double scale() {
        return scale;
    }

    final RandomState random() {
        return random == null ? RandomState.shared() : random;
    }

    final void fillNormal(double deviation, NDArray array) {
        random().fillNormal(0, deviation, array);
    }

    final void fillUniform(double bound, NDArray array) {
        random().fillUniform(-bound, bound, array);
    }

    final Fans fans(NDArray array) {
        return Fans.of(name(), array.shape());
    }
}
