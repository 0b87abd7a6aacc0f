package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Inverse of the standard normal distribution function of each element: {@code x = Φ(y)}; for x from 0 to 1; others give NaN.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.ndtri}.
 */
public final class Ndtri extends UnaryMath {
    private Ndtri() {
        super(UnaryOp.NDTRI, Keep.OUTPUT);
    }

    /** Inverse of the standard normal distribution function of each element of a floating-point array of any shape. */
    public static Variable ndtri(Variable x) {
        return new Ndtri().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Exp.exp(Square.square(y()).mul(0.5))).mul(Math.sqrt(2 * Math.PI));
    }
}
