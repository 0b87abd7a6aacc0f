package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Inverse cosine of each element: {@code y = arccos x}; x from −1 to 1 gives y from 0 to π; others give NaN.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.arccos}.
 */
public final class Arccos extends UnaryMath {
    private Arccos() {
        super(UnaryOp.ARCCOS, Keep.INPUT);
    }

    /** Inverse cosine of each element of a floating-point array of any shape. */
    public static Variable arccos(Variable x) {
        return new Arccos().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Rsqrt.rsqrt(Square.square(x()).rsub(1))).neg();
    }
}
