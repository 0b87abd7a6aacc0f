package org.chainer.backend.reference;

import org.chainer.backend.kernels.ReduceOp;

/** Folds runs of integers into one. */
final class LongFold {
    private LongFold() {}

    static long start(ReduceOp op) {
        return switch (op) {
            case SUM, SUM_OF_SQUARES, ANY -> 0;
            case PRODUCT, ALL -> 1;
            case MAX -> Long.MIN_VALUE;
            case MIN -> Long.MAX_VALUE;
            default -> throw new IllegalArgumentException(op + " is not defined on integers");
        };
    }

    static long add(ReduceOp op, long start, long[] x, int n) {
        long v = start;
        for (int i = 0; i < n; i++) {
            v = switch (op) {
                case SUM -> v + x[i];
                case PRODUCT -> v * x[i];
                case MAX -> Math.max(v, x[i]);
                case MIN -> Math.min(v, x[i]);
                case SUM_OF_SQUARES -> v + x[i] * x[i];
                case ALL -> x[i] != 0 ? v : 0;
                case ANY -> x[i] != 0 ? 1 : v;
                default -> throw new IllegalArgumentException(op + " is not defined on integers");
            };
        }
        return v;
    }
}
