package org.chainer.backend.cpu;

/** Folds of float arrays. Sums of blocks go through eight partial sums in float and end in double. */
final class FloatFolds {
    private static final int BLOCK = 256;

    private FloatFolds() {}

    static double sum(float[] x, int from, int to) {
        double sum = 0;
        for (int start = from; start < to; start += BLOCK) {
            sum += sumOfBlock(x, start, Math.min(start + BLOCK, to));
        }
        return sum;
    }

    private static double sumOfBlock(float[] x, int from, int to) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
            s4 += x[i + 4];
            s5 += x[i + 5];
            s6 += x[i + 6];
            s7 += x[i + 7];
        }
        double sum = ((double) s0 + s1) + ((double) s2 + s3) + (((double) s4 + s5) + ((double) s6 + s7));
        for (; i < to; i++) {
            sum += x[i];
        }
        return sum;
    }

    static double sumOfSquares(float[] x, int from, int to) {
        double sum = 0;
        for (int start = from; start < to; start += BLOCK) {
            sum += sumOfSquaresOfBlock(x, start, Math.min(start + BLOCK, to));
        }
        return sum;
    }

    private static double sumOfSquaresOfBlock(float[] x, int from, int to) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            s0 += x[i] * x[i];
            s1 += x[i + 1] * x[i + 1];
            s2 += x[i + 2] * x[i + 2];
            s3 += x[i + 3] * x[i + 3];
            s4 += x[i + 4] * x[i + 4];
            s5 += x[i + 5] * x[i + 5];
            s6 += x[i + 6] * x[i + 6];
            s7 += x[i + 7] * x[i + 7];
        }
        double sum = ((double) s0 + s1) + ((double) s2 + s3) + (((double) s4 + s5) + ((double) s6 + s7));
        for (; i < to; i++) {
            sum += (double) x[i] * x[i];
        }
        return sum;
    }

    static float max(float[] x, int from, int to) {
        float m0 = Float.NEGATIVE_INFINITY;
        float m1 = m0;
        float m2 = m0;
        float m3 = m0;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            m0 = Math.max(m0, x[i]);
            m1 = Math.max(m1, x[i + 1]);
            m2 = Math.max(m2, x[i + 2]);
            m3 = Math.max(m3, x[i + 3]);
        }
        for (; i < to; i++) {
            m0 = Math.max(m0, x[i]);
        }
        return Math.max(Math.max(m0, m1), Math.max(m2, m3));
    }

    static float min(float[] x, int from, int to) {
        float m0 = Float.POSITIVE_INFINITY;
        float m1 = m0;
        float m2 = m0;
        float m3 = m0;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            m0 = Math.min(m0, x[i]);
            m1 = Math.min(m1, x[i + 1]);
            m2 = Math.min(m2, x[i + 2]);
            m3 = Math.min(m3, x[i + 3]);
        }
        for (; i < to; i++) {
            m0 = Math.min(m0, x[i]);
        }
        return Math.min(Math.min(m0, m1), Math.min(m2, m3));
    }

    /** Index of the first greatest element, a NaN counting as the greatest; −1 for none. */
    static int argMax(float[] x, int from, int to) {
        int found = -1;
        float best = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            if (!(x[i] <= best) || found < 0) {
                if (x[i] != x[i]) {
                    return i;
                }
                best = x[i];
                found = i;
            }
        }
        return found;
    }

    static void add(float[] x, float[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = to[i] + x[i];
        }
    }

    static void addSquares(float[] x, float[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = to[i] + x[i] * x[i];
        }
    }

    static void max(float[] x, float[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = Math.max(to[i], x[i]);
        }
    }

    static void min(float[] x, float[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = Math.min(to[i], x[i]);
        }
    }
}
