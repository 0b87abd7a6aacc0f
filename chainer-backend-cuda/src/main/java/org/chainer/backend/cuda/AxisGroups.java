package org.chainer.backend.cuda;

import java.util.Arrays;
import org.chainer.array.NDArray;

/**
 * Views of an array that is folded along some axes: a group is what the folded axes run over, and one index of the other axes, which are kept, picks a
 * group. An element lies at the sum of its group's place and its place in the group.
 */
final class AxisGroups {
    private AxisGroups() {}

    /** The first element of each group. The folded axes must not be empty. */
    static NDArray kept(NDArray array, int... folded) {
        NDArray result = array;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            result = isIn(axis, folded) ? result.select(axis, 0) : result;
        }
        return result;
    }

    /** The elements of the first group. The kept axes must not be empty. */
    static NDArray folded(NDArray array, int... folded) {
        NDArray result = array;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            result = isIn(axis, folded) ? result : result.select(axis, 0);
        }
        return result;
    }

    /** The elements along the axes from one to before another, at the first index of all others, which must not be empty. */
    static NDArray between(NDArray array, int from, int to) {
        NDArray result = array;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            result = axis >= from && axis < to ? result : result.select(axis, 0);
        }
        return result;
    }

    private static boolean isIn(int axis, int[] axes) {
        return Arrays.stream(axes).anyMatch(a -> a == axis);
    }
}
