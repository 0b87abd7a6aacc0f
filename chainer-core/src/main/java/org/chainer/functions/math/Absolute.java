package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Absolute value of each element: {@code y = |x|}; its gradient at 0 is 0.
 *
 * <p>In: one floating-point array of any shape. Out: the same shape and dtype. Chainer: {@code F.absolute}.
 */
public final class Absolute extends UnaryMath {
    private Absolute() {
        super(UnaryOp.ABS, Keep.INPUT);
    }

    /** Absolute value of each element of a floating-point array of any shape. */
    public static Variable absolute(Variable x) {
        return new Absolute().applySingle(x);
    }

    @Override
    public String label() {
        return "|_|";
    }

    @Override
    Variable gradient(Variable gy) {
        return gy.mul(Sign.sign(x()));
    }
}
