package org.chainer.backend.reference;

/**
 * The logarithm of the gamma function, its derivatives, and the Hurwitz zeta function, by asymptotic expansions in Bernoulli numbers after
 * a shift of the argument to where they are accurate.
 *
 * @see <a href="https://dlmf.nist.gov/5.11">NIST Digital Library of Mathematical Functions, 5.11</a>
 * @see <a href="https://dlmf.nist.gov/25.11">NIST Digital Library of Mathematical Functions, 25.11</a>
 */
final class GammaFunctions {
    /** The Bernoulli numbers B₂, B₄, …. */
    private static final double[] BERNOULLI = {
        1.0 / 6,
        -1.0 / 30,
        1.0 / 42,
        -1.0 / 30,
        5.0 / 66,
        -691.0 / 2730,
        7.0 / 6,
        -3617.0 / 510,
        43867.0 / 798,
        -174611.0 / 330,
        854513.0 / 138,
        -236364091.0 / 2730
    };

    /** From here on the expansions reach full precision. */
    private static final double LARGE = 12;

    private static final double EULER = 0.57721566490153286061;

    /** {@code (ζ(k) − 1)/k} for k from 2. */
    private static final double[] TAYLOR = new double[32];

    static {
        for (int i = 0; i < TAYLOR.length; i++) {
            TAYLOR[i] = zeta(i + 2, 2) / (i + 2);
        }
    }

    private GammaFunctions() {}

    static double lgamma(double x) {
        if (Double.isInfinite(x)) {
            return Double.POSITIVE_INFINITY;
        }
        if (x <= 0 && x == Math.rint(x)) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < 0.5) {
            return x > -1e-290 && x < 1e-290
                    ? -Math.log(Math.abs(x))
                    : Math.log(Math.PI / Math.abs(sinPi(x))) - lgamma(1 - x);
        }
        if (x <= 1.5) {
            return lgammaNearTwo(x - 1) - Math.log1p(x - 1);
        }
        if (x <= 2.5) {
            return lgammaNearTwo(x - 2);
        }
        double product = 1;
        double shifted = x;
        while (shifted < LARGE) {
            product *= shifted++;
        }
        double series = 0;
        double square = shifted * shifted;
        for (int j = 8; j >= 1; j--) {
            series = series / square + BERNOULLI[j - 1] / (2.0 * j * (2 * j - 1));
        }
        return (shifted - 0.5) * Math.log(shifted)
                - shifted
                + 0.5 * Math.log(2 * Math.PI)
                + series / shifted
                - Math.log(product);
    }

    /** {@code ln Γ(2 + z)} for |z| up to a half, with full relative precision at its zero. */
    private static double lgammaNearTwo(double z) {
        double sum = 0;
        for (int i = TAYLOR.length - 1; i >= 0; i--) {
            sum = TAYLOR[i] - z * sum;
        }
        return z * (1 - EULER + z * sum);
    }

    /** {@code sin(πx)}, exactly 0 at integers. */
    private static double sinPi(double x) {
        double rest = x - 2 * Math.rint(x / 2);
        if (Math.abs(rest) > 0.5) {
            rest = Math.copySign(1, rest) - rest;
        }
        return Math.sin(Math.PI * rest);
    }

    private static double cosPi(double x) {
        return sinPi(0.5 - Math.abs(x - 2 * Math.rint(x / 2)));
    }

    static double digamma(double x) {
        if (x == 0) {
            return Math.copySign(Double.POSITIVE_INFINITY, -x);
        }
        if (x < 0 && x == Math.rint(x)) {
            return Double.NaN;
        }
        if (x < 0) {
            return digamma(1 - x) - Math.PI * cosPi(x) / sinPi(x);
        }
        double shift = 0;
        double shifted = x;
        while (shifted < LARGE) {
            shift += 1 / shifted++;
        }
        double series = 0;
        double square = shifted * shifted;
        for (int j = 8; j >= 1; j--) {
            series = (series + BERNOULLI[j - 1] / (2.0 * j)) / square;
        }
        return Math.log(shifted) - 0.5 / shifted - series - shift;
    }

    static double polygamma(int n, double x) {
        if (n < 0) {
            return Double.NaN;
        }
        if (n == 0) {
            return digamma(x);
        }
        double factorial = 1;
        for (int i = 2; i <= n && factorial < Double.POSITIVE_INFINITY; i++) {
            factorial *= i;
        }
        return (n % 2 == 0 ? -1 : 1) * factorial * zeta(n + 1.0, x);
    }

    static double zeta(double s, double q) {
        if (s == 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (!(s > 1) || Double.isNaN(q)) {
            return Double.NaN;
        }
        if (q <= 0) {
            if (q == Math.rint(q)) {
                return Double.POSITIVE_INFINITY;
            }
            return s != Math.rint(s) ? Double.NaN : zetaOfNegative(s, q);
        }
        if (Double.isInfinite(q)) {
            return 0;
        }
        double sum = 0;
        double shifted = q;
        while (shifted < LARGE + s / 2) {
            double term = Math.pow(shifted++, -s);
            sum += term;
            if (term <= 1e-18 * sum) {
                return sum;
            }
        }
        double power = Math.pow(shifted, -s);
        sum += shifted * power / (s - 1) + 0.5 * power;
        double factor = s * power / shifted / 2;
        for (int j = 1; j <= BERNOULLI.length; j++) {
            double term = BERNOULLI[j - 1] * factor;
            sum += term;
            if (Math.abs(term) < 1e-18 * Math.abs(sum)) {
                break;
            }
            factor *= (s + 2 * j - 1) * (s + 2 * j) / (shifted * shifted) / ((2 * j + 1.0) * (2 * j + 2.0));
        }
        return sum;
    }

    /** The terms below zero mirrored: those from 1 − fraction up to, not including, 1 − q. */
    private static double zetaOfNegative(double s, double q) {
        double fraction = q - Math.floor(q);
        double mirrored = zeta(s, 1 - fraction) - zeta(s, 1 - q);
        return zeta(s, fraction) + (s % 2 == 0 ? mirrored : -mirrored);
    }
}
