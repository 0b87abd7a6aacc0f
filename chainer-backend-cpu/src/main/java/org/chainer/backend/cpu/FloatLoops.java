package org.chainer.backend.cpu;

import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Elementwise operations on tiles, one plain loop for each, so that the JIT compiler vectorises them. In place of the first tile, of which some
 * elements behind the n-th are overwritten too.
 */
final class FloatLoops {
    private FloatLoops() {}

    /** Whether there is a loop for an operation. */
    static boolean has(UnaryOp op) {
        return switch (op) {
            case NEGATE,
                    ABS,
                    SIGN,
                    SQUARE,
                    SQRT,
                    RSQRT,
                    RECIPROCAL,
                    RELU,
                    CLIP,
                    LEAKY_RELU,
                    HARD_SIGMOID,
                    TANH,
                    SIGMOID,
                    EXP,
                    FLOOR,
                    CEIL,
                    TRUNC,
                    RINT -> true;
            default -> false;
        };
    }

    /** Whether there is a loop for an operation. */
    static boolean has(BinaryOp op) {
        return switch (op) {
            case ADD,
                    SUBTRACT,
                    MULTIPLY,
                    DIVIDE,
                    MAXIMUM,
                    MINIMUM,
                    AXPY,
                    SQUARED_DIFFERENCE,
                    RELU_GRAD,
                    TANH_GRAD,
                    SIGMOID_GRAD -> true;
            default -> false;
        };
    }

    static void run(UnaryOp op, float[] x, int count, float alpha, float beta) {
        int n = FloatAccess.padded(count);
        switch (op) {
            case NEGATE -> negate(x, n);
            case ABS -> abs(x, n);
            case SIGN -> sign(x, n);
            case SQUARE -> square(x, n);
            case SQRT -> sqrt(x, n);
            case RSQRT -> rsqrt(x, n);
            case RECIPROCAL -> reciprocal(x, n);
            case RELU -> relu(x, n);
            case CLIP -> clip(x, n, alpha, beta);
            case LEAKY_RELU -> leakyRelu(x, n, alpha);
            case HARD_SIGMOID -> hardSigmoid(x, n);
            case FLOOR -> floor(x, n);
            case CEIL -> ceil(x, n);
            case TRUNC -> truncate(x, n);
            case RINT -> rint(x, n);
            case TANH -> FloatFunctions.tanh(x, x, 0, n);
            case SIGMOID -> FloatFunctions.sigmoid(x, x, 0, n);
            case EXP -> FloatFunctions.exp(x, x, FloatAccess.doubleTile(), n);
            default -> throw new IllegalArgumentException("no loop for " + op);
        }
    }

    static void run(BinaryOp op, float[] a, float[] b, int count, float alpha) {
        int n = FloatAccess.padded(count);
        switch (op) {
            case ADD -> add(a, b, n);
            case SUBTRACT -> subtract(a, b, n);
            case MULTIPLY -> multiply(a, b, n);
            case DIVIDE -> divide(a, b, n);
            case MAXIMUM -> maximum(a, b, n);
            case MINIMUM -> minimum(a, b, n);
            case AXPY -> axpy(a, b, n, alpha);
            case SQUARED_DIFFERENCE -> squaredDifference(a, b, n);
            case RELU_GRAD -> reluGrad(a, b, n);
            case TANH_GRAD -> tanhGrad(a, b, n);
            case SIGMOID_GRAD -> sigmoidGrad(a, b, n);
            default -> throw new IllegalArgumentException("no loop for " + op);
        }
    }

    private static void negate(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = -x[i];
        }
    }

    private static void abs(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.abs(x[i]);
        }
    }

    private static void square(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = x[i] * x[i];
        }
    }

    private static void sqrt(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = (float) Math.sqrt(x[i]);
        }
    }

    private static void reciprocal(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = 1 / x[i];
        }
    }

    private static void relu(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.max(x[i], 0);
        }
    }

    private static void clip(float[] x, int n, float low, float high) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.min(Math.max(x[i], low), high);
        }
    }

    private static void leakyRelu(float[] x, int n, float slope) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.max(x[i], 0) + slope * Math.min(x[i], 0);
        }
    }

    private static void hardSigmoid(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.min(Math.max(0.2f * x[i] + 0.5f, 0), 1);
        }
    }

    private static void sign(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.signum(x[i]);
        }
    }

    private static void rsqrt(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = 1 / (float) Math.sqrt(x[i]);
        }
    }

    private static void floor(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = (float) Math.floor(x[i]);
        }
    }

    private static void ceil(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = (float) Math.ceil(x[i]);
        }
    }

    private static void truncate(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = (float) (x[i] < 0 ? Math.ceil(x[i]) : Math.floor(x[i]));
        }
    }

    private static void rint(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = (float) Math.rint(x[i]);
        }
    }

    private static void add(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = a[i] + b[i];
        }
    }

    private static void subtract(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = a[i] - b[i];
        }
    }

    private static void multiply(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = a[i] * b[i];
        }
    }

    private static void divide(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = a[i] / b[i];
        }
    }

    private static void maximum(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = Math.max(a[i], b[i]);
        }
    }

    private static void minimum(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = Math.min(a[i], b[i]);
        }
    }

    private static void axpy(float[] a, float[] b, int n, float alpha) {
        for (int i = 0; i < n; i++) {
            a[i] = alpha * a[i] + b[i];
        }
    }

    private static void squaredDifference(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            float d = a[i] - b[i];
            a[i] = d * d;
        }
    }

    private static void reluGrad(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = a[i] > 0 ? b[i] : 0;
        }
    }

    private static void tanhGrad(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = b[i] * (1 - a[i] * a[i]);
        }
    }

    private static void sigmoidGrad(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = b[i] * a[i] * (1 - a[i]);
        }
    }
}
