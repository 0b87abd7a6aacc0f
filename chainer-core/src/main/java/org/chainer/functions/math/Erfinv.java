package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Inverse error function of each element: {@code x = erf y}; for x from −1 to 1; others give NaN.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.erfinv}.
 */
public final class Erfinv extends UnaryMath {
    private Erfinv() {
        super(UnaryOp.ERFINV, Keep.OUTPUT);
    }

    /** Inverse error function of each element of a floating-point array of any shape. */
    public static Variable erfinv(Variable x) {
        return new Erfinv().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Exp.exp(Square.square(y()))).mul(Math.sqrt(Math.PI) / 2);
    }
}
