package org.chainer.backend.reference;

import java.util.Arrays;
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
            case ABS -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.abs(x[i]);
                }
            }
            case SIGN -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.signum(x[i]);
                }
            }
            case SQRT -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.sqrt(x[i]);
                }
            }
            case RSQRT -> {
                for (int i = 0; i < n; i++) {
                    x[i] = 1 / Math.sqrt(x[i]);
                }
            }
            case RECIPROCAL -> {
                for (int i = 0; i < n; i++) {
                    x[i] = 1 / x[i];
                }
            }
            case EXPM1 -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.expm1(x[i]);
                }
            }
            case LOG -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.log(x[i]);
                }
            }
            case LOG1P -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.log1p(x[i]);
                }
            }
            case LOG10 -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.log10(x[i]);
                }
            }
            case SIN -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.sin(x[i]);
                }
            }
            case COS -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.cos(x[i]);
                }
            }
            case TAN -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.tan(x[i]);
                }
            }
            case LEAKY_RELU -> {
                for (int i = 0; i < n; i++) {
                    x[i] = x[i] > 0 ? x[i] : alpha * x[i];
                }
            }
            case ELU -> {
                for (int i = 0; i < n; i++) {
                    x[i] = x[i] > 0 ? x[i] : alpha * Math.expm1(x[i]);
                }
            }
            case HARD_SIGMOID -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.min(Math.max(0.2 * x[i] + 0.5, 0), 1);
                }
            }
            case FLOOR -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.floor(x[i]);
                }
            }
            case CEIL -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.ceil(x[i]);
                }
            }
            case TRUNC -> {
                for (int i = 0; i < n; i++) {
                    x[i] = x[i] < 0 ? Math.ceil(x[i]) : Math.floor(x[i]);
                }
            }
            case RINT -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.rint(x[i]);
                }
            }
            case LOGICAL_NOT -> {
                for (int i = 0; i < n; i++) {
                    x[i] = x[i] == 0 ? 1 : 0;
                }
            }
            case IS_NAN -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Double.isNaN(x[i]) ? 1 : 0;
                }
            }
            case IS_FINITE -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Double.isFinite(x[i]) ? 1 : 0;
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    x[i] = apply(op, x[i], alpha);
                }
            }
        }
    }

    /** What takes so long that the choice for each element costs little. */
    private static double apply(UnaryOp op, double x, double alpha) {
        return switch (op) {
            case LOG2 -> SpecialFunctions.log2(x);
            case ARCSIN -> Math.asin(x);
            case ARCCOS -> Math.acos(x);
            case ARCTAN -> Math.atan(x);
            case SINH -> Math.sinh(x);
            case COSH -> Math.cosh(x);
            case ARCTANH -> 0.5 * (Math.log1p(x) - Math.log1p(-x));
            case SOFTPLUS -> (Math.max(alpha * x, 0) + Math.log1p(Math.exp(-Math.abs(alpha * x)))) / alpha;
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
            default -> throw new IllegalArgumentException(op + " has a loop of its own");
        };
    }

    static void run(UnaryOp op, long[] x, int n, double alpha, double beta) {
        switch (op) {
            case NEGATE -> {
                for (int i = 0; i < n; i++) {
                    x[i] = -x[i];
                }
            }
            case ABS -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.abs(x[i]);
                }
            }
            case SIGN -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Long.signum(x[i]);
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
                    x[i] = Math.min(Math.max(x[i], (long) alpha), (long) beta);
                }
            }
            case FLOOR, CEIL, TRUNC, RINT -> {}
            case LOGICAL_NOT -> {
                for (int i = 0; i < n; i++) {
                    x[i] = x[i] == 0 ? 1 : 0;
                }
            }
            case IS_NAN -> Arrays.fill(x, 0, n, 0);
            case IS_FINITE -> Arrays.fill(x, 0, n, 1);
            default -> throw new IllegalArgumentException(op + " is not defined on integers");
        }
    }
}
