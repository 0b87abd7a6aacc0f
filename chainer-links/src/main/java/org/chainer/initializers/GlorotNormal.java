package org.chainer.initializers;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;

/**
 * Normal distribution with standard deviation {@code scale·√(2 / (fan-in + fan-out))}.
 *
 * <p>The array must have at least two axes (out, in, kernel…). Chainer: {@code initializers.GlorotNormal}.
 *
 * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, Understanding the difficulty of training deep feedforward neural
 * networks, 2010</a>
 */
public final class GlorotNormal extends RandomInitializer {
    /** Scale 1. */
    public GlorotNormal() {
        this(1);
    }

    /** A scale. */
    public GlorotNormal(double scale) {
        this(scale, null, null);
    }

    /**
     * A scale, and where the numbers come from.
     *
     * @param dtype dtype of the parameters, or null for the configuration's
     * @param random source of random numbers, or null for the shared one
     * @throws IllegalArgumentException if the scale is negative or not finite
     */
    public GlorotNormal(double scale, DType dtype, RandomState random) {
        super(scale, dtype, random);
    }

    @Override
    void fill(NDArray array) {
        Fans fans = fans(array);
        fillNormal(scale() * Math.sqrt(2 / (fans.in() + fans.out())), array);
    }
}
