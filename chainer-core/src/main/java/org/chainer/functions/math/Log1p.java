package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Natural logarithm of one more of each element: {@code y = ln (1 + x)}; without cancellation where x is small.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.log1p}.
 */
public final class Log1p extends UnaryMath {
    private Log1p() {
        super(UnaryOp.LOG1P, Keep.INPUT);
    }

    /** Natural logarithm of one more of each element of a floating-point array of any shape. */
    public static Variable log1p(Variable x) {
        return new Log1p().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.div(x().add(1));
    }
}
