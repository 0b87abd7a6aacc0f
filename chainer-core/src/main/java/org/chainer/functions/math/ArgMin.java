package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.array.NDArray;

/**
 * Place of the smallest element, the first of equals; a NaN counts as smallest. No gradient.
 *
 * <p>In: one floating-point array. Out: int32, without the axis. Chainer: {@code F.argmin}.
 */
public final class ArgMin extends ArgExtremum {
    private ArgMin(Integer axis) {
        super(axis);
    }

    /** Place of the smallest element in the flattened array. */
    public static Variable argmin(Variable x) {
        return new ArgMin(null).applySingle(x);
    }

    /** Places of the smallest elements along an axis. */
    public static Variable argmin(Variable x, int axis) {
        return new ArgMin(axis).applySingle(x);
    }

    @Override
    void find(NDArray x, int along, NDArray y) {
        x.device().reduction().argMin(x, along, y);
    }
}
