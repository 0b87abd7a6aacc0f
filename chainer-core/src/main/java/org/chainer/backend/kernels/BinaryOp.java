package org.chainer.backend.kernels;

/** Operations on the elements {@code a} and {@code b} of two arrays of one shape. Some take a parameter {@code alpha}. */
public enum BinaryOp {
    /** {@code a + b} */
    ADD,
    /** {@code a − b} */
    SUBTRACT,
    /** {@code a · b} */
    MULTIPLY,
    /** {@code a / b}; of floating-point numbers only */
    DIVIDE,
    /** {@code ⌊a / b⌋}; integer division by zero gives 0, as in NumPy */
    FLOOR_DIVIDE,
    /** {@code a − b·⌊a / b⌋}, which has b's sign */
    MODULO,
    /** remainder of the truncated quotient, which has a's sign (C's fmod) */
    FMOD,
    /** {@code aᵇ} */
    POWER,
    /** the greater; NaN if one is */
    MAXIMUM,
    /** the smaller; NaN if one is */
    MINIMUM,
    /** angle of the point (b, a): C's atan2(a, b) */
    ARCTAN2,
    /** {@code alpha·a + b} */
    AXPY,
    /** {@code (a − b)²} */
    SQUARED_DIFFERENCE,
    /** polygamma function of order a at b */
    POLYGAMMA,
    /** Hurwitz zeta function {@code Σₖ (k + b)⁻ᵃ} */
    ZETA,
    /** gradient of ReLU: {@code b} where the output (or input) {@code a} is positive, else 0 */
    RELU_GRAD,
    /** gradient of tanh from its output: {@code b·(1 − a²)} */
    TANH_GRAD,
    /** gradient of the logistic function from its output: {@code b·a·(1 − a)} */
    SIGMOID_GRAD,
    /** gradient of leaky ReLU: {@code b} where {@code a} is positive, else {@code alpha·b} */
    LEAKY_RELU_GRAD,
    /** gradient of ELU from its output: {@code b} where {@code a} is positive, else {@code b·(a + alpha)} */
    ELU_GRAD,
    /** gradient of softplus from its input: {@code b / (1 + e^(−alpha·a))} */
    SOFTPLUS_GRAD,
    /** {@code a = b}; the result is bool, as of all that follow */
    EQUAL,
    /** {@code a ≠ b} */
    NOT_EQUAL,
    /** {@code a < b} */
    LESS,
    /** {@code a ≤ b} */
    LESS_EQUAL,
    /** {@code a > b} */
    GREATER,
    /** {@code a ≥ b} */
    GREATER_EQUAL,
    /** both are not 0 */
    LOGICAL_AND,
    /** at least one is not 0 */
    LOGICAL_OR,
    /** just one is not 0 */
    LOGICAL_XOR;

    /** Whether the result's dtype is bool, whatever the arguments'. */
    public boolean isPredicate() {
        return ordinal() >= EQUAL.ordinal();
    }

    /** Whether the operation is defined on integers as well. */
    public boolean acceptsIntegers() {
        return switch (this) {
            case DIVIDE, ARCTAN2, POLYGAMMA, ZETA, TANH_GRAD, SIGMOID_GRAD, ELU_GRAD, SOFTPLUS_GRAD -> false;
            default -> true;
        };
    }
}
