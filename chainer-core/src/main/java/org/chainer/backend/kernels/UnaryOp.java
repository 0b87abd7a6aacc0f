package org.chainer.backend.kernels;

/** Operations on each element {@code x} of one array. Some take parameters {@code alpha} and {@code beta}. */
public enum UnaryOp {
    /** {@code -x} */
    NEGATE,
    /** {@code |x|} */
    ABS,
    /** −1, 0 or 1; NaN stays NaN */
    SIGN,
    /** {@code x²} */
    SQUARE,
    /** {@code √x} */
    SQRT,
    /** {@code 1/√x} */
    RSQRT,
    /** {@code 1/x} */
    RECIPROCAL,
    /** {@code eˣ} */
    EXP,
    /** {@code eˣ − 1} */
    EXPM1,
    /** natural logarithm */
    LOG,
    /** {@code ln(1 + x)} */
    LOG1P,
    /** base-two logarithm */
    LOG2,
    /** base-ten logarithm */
    LOG10,
    /** sine */
    SIN,
    /** cosine */
    COS,
    /** tangent */
    TAN,
    /** inverse sine */
    ARCSIN,
    /** inverse cosine */
    ARCCOS,
    /** inverse tangent */
    ARCTAN,
    /** hyperbolic sine */
    SINH,
    /** hyperbolic cosine */
    COSH,
    /** hyperbolic tangent */
    TANH,
    /** inverse hyperbolic tangent */
    ARCTANH,
    /** logistic function {@code 1 / (1 + e⁻ˣ)} */
    SIGMOID,
    /** {@code max(x, 0)} */
    RELU,
    /** {@code x} where positive, else {@code alpha·x} */
    LEAKY_RELU,
    /** {@code x} where positive, else {@code alpha·(eˣ − 1)} */
    ELU,
    /** {@code ln(1 + e^(alpha·x)) / alpha} */
    SOFTPLUS,
    /** {@code min(max(x, alpha), beta)} */
    CLIP,
    /** {@code min(max(0.2·x + 0.5, 0), 1)} */
    HARD_SIGMOID,
    /** largest integer not above x */
    FLOOR,
    /** smallest integer not below x */
    CEIL,
    /** integer nearest to x on zero's side */
    TRUNC,
    /** nearest integer, ties to even */
    RINT,
    /** error function */
    ERF,
    /** complementary error function */
    ERFC,
    /** scaled complementary error function {@code e^(x²)·erfc(x)} */
    ERFCX,
    /** inverse error function */
    ERFINV,
    /** inverse complementary error function */
    ERFCINV,
    /** distribution function of the standard normal distribution */
    NDTR,
    /** inverse of {@link #NDTR} */
    NDTRI,
    /** logarithm of {@link #NDTR} */
    LOG_NDTR,
    /** logarithm of the gamma function's absolute value */
    LGAMMA,
    /** derivative of {@link #LGAMMA} */
    DIGAMMA,
    /** {@code x = 0}; the result is bool */
    LOGICAL_NOT,
    /** whether x is not a number; the result is bool */
    IS_NAN,
    /** whether x is neither infinite nor NaN; the result is bool */
    IS_FINITE;

    /** Whether the result's dtype is bool, whatever the argument's. */
    public boolean isPredicate() {
        return this == LOGICAL_NOT || this == IS_NAN || this == IS_FINITE;
    }

    /** Whether the operation is defined on integers as well. */
    public boolean acceptsIntegers() {
        return switch (this) {
            case NEGATE, ABS, SIGN, SQUARE, RELU, CLIP, FLOOR, CEIL, TRUNC, RINT, LOGICAL_NOT, IS_NAN, IS_FINITE ->
                true;
            default -> false;
        };
    }
}
