package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Base-two logarithm of each element: {@code y = log₂ x}; NaN where x is negative.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.log2}.
 */
public final class Log2 extends UnaryMath {
    private Log2() {
        super(UnaryOp.LOG2, Keep.INPUT);
    }

    /** Base-two logarithm of each element of a floating-point array of any shape. */
    public static Variable log2(Variable x) {
        return new Log2().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.div(x()).mul(1 / Math.log(2));
    }
}
