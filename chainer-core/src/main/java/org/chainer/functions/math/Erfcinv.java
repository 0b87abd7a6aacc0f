package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Inverse complementary error function of each element: {@code x = erfc y}; for x from 0 to 2; others give NaN.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.erfcinv}.
 */
public final class Erfcinv extends UnaryMath {
    private Erfcinv() {
        super(UnaryOp.ERFCINV, Keep.OUTPUT);
    }

    /** Inverse complementary error function of each element of a floating-point array of any shape. */
    public static Variable erfcinv(Variable x) {
        return new Erfcinv().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Exp.exp(Square.square(y()))).mul(-Math.sqrt(Math.PI) / 2);
    }
}
