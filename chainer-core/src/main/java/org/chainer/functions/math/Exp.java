package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Exponential function of each element: {@code y = eˣ}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.exp}.
 */
public final class Exp extends UnaryMath {
    private Exp() {
        super(UnaryOp.EXP, Keep.OUTPUT);
    }

    /** Exponential function of each element of a floating-point array of any shape. */
    public static Variable exp(Variable x) {
        return new Exp().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(y());
    }
}
