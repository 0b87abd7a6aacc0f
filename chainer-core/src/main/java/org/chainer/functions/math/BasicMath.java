package org.chainer.functions.math;

import org.chainer.Variable;

/**
 * Arithmetic of variables and numbers, broadcast as in NumPy, {@code z = x + y} and so on: what Chainer's operators do.
 *
 * <p>In: two operands of one dtype; numbers take the variable's. Out: the broadcast shape and the same dtype.
 */
public final class BasicMath {
    private BasicMath() {}

    /** {@code a + b}. */
    public static Variable add(Variable a, Variable b) {
        if (a.isConstant()) {
            return add(b, a.constant());
        }
        return b.isConstant() ? add(a, b.constant()) : new Add().applySingle(a, b);
    }

    /** {@code x + value}. */
    public static Variable add(Variable x, Number value) {
        return new AddConstant(value).applySingle(x);
    }

    /** Sum of several arrays of one shape. */
    public static Variable add(Variable... xs) {
        if (xs.length == 0) {
            throw new IllegalArgumentException("add: expected at least one array");
        }
        return xs.length == 1 ? xs[0] : xs.length == 2 ? add(xs[0], xs[1]) : new MultiAdd().applySingle(xs);
    }

    /** {@code a − b}. */
    public static Variable sub(Variable a, Variable b) {
        if (a.isConstant()) {
            return sub(a.constant(), b);
        }
        return b.isConstant() ? sub(a, b.constant()) : new Sub().applySingle(a, b);
    }

    /** {@code x − value}. */
    public static Variable sub(Variable x, Number value) {
        return new AddConstant(negated(value)).applySingle(x);
    }

    /** {@code value − x}. */
    public static Variable sub(Number value, Variable x) {
        return new SubFromConstant(value).applySingle(x);
    }

    /** {@code a · b}. */
    public static Variable mul(Variable a, Variable b) {
        if (a.isConstant()) {
            return mul(b, a.constant());
        }
        return b.isConstant() ? mul(a, b.constant()) : new Mul().applySingle(a, b);
    }

    /** {@code x · value}. */
    public static Variable mul(Variable x, Number value) {
        return new MulConstant(value).applySingle(x);
    }

    /** {@code a / b}. */
    public static Variable div(Variable a, Variable b) {
        if (a.isConstant()) {
            return div(a.constant(), b);
        }
        return b.isConstant() ? div(a, b.constant()) : new Div().applySingle(a, b);
    }

    /** {@code x / value}. */
    public static Variable div(Variable x, Number value) {
        return new MulConstant(1 / value.doubleValue()).applySingle(x);
    }

    /** {@code value / x}. */
    public static Variable div(Number value, Variable x) {
        return new DivFromConstant(value).applySingle(x);
    }

    /** {@code ⌊a / b⌋}; it has no gradient. */
    public static Variable floorDiv(Variable a, Variable b) {
        return new FloorDiv().applySingle(a, b);
    }

    /** {@code aᵇ}. */
    public static Variable pow(Variable a, Variable b) {
        if (a.isConstant()) {
            return pow(a.constant(), b);
        }
        return b.isConstant() ? pow(a, b.constant()) : new PowVarVar().applySingle(a, b);
    }

    /** {@code x} to the power of {@code value}. */
    public static Variable pow(Variable x, Number value) {
        return new PowVarConst(value).applySingle(x);
    }

    /** {@code value} to the power of {@code x}. */
    public static Variable pow(Number value, Variable x) {
        return new PowConstVar(value).applySingle(x);
    }

    /** {@code −x}. */
    public static Variable neg(Variable x) {
        return new Neg().applySingle(x);
    }

    private static Number negated(Number value) {
        return value instanceof Double || value instanceof Float ? -value.doubleValue() : -value.longValue();
    }
}
