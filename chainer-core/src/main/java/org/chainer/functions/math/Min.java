package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.ReduceOp;

/**
 * The smallest element over axes; NaN if one is. Where several elements are equally smallest, each gets the whole gradient.
 *
 * <p>In: one floating-point array. Out: the same dtype. Chainer: {@code F.min}.
 */
public final class Min extends Extremum {
    private Min(boolean keepDims, int[] axes) {
        super(ReduceOp.MIN, keepDims, axes);
    }

    /** The smallest element over the given axes, over all if none is given. */
    public static Variable min(Variable x, int... axes) {
        return min(x, false, axes);
    }

    /**
     * The smallest element over axes.
     *
     * @param keepDims whether the result keeps the axes with length 1
     * @param axes negative ones count from the end; none means all
     * @throws IllegalArgumentException if there are no elements to choose from
     */
    public static Variable min(Variable x, boolean keepDims, int... axes) {
        return new Min(keepDims, axes).applySingle(x);
    }
}
