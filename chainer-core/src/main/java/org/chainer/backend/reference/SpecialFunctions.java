package org.chainer.backend.reference;

/**
 * Special functions in double precision. The error function and its relatives are in {@link ErrorFunctions}, the gamma function's in {@link
 * GammaFunctions}.
 */
public final class SpecialFunctions {
    private SpecialFunctions() {}

    /** Base-two logarithm, exact for powers of two. */
    public static double log2(double x) {
        if (!(x > 0) || Double.isInfinite(x)) {
            return Math.log(x);
        }
        double scaled = x < Double.MIN_NORMAL ? x * 0x1p54 : x;
        int exponent = Math.getExponent(scaled);
        double mantissa = Math.scalb(scaled, -exponent);
        // A mantissa near 1 on either side, so that nothing cancels for x just below a power of two.
        if (mantissa > Math.sqrt(2)) {
            mantissa /= 2;
            exponent++;
        }
        return exponent - (scaled == x ? 0 : 54) + Math.log(mantissa) / Math.log(2);
    }

    /** Error function. */
    public static double erf(double x) {
        return ErrorFunctions.erf(x);
    }

    /** Complementary error function {@code 1 − erf(x)}. */
    public static double erfc(double x) {
        return ErrorFunctions.erfc(x);
    }

    /** Scaled complementary error function {@code e^(x²)·erfc(x)}. */
    public static double erfcx(double x) {
        return ErrorFunctions.erfcx(x);
    }

    /** Inverse of {@link #erf}; ±∞ at ±1, NaN outside. */
    public static double erfinv(double y) {
        return ErrorFunctions.erfinv(y);
    }

    /** Inverse of {@link #erfc}; ∞ at 0, −∞ at 2, NaN outside. */
    public static double erfcinv(double y) {
        return ErrorFunctions.erfcinv(y);
    }

    /** Distribution function of the standard normal distribution. */
    public static double ndtr(double x) {
        return ErrorFunctions.ndtr(x);
    }

    /** Inverse of {@link #ndtr}; ∓∞ at 0 and 1, NaN outside. */
    public static double ndtri(double p) {
        return ErrorFunctions.ndtri(p);
    }

    /** {@code ln ndtr(x)}, accurate far below 0. */
    public static double logNdtr(double x) {
        return ErrorFunctions.logNdtr(x);
    }

    /** {@code ln |Γ(x)|}; ∞ at 0 and negative integers. */
    public static double lgamma(double x) {
        return GammaFunctions.lgamma(x);
    }

    /** {@code d/dx ln Γ(x)}; −∞ at 0 (∞ at −0), NaN at negative integers. */
    public static double digamma(double x) {
        return GammaFunctions.digamma(x);
    }

    /** The n-th derivative of {@link #digamma}; NaN for negative n. */
    public static double polygamma(int n, double x) {
        return GammaFunctions.polygamma(n, x);
    }

    /** Hurwitz zeta function {@code Σₖ (k + q)⁻ˢ}; ∞ at its poles, NaN where the sum does not converge. */
    public static double zeta(double s, double q) {
        return GammaFunctions.zeta(s, q);
    }
}
