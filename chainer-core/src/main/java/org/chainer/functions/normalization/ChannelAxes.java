package org.chainer.functions.normalization;

import java.util.Arrays;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/**
 * Which axes of x statistics are taken over, and which remain as axes of gamma, beta, mean and variance.
 *
 * @param reduced ascending
 * @param kept x's shape with length 1 at the reduced axes
 */
record ChannelAxes(int[] reduced, Shape kept) {

    /**
     * The axes for an array of a rank whose parameters have another.
     *
     * @param given the axes to reduce, ascending; none for the first one and those behind the parameters'
     */
    static ChannelAxes of(TypeCheck in, int[] given) {
        Shape x = in.shape(0);
        Shape gamma = in.shape(1);
        int[] reduced = given.length > 0 ? given : defaultAxes(x.rank(), gamma.rank());
        in.expect(
                reduced.length > 0,
                in.name(0) + ".ndim > " + in.name(1) + ".ndim",
                x.rank() + " <= " + gamma.rank() + " (shapes " + x + " and " + gamma + ")");
        boolean ascending = true;
        for (int i = 0; i < reduced.length; i++) {
            ascending &= reduced[i] < x.rank() && reduced[i] > (i == 0 ? -1 : reduced[i - 1]);
        }
        in.expect(
                ascending,
                "axis numbers axes of x, in ascending order",
                "axis " + Arrays.toString(given) + ", x.shape " + x);
        Shape expected = x.withoutAxes(reduced);
        in.expect(
                gamma.equals(expected),
                in.name(1) + ".shape == " + expected + ", that of x without axes " + Arrays.toString(reduced),
                gamma + " (x.shape " + x + ")");
        return new ChannelAxes(reduced, x.withUnitAxes(reduced));
    }

    private static int[] defaultAxes(int rank, int channels) {
        int[] axes = new int[Math.max(rank - channels, 0)];
        for (int i = 1; i < axes.length; i++) {
            axes[i] = channels + i;
        }
        return axes;
    }

    /** A parameter with x's rank. */
    Variable expand(Variable parameter) {
        return Reshape.reshape(parameter, kept);
    }

    /** A parameter with x's rank. */
    NDArray expand(NDArray parameter) {
        return parameter.reshape(kept);
    }

    /** How many elements each statistic is taken over. */
    long count(Shape x) {
        return kept.size() == 0 ? 0 : x.size() / kept.size();
    }
}
