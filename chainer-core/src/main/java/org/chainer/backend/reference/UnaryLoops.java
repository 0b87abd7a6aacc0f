package org.chainer.backend.reference;

import org.chainer.backend.kernels.UnaryOp;

/** One loop for each unary operation, in place. */
final class UnaryLoops {
    private UnaryLoops() {}

    static void run(UnaryOp op, double[] x, int n, double alpha, double beta) {
        switch (op) {
            case NEGATE -> {
                for (int i = 0; i < n; i++) {
                    x[i] = -x[i];
                }
            }
            case SQUARE -> {
                for (int i = 0; i < n; i++) {
                    x[i] *= x[i];
                }
            }
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.max(x[i], 0);
                }
            }
            case CLIP -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.min(Math.max(x[i], alpha), beta);
                }
            }
            case EXP -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.exp(x[i]);
                }
            }
            case TANH -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.tanh(x[i]);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < n; i++) {
                    x[i] = 1 / (1 + Math.exp(-x[i]));
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    x[i] = apply(op, x[i], alpha);
                }
            }
        }
    }

    private static double apply(UnaryOp op, double x, double alpha) {
        return switch (op) {
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case SQRT -> Math.sqrt(x);
            case RSQRT -> 1 / Math.sqrt(x);
            case RECIPROCAL -> 1 / x;
            case EXPM1 -> Math.expm1(x);
            case LOG -> Math.log(x);
            case LOG1P -> Math.log1p(x);
            case LOG2 -> SpecialFunctions.log2(x);
            case LOG10 -> Math.log10(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TAN -> Math.tan(x);
            case ARCSIN -> Math.asin(x);
            case ARCCOS -> Math.acos(x);
            case ARCTAN -> Math.atan(x);
            case SINH -> Math.sinh(x);
            case COSH -> Math.cosh(x);
            case ARCTANH -> 0.5 * (Math.log1p(x) - Math.log1p(-x));
            case LEAKY_RELU -> x > 0 ? x : alpha * x;
            case ELU -> x > 0 ? x : alpha * Math.expm1(x);
            case SOFTPLUS -> (Math.max(alpha * x, 0) + Math.log1p(Math.exp(-Math.abs(alpha * x)))) / alpha;
            case HARD_SIGMOID -> Math.min(Math.max(0.2 * x + 0.5, 0), 1);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case TRUNC -> x < 0 ? Math.ceil(x) : Math.floor(x);
            case RINT -> Math.rint(x);
            case ERF -> SpecialFunctions.erf(x);
            case ERFC -> SpecialFunctions.erfc(x);
            case ERFCX -> SpecialFunctions.erfcx(x);
            case ERFINV -> SpecialFunctions.erfinv(x);
            case ERFCINV -> SpecialFunctions.erfcinv(x);
            case NDTR -> SpecialFunctions.ndtr(x);
            case NDTRI -> SpecialFunctions.ndtri(x);
            case LOG_NDTR -> SpecialFunctions.logNdtr(x);
            case LGAMMA -> SpecialFunctions.lgamma(x);
            case DIGAMMA -> SpecialFunctions.digamma(x);
            case LOGICAL_NOT -> x == 0 ? 1 : 0;
            case IS_NAN -> Double.isNaN(x) ? 1 : 0;
            case IS_FINITE -> Double.isFinite(x) ? 1 : 0;
            default -> throw new IllegalArgumentException(op + " has a loop of its own");
        };
    }

    static void run(UnaryOp op, long[] x, int n, double alpha, double beta) {
        for (int i = 0; i < n; i++) {
            x[i] = apply(op, x[i], alpha, beta);
        }
    }

    private static long apply(UnaryOp op, long x, double alpha, double beta) {
        return switch (op) {
            case NEGATE -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> Long.signum(x);
            case SQUARE -> x * x;
            case RELU -> Math.max(x, 0);
            case CLIP -> Math.min(Math.max(x, (long) alpha), (long) beta);
            case FLOOR, CEIL, TRUNC, RINT -> x;
            case LOGICAL_NOT -> x == 0 ? 1 : 0;
            case IS_NAN -> 0;
            case IS_FINITE -> 1;
            default -> throw new IllegalArgumentException(op + " is not defined on integers");
        };
    }
}
