package org.chainer.initializers;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;

/**
 * Uniform distribution over {@code [−s, s)} with {@code s = scale·√(6 / fan-in)}, for layers in front of ReLU.
 *
 * <p>The array must have at least two axes (out, in, kernel…). Chainer: {@code initializers.HeUniform}.
 *
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al., Delving Deep into Rectifiers, 2015</a>
 */
public final class HeUniform extends RandomInitializer {
    /** Scale 1. */
    public HeUniform() {
        this(1);
    }

    /** A scale. */
    public HeUniform(double scale) {
        this(scale, null, null);
    }

    /**
     * A scale, and where the numbers come from.
     *
     * @param dtype dtype of the parameters, or null for the configuration's
     * @param random source of random numbers, or null for the shared one
     * @throws IllegalArgumentException if the scale is negative or not finite
     */
    public HeUniform(double scale, DType dtype, RandomState random) {
        super(scale, dtype, random);
    }

    @Override
    void fill(NDArray array) {
        fillUniform(scale() * Math.sqrt(6 / fans(array).in()), array);
    }
}
