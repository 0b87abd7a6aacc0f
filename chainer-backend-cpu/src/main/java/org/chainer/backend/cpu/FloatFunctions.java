package org.chainer.backend.cpu;

/**
 * Loops over float arrays that the JIT compiler turns into vector instructions: no calls, no branches, no conversions within.
 *
 * <p>{@code Math.tanh} takes 45 ns an element and {@code Math.exp} 10 to 20; these take less than one.
 */
final class FloatFunctions {
    /** Square of the number from which on tanh rounds to 1 in float. Beyond it the quotient is held, and its product with x above 1. */
    private static final float LIMIT = 9.02f * 9.02f;

    /**
     * Coefficients of {@code tanh(x) ≈ x·P(x²)/Q(x²)}, fitted so that the relative error on [0, 9.02] is at most 2.2·10⁻⁸, a third of a
     * float's precision.
     */
    private static final float P0 = 0.9999999799988397f;

    private static final float P1 = 0.1338017413891186f;
    private static final float P2 = 0.0034945625332734515f;
    private static final float P3 = 2.059159750590655e-05f;
    private static final float P4 = 1.3329228194235178e-08f;
    private static final float Q1 = 0.46713489924239043f;
    private static final float Q2 = 0.025873117940715607f;
    private static final float Q3 = 0.0003283931745717508f;
    private static final float Q4 = 7.766407247309497e-07f;

    private FloatFunctions() {}

    /** {@code y = tanh(x)}; y may be x. */
    static void tanh(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            float t = x[i];
            float u = Math.min(t * t, LIMIT);
            float p = (((P4 * u + P3) * u + P2) * u + P1) * u + P0;
            float q = (((Q4 * u + Q3) * u + Q2) * u + Q1) * u + 1;
            y[i] = Math.max(Math.min(t * p / q, 1), -1);
        }
    }

    /** {@code y = 1/(1 + e⁻ˣ) = ½ + ½·tanh(½x)}; y may be x. */
    static void sigmoid(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            float t = 0.5f * x[i];
            float u = Math.min(t * t, LIMIT);
            float p = (((P4 * u + P3) * u + P2) * u + P1) * u + P0;
            float q = (((Q4 * u + Q3) * u + Q2) * u + Q1) * u + 1;
            y[i] = 0.5f + 0.5f * Math.max(Math.min(t * p / q, 1), -1);
        }
    }

    /**
     * {@code y = eˣ}, computed as {@code (e^(x/1024))^1024} by a Taylor polynomial and ten squarings in double, whose errors stay far below
     * float's precision; y may be x.
     */
    static void exp(float[] x, float[] y, double[] scratch, int n) {
        for (int i = 0; i < n; i++) {
            scratch[i] = Math.max(Math.min(x[i], 90), -105);
        }
        for (int i = 0; i < n; i++) {
            double r = scratch[i] * (1.0 / 1024);
            double p = 1 + r * (1 + r * (1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720))))));
            p = p * p;
            p = p * p;
            p = p * p;
            p = p * p;
            p = p * p;
            p = p * p;
            p = p * p;
            p = p * p;
            p = p * p;
            scratch[i] = p * p;
        }
        for (int i = 0; i < n; i++) {
            y[i] = (float) scratch[i];
        }
    }

    /**
     * Activations of an LSTM's gates, interleaved in fours: {@code tanh} of the first of each four numbers, sigmoid of the other three.
     * {@code y[i] = shift[i] + scale[i]·tanh(scale'[i]·x[i])}, with the factors that {@link #gateScales} and {@link #gateShifts} give.
     */
    static void gates(float[] x, float[] scale, float[] shift, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            float t = scale[i] * x[i];
            float u = Math.min(t * t, LIMIT);
            float p = (((P4 * u + P3) * u + P2) * u + P1) * u + P0;
            float q = (((Q4 * u + Q3) * u + Q2) * u + Q1) * u + 1;
            y[i] = shift[i] + scale[i] * Math.max(Math.min(t * p / q, 1), -1);
        }
    }

    /** Scales for {@link #gates}: 1 for the first of each four, else ½. */
    static float[] gateScales(int length) {
        float[] scales = new float[length];
        for (int i = 0; i < length; i++) {
            scales[i] = i % 4 == 0 ? 1 : 0.5f;
        }
        return scales;
    }

    /** Shifts for {@link #gates}: 0 for the first of each four, else ½. */
    static float[] gateShifts(int length) {
        float[] shifts = new float[length];
        for (int i = 0; i < length; i++) {
            shifts[i] = i % 4 == 0 ? 0 : 0.5f;
        }
        return shifts;
    }
}
