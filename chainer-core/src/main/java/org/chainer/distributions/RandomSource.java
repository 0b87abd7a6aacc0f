package org.chainer.distributions;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;

/** Single random numbers of a {@link RandomState}, drawn from it in blocks. */
final class RandomSource {
    private static final int BLOCK = 256;

    private final RandomState state;
    private double[] uniform = {};
    private double[] normal = {};
    private int nextUniform;
    private int nextNormal;

    private RandomSource(RandomState state) {
        this.state = state;
    }

    static RandomSource shared() {
        return new RandomSource(RandomState.shared());
    }

    /** Uniform on [0, 1). */
    double uniform() {
        if (nextUniform == uniform.length) {
            uniform = state.fillUniform(0, 1, block()).toDoubleArray();
            nextUniform = 0;
        }
        return uniform[nextUniform++];
    }

    /** Standard normal. */
    double normal() {
        if (nextNormal == normal.length) {
            normal = state.fillNormal(0, 1, block()).toDoubleArray();
            nextNormal = 0;
        }
        return normal[nextNormal++];
    }

    private static NDArray block() {
        return NDArray.empty(Devices.reference(), DType.FLOAT64, Shape.of(BLOCK));
    }
}
