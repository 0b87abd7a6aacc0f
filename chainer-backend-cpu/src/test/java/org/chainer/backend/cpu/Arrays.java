package org.chainer.backend.cpu;

import java.util.Random;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** Random arrays and slow, obvious products for tests. */
final class Arrays {
    private Arrays() {}

    static NDArray random(Random random, long... shape) {
        NDArray result = NDArray.empty(DType.FLOAT32, shape);
        float[] values = new float[(int) result.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return NDArray.of(values).reshape(shape);
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
}
