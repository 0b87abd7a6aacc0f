package org.chainer.backend.reference;

/**
 * The error function, the normal distribution and their inverses.
 *
 * <p>The complementary error function is the integral {@code erfc(x) = (2x/π)·e^(−x²)·∫ e^(−t²)/(t² + x²) dt} over positive t by the
 * midpoint rule, whose error is the residue at the integrand's pole and thus known. All terms are positive: nothing cancels.
 *
 * @see <a href="https://doi.org/10.1007/BF02165234">Hunter and Regan, A note on the evaluation of the complementary error function, 1972</a>
 */
final class ErrorFunctions {
    private static final double STEP = 0.5;
    /** The rule's error beyond the residue is about {@code e^(−(π/STEP)²)}, as is the residue itself from here on. */
    private static final double LAST_RESIDUE = Math.PI / STEP;

    private static final double[] NODES = new double[13];
    private static final double[] WEIGHTS = new double[NODES.length];
    private static final double SQRT_PI = Math.sqrt(Math.PI);
    private static final int ITERATIONS = 50;

    static {
        for (int i = 0; i < NODES.length; i++) {
            double t = (i + 0.5) * STEP;
            NODES[i] = t * t;
            WEIGHTS[i] = 2 * STEP / Math.PI * Math.exp(-t * t);
        }
    }

    private ErrorFunctions() {}

    static double erf(double x) {
        double magnitude = Math.abs(x);
        if (magnitude > 0.5) {
            return Math.copySign(1 - erfc(magnitude), x);
        }
        double term = 1;
        double sum = 1;
        for (int n = 1; term > 1e-17; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / SQRT_PI * x * Math.exp(-x * x) * sum;
    }

    static double erfc(double x) {
        if (x < 0) {
            return 2 - erfc(-x);
        }
        if (x > 28) {
            return 0;
        }
        double result = exponentialOfSquare(x, -1) * x * integral(x);
        return x < LAST_RESIDUE ? result + residue(x) : result;
    }

    static double erfcx(double x) {
        if (x < 0) {
            return x < -27 ? Double.POSITIVE_INFINITY : 2 * exponentialOfSquare(x, 1) - erfcx(-x);
        }
        if (x > 1e8) {
            return 1 / (SQRT_PI * x);
        }
        double result = x * integral(x);
        return x < LAST_RESIDUE ? result + exponentialOfSquare(x, 1) * residue(x) : result;
    }

    private static double integral(double x) {
        double square = x * x;
        double sum = 0;
        for (int i = NODES.length - 1; i >= 0; i--) {
            sum += WEIGHTS[i] / (NODES[i] + square);
        }
        return sum;
    }

    private static double residue(double x) {
        return 2 / (1 + Math.exp(2 * Math.PI / STEP * x));
    }

    /** {@code e^(sign·x²)}, with what x² loses in rounding taken into account. */
    private static double exponentialOfSquare(double x, int sign) {
        double square = x * x;
        double lost = Math.fma(x, x, -square);
        return Math.exp(sign * square) * (1 + sign * lost);
    }

    static double erfinv(double y) {
        double magnitude = Math.abs(y);
        if (magnitude > 0.5 || Double.isNaN(y)) {
            return magnitude > 1 ? Double.NaN : Math.copySign(erfcinv(1 - magnitude), y);
        }
        double x = y * SQRT_PI / 2;
        for (int i = 0; i < ITERATIONS; i++) {
            double newton = (erf(x) - y) * SQRT_PI / 2 * Math.exp(x * x);
            double step = newton / (1 + x * newton);
            x -= step;
            if (Math.abs(step) <= 1e-10 * Math.abs(x)) {
                break;
            }
        }
        return x;
    }

    static double erfcinv(double y) {
        if (!(y >= 0 && y <= 2)) {
            return Double.NaN;
        }
        if (y > 1) {
            return -erfcinv(2 - y);
        }
        if (y >= 0.5) {
            return erfinv(1 - y);
        }
        if (y == 0) {
            return Double.POSITIVE_INFINITY;
        }
        // Newton's method on ln erfc(x) = ln y, a concave function: no overflow, and quick from anywhere.
        double target = Math.log(y);
        double x = Math.sqrt(-target);
        for (int i = 0; i < ITERATIONS; i++) {
            double scaled = erfcx(x);
            double step = (target - (Math.log(scaled) - x * x)) * scaled * SQRT_PI / 2;
            x -= step;
            if (Math.abs(step) <= 1e-10 * x) {
                break;
            }
        }
        return x;
    }

    static double ndtr(double x) {
        if (x > -1) {
            return 0.5 * erfc(-x / Math.sqrt(2));
        }
        return x < -39 ? 0 : 0.5 * erfcx(-x / Math.sqrt(2)) * exponentialOfHalfSquare(x);
    }

    private static double exponentialOfHalfSquare(double x) {
        double square = x * x;
        double lost = Math.fma(x, x, -square);
        return Math.exp(-0.5 * square) * (1 - 0.5 * lost);
    }

    static double ndtri(double p) {
        return -Math.sqrt(2) * erfcinv(2 * p);
    }

    static double logNdtr(double x) {
        return x > -1
                ? Math.log1p(-0.5 * erfc(x / Math.sqrt(2)))
                : Math.log(0.5 * erfcx(-x / Math.sqrt(2))) - 0.5 * x * x;
    }
}
