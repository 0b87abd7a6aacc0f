package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Sign of each element: −1, 0 or 1; NaN stays NaN. It is a constant to gradients.
 *
 * <p>In: one array of any shape. Out: the same shape and dtype. Chainer: {@code F.sign}.
 */
public final class Sign {
    private Sign() {}

    /** Sign of each element of an array of any shape and dtype. */
    public static Variable sign(Variable x) {
        return new Variable(x.array().apply(UnaryOp.SIGN), false);
    }
}
