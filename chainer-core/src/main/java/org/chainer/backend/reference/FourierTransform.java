package org.chainer.backend.reference;

/** Discrete Fourier transform of n complex numbers: one step for each prime factor of n. */
final class FourierTransform {
    private final int n;
    private final double[] cos;
    private final double[] sin;

    /** A transform of the given length; the inverse one lacks the factor 1/n. */
    FourierTransform(int n, boolean inverse) {
        this.n = n;
        cos = new double[n];
        sin = new double[n];
        for (int k = 0; k < n; k++) {
            double angle = 2 * Math.PI * k / n;
            cos[k] = Math.cos(angle);
            sin[k] = inverse ? Math.sin(angle) : -Math.sin(angle);
        }
    }

    /** Transforms n numbers; returns the real and the imaginary parts. */
    double[][] apply(double[] re, double[] im) {
        return transform(re, im, 0, 1, n);
    }

    /** Transform of the {@code length} numbers at {@code start}, {@code start + step}, …; {@code step·length} is n. */
    private double[][] transform(double[] re, double[] im, int start, int step, int length) {
        double[] outRe = new double[length];
        double[] outIm = new double[length];
        if (length <= 1) {
            if (length == 1) {
                outRe[0] = re[start];
                outIm[0] = im[start];
            }
            return new double[][] {outRe, outIm};
        }
        int factor = smallestFactor(length);
        int part = length / factor;
        for (int j = 0; j < factor; j++) {
            double[][] inner = transform(re, im, start + j * step, step * factor, part);
            for (int k = 0; k < length; k++) {
                int root = (int) ((long) j * k % length) * step;
                double a = inner[0][k % part];
                double b = inner[1][k % part];
                outRe[k] += a * cos[root] - b * sin[root];
                outIm[k] += a * sin[root] + b * cos[root];
            }
        }
        return new double[][] {outRe, outIm};
    }

    private static int smallestFactor(int length) {
        for (int factor = 2; (long) factor * factor <= length; factor++) {
            if (length % factor == 0) {
                return factor;
            }
        }
        return length;
    }
}
