package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.functions.loss.SquaredError;

/**
 * {@code y = (x1 − x2)²}, element by element: another name of {@link SquaredError}.
 *
 * <p>In: two floating-point arrays of one shape and dtype. Out: the same shape and dtype. Chainer: {@code F.squared_difference}.
 */
public final class SquaredDifference {
    private SquaredDifference() {}

    /** {@code (x1 − x2)²} of two floating-point arrays of one shape and dtype. */
    public static Variable squaredDifference(Variable x1, Variable x2) {
        return SquaredError.squaredError(x1, x2);
    }
}
