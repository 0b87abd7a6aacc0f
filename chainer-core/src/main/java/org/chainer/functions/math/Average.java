package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.array.BroadcastTo;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/**
 * Mean of an array's elements over axes, weighted if wanted: {@code y = Σ x·w / Σ w}.
 *
 * <p>In: one floating-point array, and weights of its dtype. Out: its shape without the axes (with length 1 if they are kept), of the same dtype.
 * Chainer: {@code F.average}.
 */
public final class Average {
    private Average() {}

    /** Mean over the given axes, over all if none is given. */
    public static Variable average(Variable x, int... axes) {
        return Mean.mean(x, false, axes);
    }

    /** Mean over axes; see {@link Mean#mean(Variable, boolean, int...)}. */
    public static Variable average(Variable x, boolean keepDims, int... axes) {
        return Mean.mean(x, keepDims, axes);
    }

    /** Weighted mean over all elements; the weights have x's shape. */
    public static Variable average(Variable x, Variable weights) {
        return average(x, weights, null, false);
    }

    private static Variable averageOfAll(Variable x, Variable weights, boolean keepDims) {
        TypeCheck.of("average", x, weights)
                .names("x", "weights")
                .floating(0)
                .sameDType(0, 1)
                .sameShape(0, 1);
        return Sum.sum(x.mul(weights), keepDims).div(Sum.sum(weights, keepDims));
    }

    /**
     * Weighted mean over one axis, or over all.
     *
     * @param weights as many numbers as the axis is long, or of x's shape
     * @param axis the axis, negative ones counting from the end; null for all
     * @param keepDims whether the result keeps the axis with length 1
     * @throws org.chainer.utils.InvalidTypeException if there is no such axis, or the weights do not fit
     */
    public static Variable average(Variable x, Variable weights, Integer axis, boolean keepDims) {
        if (axis == null) {
            return averageOfAll(x, weights, keepDims);
        }
        TypeCheck in = TypeCheck.of("average", x, weights)
                .names("x", "weights")
                .floating(0)
                .sameDType(0, 1);
        in.hasAxis(0, axis).rank(1, 1).sameDim(1, 0, 0, axis);
        int along = x.shape().axis(axis);
        Shape narrow = Shape.of(1);
        for (int i = 0; i < x.rank(); i++) {
            narrow = i == 0 ? Shape.of(i == along ? x.dim(i) : 1) : narrow.concat(Shape.of(i == along ? x.dim(i) : 1));
        }
        Variable sum = Sum.sum(x.mul(Reshape.reshape(weights, narrow)), keepDims, axis);
        return sum.div(BroadcastTo.broadcastTo(Sum.sum(weights), sum.shape()));
    }
}
