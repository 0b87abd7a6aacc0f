package org.chainer.initializers;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;

/**
 * Uniform distribution over {@code [−s, s)} with {@code s = scale·√(3 / fan-in)}.
 *
 * <p>The array must have at least two axes (out, in, kernel…). Chainer: {@code initializers.LeCunUniform}.
 *
 * @see <a href="https://doi.org/10.1007/978-3-642-35289-8_3">LeCun et al., Efficient BackProp, 1998</a>
 */
public final class LeCunUniform extends RandomInitializer {
    /** Scale 1. */
    public LeCunUniform() {
        this(1);
    }

    /** A scale. */
    public LeCunUniform(double scale) {
        this(scale, null, null);
    }

    /**
     * A scale, and where the numbers come from.
     *
     * @param dtype dtype of the parameters, or null for the configuration's
     * @param random source of random numbers, or null for the shared one
     * @throws IllegalArgumentException if the scale is negative or not finite
     */
    public LeCunUniform(double scale, DType dtype, RandomState random) {
        super(scale, dtype, random);
    }

    @Override
    void fill(NDArray array) {
        fillUniform(scale() * Math.sqrt(3 / fans(array).in()), array);
    }
}
