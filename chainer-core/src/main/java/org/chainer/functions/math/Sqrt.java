package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Square root of each element: {@code y = √x}; NaN where x is negative.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.sqrt}.
 */
public final class Sqrt extends UnaryMath {
    private Sqrt() {
        super(UnaryOp.SQRT, Keep.OUTPUT);
    }

    /** Square root of each element of a floating-point array of any shape. */
    public static Variable sqrt(Variable x) {
        return new Sqrt().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.div(y().mul(2));
    }
}
