package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Hyperbolic cosine of each element: {@code y = cosh x}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.cosh}.
 */
public final class Cosh extends UnaryMath {
    private Cosh() {
        super(UnaryOp.COSH, Keep.INPUT);
    }

    /** Hyperbolic cosine of each element of a floating-point array of any shape. */
    public static Variable cosh(Variable x) {
        return new Cosh().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Sinh.sinh(x()));
    }
}
