package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Inverse sine of each element: {@code y = arcsin x}; x from −1 to 1 gives y from −π/2 to π/2; others give NaN.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.arcsin}.
 */
public final class Arcsin extends UnaryMath {
    private Arcsin() {
        super(UnaryOp.ARCSIN, Keep.INPUT);
    }

    /** Inverse sine of each element of a floating-point array of any shape. */
    public static Variable arcsin(Variable x) {
        return new Arcsin().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Rsqrt.rsqrt(Square.square(x()).rsub(1)));
    }
}
