package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Cosine of each element: {@code y = cos x}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.cos}.
 */
public final class Cos extends UnaryMath {
    private Cos() {
        super(UnaryOp.COS, Keep.INPUT);
    }

    /** Cosine of each element of a floating-point array of any shape. */
    public static Variable cos(Variable x) {
        return new Cos().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Sin.sin(x())).neg();
    }
}
