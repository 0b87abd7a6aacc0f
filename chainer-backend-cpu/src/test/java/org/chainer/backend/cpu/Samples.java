package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/** Random arrays in every kind of view, slow and obvious products, and comparisons for tests. */
final class Samples {
    static final String[] MODES = {"auto", "always", "never"};

    private Samples() {}

    static NDArray random(Random random, long... shape) {
        float[] values = new float[(int) Shape.of(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return NDArray.of(values).reshape(shape);
    }

    static NDArray random(Random random, DType dtype, long... shape) {
        NDArray floats = random(random, shape);
        return dtype.isFloating() ? floats.astype(dtype) : floats.mul(10).astype(dtype);
    }

    /** Arrays of one shape, seen in different ways. */
    static Map<String, NDArray> views(Random random, DType dtype, long... shape) {
        Map<String, NDArray> views = new LinkedHashMap<>();
        views.put("contiguous", random(random, dtype, shape));
        if (shape.length == 0) {
            return views;
        }
        int last = shape.length - 1;
        long[] reversed = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            reversed[i] = shape[last - i];
        }
        views.put("transposed", random(random, dtype, reversed).transpose());
        long[] wide = shape.clone();
        wide[last] = 2 * wide[last] + 1;
        views.put(
                "every second",
                random(random, dtype, wide).slice(last, 1, wide[last]).get("..., ::2"));
        views.put("backwards", random(random, dtype, shape).flip(0));
        long[] tall = shape.clone();
        tall[0] += 3;
        views.put("part", random(random, dtype, tall).slice(0, 2, 2 + shape[0]));
        long[] one = shape.clone();
        one[0] = 1;
        views.put("broadcast", random(random, dtype, one).broadcastTo(Shape.of(shape)));
        return views;
    }

    /** Runs something in each mode of using oneDNN. */
    static void inEachMode(Runnable body) {
        for (String mode : MODES) {
            try (var scope = Chainer.usingConfig(Config.USE_ONE_DNN, mode)) {
                body.run();
            }
        }
    }

    /** The same for float32, the only dtype for which kernels use oneDNN; others run once. */
    static void inEachMode(DType dtype, Runnable body) {
        if (dtype == DType.FLOAT32) {
            inEachMode(body);
        } else {
            body.run();
        }
    }

    static NDArray multiply(NDArray a, NDArray b) {
        int m = (int) a.dim(0);
        int k = (int) a.dim(1);
        int n = (int) b.dim(1);
        float[] left = a.toFloatArray();
        float[] right = b.toFloatArray();
        float[] out = new float[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int l = 0; l < k; l++) {
                    sum += (double) left[i * k + l] * right[l * n + j];
                }
                out[i * n + j] = (float) sum;
            }
        }
        return NDArray.of(out).reshape(m, n);
    }

    static void assertClose(NDArray actual, NDArray expected, String what) {
        double tolerance = switch (expected.dtype()) {
            case FLOAT64 -> 1e-10;
            case FLOAT32 -> 2e-5;
            case FLOAT16 -> 1e-2;
            case BFLOAT16 -> 5e-2;
            default -> 0;
        };
        assertClose(actual, expected, what, tolerance);
    }

    static void assertClose(NDArray actual, NDArray expected, String what, double tolerance) {
        assertThat(actual.allClose(expected, tolerance, tolerance))
                .as(() -> what + ":\n" + actual + "\nshould be close to\n" + expected)
                .isTrue();
    }
}
