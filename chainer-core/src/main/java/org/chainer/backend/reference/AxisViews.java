package org.chainer.backend.reference;

import org.chainer.array.NDArray;

/** Views whose C order visits the elements that belong together one after the other. */
final class AxisViews {
    private AxisViews() {}

    /** The view with one axis moved to the end. */
    static NDArray last(NDArray x, int axis) {
        return last(x, new int[] {x.shape().axis(axis)});
    }

    /** The view with the given axes moved to the end, in their order. */
    static NDArray last(NDArray x, int[] axes) {
        boolean[] moved = new boolean[x.rank()];
        for (int axis : axes) {
            moved[axis] = true;
        }
        int[] order = new int[x.rank()];
        int n = 0;
        for (int i = 0; i < order.length; i++) {
            if (!moved[i]) {
                order[n++] = i;
            }
        }
        for (int i = 0; i < order.length; i++) {
            if (moved[i]) {
                order[n++] = i;
            }
        }
        return x.transpose(order);
    }

    /** The number of elements along the given axes together. */
    static long length(NDArray x, int[] axes) {
        long n = 1;
        for (int axis : axes) {
            n *= x.dim(axis);
        }
        return n;
    }

    /** The length of an axis along which a row is held on the heap. */
    static int rowLength(NDArray x, int axis) {
        return Math.toIntExact(x.dim(axis));
    }
}
