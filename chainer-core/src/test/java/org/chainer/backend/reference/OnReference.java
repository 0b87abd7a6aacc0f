package org.chainer.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Function;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.backend.Devices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Runs a test's arrays on the reference device, and compares results with figures and with numerical gradients. */
abstract class OnReference {
    final Device device = Devices.get("reference");
    private DeviceScope scope;

    @BeforeEach
    void enter() {
        scope = device.use();
    }

    @AfterEach
    void leave() {
        scope.close();
    }

    static NDArray zeros(long... shape) {
        return NDArray.zeros(DType.FLOAT64, shape);
    }

    /** Reproducible normal numbers, float64. */
    static NDArray random(long seed, long... shape) {
        Random random = new Random(seed);
        double[] values = new double[(int) Shape.of(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return NDArray.of(values).reshape(shape);
    }

    static void expect(NDArray actual, double... elements) {
        expectWithin(1e-12, actual, elements);
    }

    static void expectWithin(double tolerance, NDArray actual, double... elements) {
        assertThat(actual.toDoubleArray())
                .as("elements of an array of shape %s", actual.shape())
                .containsExactly(elements, within(tolerance));
    }

    /** The analytic gradient of {@code Σ gy·f(x)} agrees with the central difference quotient. x is restored. */
    static void expectGradient(NDArray gradient, NDArray x, NDArray gy, Function<NDArray, NDArray> f) {
        double[] values = x.toDoubleArray();
        double[] expected = new double[values.length];
        double step = 1e-5;
        for (int i = 0; i < values.length; i++) {
            double original = values[i];
            values[i] = original + step;
            double above = dot(f.apply(NDArray.of(values).reshape(x.shape())), gy);
            values[i] = original - step;
            double below = dot(f.apply(NDArray.of(values).reshape(x.shape())), gy);
            values[i] = original;
            expected[i] = (above - below) / (2 * step);
        }
        expectWithin(1e-7, gradient, expected);
    }

    private static double dot(NDArray y, NDArray gy) {
        double[] a = y.toDoubleArray();
        double[] b = gy.toDoubleArray();
        assertThat(a).hasSameSizeAs(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
