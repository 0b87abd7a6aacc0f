package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Tangent of each element: {@code y = tan x}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.tan}.
 */
public final class Tan extends UnaryMath {
    private Tan() {
        super(UnaryOp.TAN, Keep.INPUT);
    }

    /** Tangent of each element of a floating-point array of any shape. */
    public static Variable tan(Variable x) {
        return new Tan().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.div(Square.square(Cos.cos(x())));
    }
}
