package org.chainer.testing.contract;

import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** Compares arrays with tolerances that follow their dtype. */
public final class Closeness {
    private Closeness() {}

    /** Relative tolerance for a dtype. */
    public static double relative(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> 1e-8;
            case FLOAT32 -> 1e-4;
            case FLOAT16 -> 4e-3;
            case BFLOAT16 -> 3e-2;
            default -> 0;
        };
    }

    /** Absolute tolerance for a dtype. */
    public static double absolute(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> 1e-10;
            case FLOAT32 -> 1e-5;
            case FLOAT16 -> 2e-3;
            case BFLOAT16 -> 2e-2;
            default -> 0;
        };
    }

    /** What is wrong with an array, or null if it is close to the expected one. */
    public static String difference(NDArray actual, NDArray expected) {
        if (actual.dtype() != expected.dtype() || !actual.shape().equals(expected.shape())) {
            return "is " + actual.dtype() + " " + actual.shape() + ", expected " + expected.dtype() + " "
                    + expected.shape();
        }
        double relative = relative(expected.dtype());
        double absolute = absolute(expected.dtype());
        if (actual.allClose(expected, relative, absolute)) {
            return null;
        }
        double[] a = actual.toDoubleArray();
        double[] b = expected.toDoubleArray();
        int worst = -1;
        double greatest = 0;
        int count = 0;
        for (int i = 0; i < a.length; i++) {
            double excess = Math.abs(a[i] - b[i]) / (absolute + relative * Math.abs(b[i]) + Double.MIN_NORMAL);
            boolean wrong = Double.compare(a[i], b[i]) != 0 && a[i] != b[i] && !(excess <= 1);
            count += wrong ? 1 : 0;
            if (wrong && (worst < 0 || !(excess <= greatest))) {
                worst = i;
                greatest = excess;
            }
        }
        if (worst < 0) {
            return "differs in the last bits of large integers";
        }
        return "has " + count + " of " + a.length + " elements wrong, worst number " + worst + ": " + a[worst]
                + ", expected " + b[worst];
    }
}
