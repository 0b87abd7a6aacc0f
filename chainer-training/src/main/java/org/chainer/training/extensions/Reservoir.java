package org.chainer.training.extensions;

import java.util.Arrays;
import java.util.Comparator;
import org.chainer.Serializer;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;

/**
 * A sample of rows of a limited number, in which each row that was ever added is equally likely to be.
 *
 * <p>It has random numbers of its own, so that plots do not change what training draws.
 */
final class Reservoir {
    private final double[][] rows;
    private final long[] iterations;
    private final RandomState random = new RandomState(0);
    private long count;

    Reservoir(int size) {
        rows = new double[size][];
        iterations = new long[size];
    }

    void add(double[] row, long iteration) {
        int place = -1;
        if (count < rows.length) {
            place = (int) count;
        } else if (random.nextDouble() < rows.length / (count + 1.0)) {
            place = (int) random.nextLong(rows.length);
        }
        if (place >= 0) {
            rows[place] = row;
            iterations[place] = iteration;
        }
        count++;
    }

    private int filled() {
        return (int) Math.min(count, rows.length);
    }

    /** The sample in order: each row with its iteration in front. */
    double[][] sorted() {
        double[][] result = new double[filled()][];
        for (int i = 0; i < result.length; i++) {
            result[i] = new double[rows[i].length + 1];
            result[i][0] = iterations[i];
            System.arraycopy(rows[i], 0, result[i], 1, rows[i].length);
        }
        Arrays.sort(result, Comparator.comparingDouble(row -> row[0]));
        return result;
    }

    void serialize(Serializer serializer) {
        count = serializer.integer("count", count);
        long offset = serializer.integer("offset", random.getOffset());
        NDArray sample = filledSample();
        NDArray saved = serializer.newArray("rows", sample);
        if (serializer.isReader()) {
            random.setState(random.getSeed(), offset);
            if (saved != sample && saved != null) {
                fill(saved);
            }
        }
    }

    private NDArray filledSample() {
        int n = filled();
        if (n == 0 || rows[0] == null) {
            return null;
        }
        double[][] all = new double[n][];
        for (int i = 0; i < n; i++) {
            all[i] = new double[rows[i].length + 1];
            all[i][0] = iterations[i];
            System.arraycopy(rows[i], 0, all[i], 1, rows[i].length);
        }
        return NDArray.from(all);
    }

    private void fill(NDArray saved) {
        int width = (int) saved.dim(1);
        double[] flat = saved.toDoubleArray();
        int n = (int) Math.min(saved.dim(0), rows.length);
        for (int i = 0; i < n; i++) {
            iterations[i] = (long) flat[i * width];
            rows[i] = Arrays.copyOfRange(flat, i * width + 1, (i + 1) * width);
        }
        count = Math.max(count, n);
    }
}
