package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Base-ten logarithm of each element: {@code y = log₁₀ x}; NaN where x is negative.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.log10}.
 */
public final class Log10 extends UnaryMath {
    private Log10() {
        super(UnaryOp.LOG10, Keep.INPUT);
    }

    /** Base-ten logarithm of each element of a floating-point array of any shape. */
    public static Variable log10(Variable x) {
        return new Log10().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.div(x()).mul(1 / Math.log(10));
    }
}
