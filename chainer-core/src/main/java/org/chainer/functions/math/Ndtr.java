package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Standard normal distribution function of each element: {@code y = Φ(x) = ½ · erfc(−x/√2)}.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.ndtr}.
 */
public final class Ndtr extends UnaryMath {
    private Ndtr() {
        super(UnaryOp.NDTR, Keep.INPUT);
    }

    /** Standard normal distribution function of each element of a floating-point array of any shape. */
    public static Variable ndtr(Variable x) {
        return new Ndtr().applySingle(x);
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Exp.exp(Square.square(x()).mul(-0.5))).mul(1 / Math.sqrt(2 * Math.PI));
    }
}
