package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Error function of each element: {@code y = 2/√π · ∫₀ˣ exp(−t²) dt}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.erf}.
 */
public final class Erf extends UnaryMath {
    private Erf() {
        super(UnaryOp.ERF, Keep.INPUT);
    }

    /** Error function of each element of a floating-point array of any shape. */
    public static Variable erf(Variable x) {
        return new Erf().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Exp.exp(Square.square(x()).neg())).mul(2 / Math.sqrt(Math.PI));
    }
}
