package org.chainer.functions.math;

import org.chainer.Variable;
import org.chainer.array.NDArray;

/**
 * Place of the greatest element, the first of equals; a NaN counts as greatest. No gradient.
 *
 * <p>In: one floating-point array. Out: int32, without the axis. Chainer: {@code F.argmax}.
 */
public final class ArgMax extends ArgExtremum {
    private ArgMax(Integer axis) {
        super(axis);
    }

    /** Place of the greatest element in the flattened array. */
    public static Variable argmax(Variable x) {
        return new ArgMax(null).applySingle(x);
    }

    /** Places of the greatest elements along an axis. */
    public static Variable argmax(Variable x, int axis) {
        return new ArgMax(axis).applySingle(x);
    }

    @Override
    void find(NDArray x, int along, NDArray y) {
        x.device().reduction().argMax(x, along, y);
    }
}
