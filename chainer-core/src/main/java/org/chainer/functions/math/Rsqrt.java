package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Reciprocal square root of each element: {@code y = 1 / √x}; NaN where x is negative.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.rsqrt}.
 */
public final class Rsqrt extends UnaryMath {
    private Rsqrt() {
        super(UnaryOp.RSQRT, Keep.OUTPUT);
    }

    /** Reciprocal square root of each element of a floating-point array of any shape. */
    public static Variable rsqrt(Variable x) {
        return new Rsqrt().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(y().pow(3)).mul(-0.5);
    }
}
