package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Complementary error function of each element: {@code y = 1 − erf x}; without cancellation where x is large.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.erfc}.
 */
public final class Erfc extends UnaryMath {
    private Erfc() {
        super(UnaryOp.ERFC, Keep.INPUT);
    }

    /** Complementary error function of each element of a floating-point array of any shape. */
    public static Variable erfc(Variable x) {
        return new Erfc().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Exp.exp(Square.square(x()).neg())).mul(-2 / Math.sqrt(Math.PI));
    }
}
