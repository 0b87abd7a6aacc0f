package org.chainer.initializers;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;

/**
 * Uniform distribution over {@code [−s, s)} with {@code s = scale·√(6 / (fan-in + fan-out))}.
 *
 * <p>The array must have at least two axes (out, in, kernel…). Chainer: {@code initializers.GlorotUniform}.
 *
 * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, Understanding the difficulty of training deep feedforward neural
 * networks, 2010</a>
 */
public final class GlorotUniform extends RandomInitializer {
    /** Scale 1. */
    public GlorotUniform() {
        this(1);
    }

    /** A scale. */
    public GlorotUniform(double scale) {
        this(scale, null, null);
    }

    /**
     * A scale, and where the numbers come from.
     *
     * @param dtype dtype of the parameters, or null for the configuration's
     * @param random source of random numbers, or null for the shared one
     * @throws IllegalArgumentException if the scale is negative or not finite
     */
    public GlorotUniform(double scale, DType dtype, RandomState random) {
        super(scale, dtype, random);
    }

    @Override
    void fill(NDArray array) {
        Fans fans = fans(array);
        fillUniform(scale() * Math.sqrt(6 / (fans.in() + fans.out())), array);
    }
}
