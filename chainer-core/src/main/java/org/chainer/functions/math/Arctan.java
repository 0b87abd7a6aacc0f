package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Inverse tangent of each element: {@code y = arctan x}; y is between −π/2 and π/2.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.arctan}.
 */
public final class Arctan extends UnaryMath {
    private Arctan() {
        super(UnaryOp.ARCTAN, Keep.INPUT);
    }

    /** Inverse tangent of each element of a floating-point array of any shape. */
    public static Variable arctan(Variable x) {
        return new Arctan().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.div(Square.square(x()).add(1));
    }
}
