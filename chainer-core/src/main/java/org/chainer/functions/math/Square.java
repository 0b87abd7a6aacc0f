package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Square of each element: {@code y = x²}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.square}.
 */
public final class Square extends UnaryMath {
    private Square() {
        super(UnaryOp.SQUARE, Keep.INPUT);
    }

    /** Square of each element of a floating-point array of any shape. */
    public static Variable square(Variable x) {
        return new Square().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(x()).mul(2);
    }
}
