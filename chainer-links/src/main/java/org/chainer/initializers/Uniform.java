package org.chainer.initializers;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;

/**
 * Uniform distribution over {@code [−scale, scale)}. Chainer: {@code initializers.Uniform}.
 */
public final class Uniform extends RandomInitializer {
    /** Scale 0.05. */
    public Uniform() {
        this(0.05);
    }

    /** A scale. */
    public Uniform(double scale) {
        this(scale, null, null);
    }

    /**
     * A scale, and where the numbers come from.
     *
     * @param dtype dtype of the parameters, or null for the configuration's
     * @param random source of random numbers, or null for the shared one
     * @throws IllegalArgumentException if the scale is negative or not finite
     */
    public Uniform(double scale, DType dtype, RandomState random) {
        super(scale, dtype, random);
    }

    @Override
    void fill(NDArray array) {
        fillUniform(scale(), array);
    }
}
