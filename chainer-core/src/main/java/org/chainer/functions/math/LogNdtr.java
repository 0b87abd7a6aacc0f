package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Logarithm of the standard normal distribution function of each element: {@code y = ln Φ(x)}; without underflow where x is far below 0.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.log_ndtr}.
 */
public final class LogNdtr extends UnaryMath {
    private LogNdtr() {
        super(UnaryOp.LOG_NDTR, Keep.INPUT);
    }

    /** Logarithm of the standard normal distribution function of each element of a floating-point array of any shape. */
    public static Variable logNdtr(Variable x) {
        return new LogNdtr().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.div(Erfcx.erfcx(x().mul(-Math.sqrt(0.5)))).mul(Math.sqrt(2 / Math.PI));
    }
}
