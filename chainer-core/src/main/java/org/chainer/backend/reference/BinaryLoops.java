package org.chainer.backend.reference;

import org.chainer.backend.kernels.BinaryOp;

/** One loop for each binary operation; the result overwrites the first argument. */
final class BinaryLoops {
    private BinaryLoops() {}

    static void run(BinaryOp op, double[] a, double[] b, int n, double alpha) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < n; i++) {
                    a[i] += b[i];
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < n; i++) {
                    a[i] -= b[i];
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < n; i++) {
                    a[i] *= b[i];
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < n; i++) {
                    a[i] /= b[i];
                }
            }
            case AXPY -> {
                for (int i = 0; i < n; i++) {
                    a[i] = alpha * a[i] + b[i];
                }
            }
            case RELU_GRAD -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] > 0 ? b[i] : 0;
                }
            }
            case TANH_GRAD -> {
                for (int i = 0; i < n; i++) {
                    a[i] = b[i] * (1 - a[i] * a[i]);
                }
            }
            case SIGMOID_GRAD -> {
                for (int i = 0; i < n; i++) {
                    a[i] = b[i] * a[i] * (1 - a[i]);
                }
            }
            case LEAKY_RELU_GRAD -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] > 0 ? b[i] : alpha * b[i];
                }
            }
            case ELU_GRAD -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] > 0 ? b[i] : b[i] * (a[i] + alpha);
                }
            }
            case SOFTPLUS_GRAD -> {
                for (int i = 0; i < n; i++) {
                    a[i] = b[i] / (1 + Math.exp(-alpha * a[i]));
                }
            }
            case FLOOR_DIVIDE -> {
                for (int i = 0; i < n; i++) {
                    a[i] = floorDivide(a[i], b[i]);
                }
            }
            case MODULO -> {
                for (int i = 0; i < n; i++) {
                    a[i] = modulo(a[i], b[i]);
                }
            }
            case FMOD -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] % b[i];
                }
            }
            case POWER -> {
                for (int i = 0; i < n; i++) {
                    a[i] = power(a[i], b[i]);
                }
            }
            case MAXIMUM -> {
                for (int i = 0; i < n; i++) {
                    a[i] = Math.max(a[i], b[i]);
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i++) {
                    a[i] = Math.min(a[i], b[i]);
                }
            }
            case ARCTAN2 -> {
                for (int i = 0; i < n; i++) {
                    a[i] = Math.atan2(a[i], b[i]);
                }
            }
            case SQUARED_DIFFERENCE -> {
                for (int i = 0; i < n; i++) {
                    a[i] = (a[i] - b[i]) * (a[i] - b[i]);
                }
            }
            case POLYGAMMA -> {
                for (int i = 0; i < n; i++) {
                    a[i] = SpecialFunctions.polygamma((int) a[i], b[i]);
                }
            }
            case ZETA -> {
                for (int i = 0; i < n; i++) {
                    a[i] = SpecialFunctions.zeta(a[i], b[i]);
                }
            }
            case EQUAL -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] == b[i] ? 1 : 0;
                }
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] != b[i] ? 1 : 0;
                }
            }
            case LESS -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] < b[i] ? 1 : 0;
                }
            }
            case LESS_EQUAL -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] <= b[i] ? 1 : 0;
                }
            }
            case GREATER -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] > b[i] ? 1 : 0;
                }
            }
            case GREATER_EQUAL -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] >= b[i] ? 1 : 0;
                }
            }
            case LOGICAL_AND -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] != 0 && b[i] != 0 ? 1 : 0;
                }
            }
            case LOGICAL_OR -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] != 0 || b[i] != 0 ? 1 : 0;
                }
            }
            case LOGICAL_XOR -> {
                for (int i = 0; i < n; i++) {
                    a[i] = (a[i] != 0) != (b[i] != 0) ? 1 : 0;
                }
            }
            default -> throw new IllegalArgumentException(op + " has no loop for floating-point numbers");
        }
    }

    /** The whole number of times that b fits: from the exact remainder, because a quotient may be rounded up to a whole number. */
    private static double floorDivide(double a, double b) {
        if (b == 0) {
            return a / b;
        }
        double remainder = a % b;
        double quotient = (a - remainder) / b;
        if (remainder != 0 && remainder < 0 != b < 0) {
            quotient--;
        }
        return quotient == 0 ? Math.copySign(0, a / b) : Math.rint(quotient);
    }

    /** As C and NumPy have it, 1 to any power is 1, and −1 to an infinite one. */
    private static double power(double a, double b) {
        return a == 1 || a == -1 && Double.isInfinite(b) ? 1 : Math.pow(a, b);
    }

    private static double modulo(double a, double b) {
        double remainder = a % b;
        return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
    }

    static void run(BinaryOp op, long[] a, long[] b, int n, double alpha) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < n; i++) {
                    a[i] += b[i];
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < n; i++) {
                    a[i] -= b[i];
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < n; i++) {
                    a[i] *= b[i];
                }
            }
            case FLOOR_DIVIDE -> {
                for (int i = 0; i < n; i++) {
                    a[i] = b[i] == 0 ? 0 : Math.floorDiv(a[i], b[i]);
                }
            }
            case MODULO -> {
                for (int i = 0; i < n; i++) {
                    a[i] = b[i] == 0 ? 0 : Math.floorMod(a[i], b[i]);
                }
            }
            case FMOD -> {
                for (int i = 0; i < n; i++) {
                    a[i] = b[i] == 0 ? 0 : a[i] % b[i];
                }
            }
            case POWER -> {
                for (int i = 0; i < n; i++) {
                    a[i] = power(a[i], b[i]);
                }
            }
            case MAXIMUM -> {
                for (int i = 0; i < n; i++) {
                    a[i] = Math.max(a[i], b[i]);
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i++) {
                    a[i] = Math.min(a[i], b[i]);
                }
            }
            case AXPY -> {
                for (int i = 0; i < n; i++) {
                    a[i] = (alpha == (long) alpha ? (long) alpha * a[i] : (long) (alpha * a[i])) + b[i];
                }
            }
            case SQUARED_DIFFERENCE -> {
                for (int i = 0; i < n; i++) {
                    a[i] = (a[i] - b[i]) * (a[i] - b[i]);
                }
            }
            case RELU_GRAD -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] > 0 ? b[i] : 0;
                }
            }
            case LEAKY_RELU_GRAD -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] > 0 ? b[i] : (long) (alpha * b[i]);
                }
            }
            case EQUAL -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] == b[i] ? 1 : 0;
                }
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] != b[i] ? 1 : 0;
                }
            }
            case LESS -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] < b[i] ? 1 : 0;
                }
            }
            case LESS_EQUAL -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] <= b[i] ? 1 : 0;
                }
            }
            case GREATER -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] > b[i] ? 1 : 0;
                }
            }
            case GREATER_EQUAL -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] >= b[i] ? 1 : 0;
                }
            }
            case LOGICAL_AND -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] != 0 && b[i] != 0 ? 1 : 0;
                }
            }
            case LOGICAL_OR -> {
                for (int i = 0; i < n; i++) {
                    a[i] = a[i] != 0 || b[i] != 0 ? 1 : 0;
                }
            }
            case LOGICAL_XOR -> {
                for (int i = 0; i < n; i++) {
                    a[i] = (a[i] != 0) != (b[i] != 0) ? 1 : 0;
                }
            }
            default -> throw new IllegalArgumentException(op + " is not defined on integers");
        }
    }

    private static long power(long base, long exponent) {
        if (exponent < 0) {
            throw new ArithmeticException(
                    "integers to negative integer powers are not allowed: convert to a floating-point dtype first");
        }
        long result = 1;
        long square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}
