package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Hyperbolic sine of each element: {@code y = sinh x}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.sinh}.
 */
public final class Sinh extends UnaryMath {
    private Sinh() {
        super(UnaryOp.SINH, Keep.INPUT);
    }

    /** Hyperbolic sine of each element of a floating-point array of any shape. */
    public static Variable sinh(Variable x) {
        return new Sinh().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Cosh.cosh(x()));
    }
}
