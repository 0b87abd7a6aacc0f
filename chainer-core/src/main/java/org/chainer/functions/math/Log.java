package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Natural logarithm of each element: {@code y = ln x}; NaN where x is negative.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.log}.
 */
public final class Log extends UnaryMath {
    private Log() {
        super(UnaryOp.LOG, Keep.INPUT);
    }

    /** Natural logarithm of each element of a floating-point array of any shape. */
    public static Variable log(Variable x) {
        return new Log().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.div(x());
    }
}
