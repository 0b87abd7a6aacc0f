package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.UnaryOp;

/**
 * Elements rounded to integers, of the same dtype. The results are constants to gradients.
 *
 * <p>In: one array of any shape. Out: the same shape and dtype. Chainer: {@code F.ceil}, {@code F.fix}, {@code F.floor}.
 */
public final class Rounding {
    private Rounding() {}

    /** Smallest integer not below each element of an array of any shape and dtype. */
    public static Variable ceil(Variable x) {
        return rounded(UnaryOp.CEIL, x);
    }

    /** Integer nearest to each element on zero's side. */
    public static Variable fix(Variable x) {
        return rounded(UnaryOp.TRUNC, x);
    }

    /** Largest integer not above each element. */
    public static Variable floor(Variable x) {
        return rounded(UnaryOp.FLOOR, x);
    }

    private static Variable rounded(UnaryOp op, Variable x) {
        return new Variable(x.array().apply(op), false);
    }
}
