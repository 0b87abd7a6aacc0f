package org.chainer.backend.reference;

import org.chainer.backend.kernels.ReduceOp;

/** Folds runs of floating-point numbers into one. */
final class DoubleFold {
    private final ReduceOp op;
    private double value;
    private double scaledSum;

    DoubleFold(ReduceOp op) {
        this.op = op;
    }

    void start() {
        value = switch (op) {
            case SUM, MEAN, SUM_OF_SQUARES, ANY -> 0;
            case PRODUCT, ALL -> 1;
            case MAX, LOG_SUM_EXP -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
        };
        scaledSum = 0;
    }

    void add(double[] x, int n) {
        double v = value;
        switch (op) {
            case SUM, MEAN -> {
                for (int i = 0; i < n; i++) {
                    v += x[i];
                }
            }
            case PRODUCT -> {
                for (int i = 0; i < n; i++) {
                    v *= x[i];
                }
            }
            case MAX -> {
                for (int i = 0; i < n; i++) {
                    v = Math.max(v, x[i]);
                }
            }
            case MIN -> {
                for (int i = 0; i < n; i++) {
                    v = Math.min(v, x[i]);
                }
            }
            case SUM_OF_SQUARES -> {
                for (int i = 0; i < n; i++) {
                    v += x[i] * x[i];
                }
            }
            case LOG_SUM_EXP -> v = addExponentials(x, n);
            case ALL -> {
                for (int i = 0; i < n; i++) {
                    v = x[i] != 0 ? v : 0;
                }
            }
            case ANY -> {
                for (int i = 0; i < n; i++) {
                    v = x[i] != 0 ? 1 : v;
                }
            }
        }
        value = v;
    }

    /** Keeps {@code Σ e^(x − max)} while the maximum grows, and returns the new maximum. */
    private double addExponentials(double[] x, int n) {
        double max = value;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[i]);
        }
        if (Double.isInfinite(max)) {
            return max;
        }
        scaledSum *= Math.exp(value - max);
        for (int i = 0; i < n; i++) {
            scaledSum += Math.exp(x[i] - max);
        }
        return max;
    }

    double result(long n) {
        return switch (op) {
            case MEAN -> value / n;
            case LOG_SUM_EXP -> Double.isInfinite(value) ? value : value + Math.log(scaledSum);
            default -> value;
        };
    }
}
