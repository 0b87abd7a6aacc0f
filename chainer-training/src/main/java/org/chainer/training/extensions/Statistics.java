package org.chainer.training.extensions;

import java.util.Arrays;

/** Statistics of numbers, as NumPy computes them. */
final class Statistics {
    private Statistics() {}

    static double mean(double[] x) {
        return Arrays.stream(x).average().orElse(Double.NaN);
    }

    /** The standard deviation of the numbers as they are, not an estimate for more. */
    static double deviation(double[] x) {
        double mean = mean(x);
        return Math.sqrt(
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElse(Double.NaN));
    }

    /** Percentiles, interpolated between neighbours; NaN if a number is NaN or there are none. */
    static double[] percentiles(double[] x, double... percentages) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double[] result = new double[percentages.length];
        if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            Arrays.fill(result, Double.NaN);
            return result;
        }
        for (int i = 0; i < result.length; i++) {
            double position = percentages[i] / 100 * (sorted.length - 1);
            int below = (int) Math.floor(position);
            double fraction = position - below;
            // Not multiplied where there is nothing in between: infinity times zero is no number.
            double step = fraction == 0 ? 0 : fraction * (sorted[below + 1] - sorted[below]);
            result[i] = sorted[below] + step;
        }
        return result;
    }
}
