package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Sine of each element: {@code y = sin x}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.sin}.
 */
public final class Sin extends UnaryMath {
    private Sin() {
        super(UnaryOp.SIN, Keep.INPUT);
    }

    /** Sine of each element of a floating-point array of any shape. */
    public static Variable sin(Variable x) {
        return new Sin().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Cos.cos(x()));
    }
}
