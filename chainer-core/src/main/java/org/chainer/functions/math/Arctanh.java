package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Inverse hyperbolic tangent of each element: {@code y = artanh x}; outside [−1, 1] it is NaN.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.arctanh}.
 */
public final class Arctanh extends UnaryMath {
    private Arctanh() {
        super(UnaryOp.ARCTANH, Keep.INPUT);
    }

    /** Inverse hyperbolic tangent of each element of a floating-point array of any shape. */
    public static Variable arctanh(Variable x) {
        return new Arctanh().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.div(Square.square(x()).rsub(1));
    }
}
