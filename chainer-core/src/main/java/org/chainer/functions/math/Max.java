package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.backend.kernels.ReduceOp;

/**
 * The greatest element over axes; NaN if one is. Where several elements are equally greatest, each gets the whole gradient.
 *
 * <p>In: one floating-point array. Out: the same dtype. Chainer: {@code F.max}.
 */
public final class Max extends Extremum {
    private Max(boolean keepDims, int[] axes) {
        super(ReduceOp.MAX, keepDims, axes);
    }

    /** The greatest element over the given axes, over all if none is given. */
    public static Variable max(Variable x, int... axes) {
        return max(x, false, axes);
    }

    /**
     * The greatest element over axes.
     *
     * @param keepDims whether the result keeps the axes with length 1
     * @param axes negative ones count from the end; none means all
     * @throws IllegalArgumentException if there are no elements to choose from
     */
    public static Variable max(Variable x, boolean keepDims, int... axes) {
        return new Max(keepDims, axes).applySingle(x);
    }
}
