package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Exponential function minus one of each element: {@code y = eˣ − 1}; without cancellation where x is small.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.expm1}.
 */
public final class Expm1 extends UnaryMath {
    private Expm1() {
        super(UnaryOp.EXPM1, Keep.OUTPUT);
    }

    /** Exponential function minus one of each element of a floating-point array of any shape. */
    public static Variable expm1(Variable x) {
        return new Expm1().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(y().add(1));
    }
}
