package org.chainer.array;

import java.util.Arrays;

/** Views: the same memory under other shapes and strides. */
final class ArrayViews {
    private ArrayViews() {}

    static Shape resolve(Shape old, long[] dims) {
        long[] result = dims.clone();
        int unknown = -1;
        long known = 1;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] == -1 && unknown < 0) {
                unknown = i;
            } else if (dims[i] < 0) {
                throw cannotReshape(old, Arrays.toString(dims));
            } else {
                known *= dims[i];
            }
        }
        if (unknown >= 0) {
            if (known == 0 || old.size() % known != 0) {
                throw cannotReshape(old, Arrays.toString(dims));
            }
            result[unknown] = old.size() / known;
        }
        return Shape.of(result);
    }

    private static IllegalArgumentException cannotReshape(Shape old, Object wanted) {
        return new IllegalArgumentException(
                "reshape: an array of shape " + old + " (" + old.size() + " elements) cannot take shape " + wanted);
    }

    static NDArray reshape(NDArray x, Shape shape) {
        if (shape.size() != x.size()) {
            throw cannotReshape(x.shape(), shape);
        }
        if (shape.equals(x.shape())) {
            return x;
        }
        if (x.isContiguous()) {
            return x.view(shape, shape.contiguousStrides(), x.offset());
        }
        long[] strides = stridesAfterReshape(x, shape);
        if (strides != null) {
            return x.view(shape, strides, x.offset());
        }
        return x.copy().view(shape, shape.contiguousStrides(), 0);
    }

    /** Strides of a view in the new shape, or null where groups of axes do not match up without a copy. */
    private static long[] stridesAfterReshape(NDArray x, Shape shape) {
        long[] result = new long[shape.rank()];
        int oldAxis = 0;
        int newAxis = 0;
        while (oldAxis < x.rank() || newAxis < shape.rank()) {
            int oldEnd = oldAxis;
            int newEnd = newAxis;
            long oldSize = 1;
            long newSize = 1;
            do {
                if (oldSize <= newSize && oldEnd < x.rank()) {
                    oldSize *= x.dim(oldEnd++);
                } else if (newEnd < shape.rank()) {
                    newSize *= shape.dim(newEnd++);
                } else {
                    oldSize *= x.dim(oldEnd++);
                }
            } while (oldSize != newSize);
            long stride = 0;
            int last = -1;
            for (int i = oldAxis; i < oldEnd; i++) {
                if (x.dim(i) == 1) {
                    continue;
                }
                if (last >= 0 && x.stride(last) != x.stride(i) * x.dim(i)) {
                    return null;
                }
                last = i;
                stride = x.stride(i);
            }
            for (int i = newEnd - 1; i >= newAxis; i--) {
                result[i] = stride;
                stride *= shape.dim(i);
            }
            oldAxis = oldEnd;
            newAxis = newEnd;
        }
        return result;
    }

    static NDArray transpose(NDArray x) {
        int[] order = new int[x.rank()];
        for (int i = 0; i < order.length; i++) {
            order[i] = order.length - 1 - i;
        }
        return permute(x, order);
    }

    static NDArray transpose(NDArray x, int... order) {
        if (order.length != x.rank()) {
            throw new IllegalArgumentException("transpose: order " + Arrays.toString(order) + " has " + order.length
                    + " axes, the array of shape " + x.shape() + " has " + x.rank());
        }
        return permute(x, order.length == 0 ? order : x.shape().axes(order));
    }

    private static NDArray permute(NDArray x, int[] order) {
        long[] dims = new long[order.length];
        long[] strides = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            dims[i] = x.dim(order[i]);
            strides[i] = x.stride(order[i]);
        }
        return x.view(Shape.of(dims), strides, x.offset());
    }

    static NDArray swapAxes(NDArray x, int a, int b) {
        int[] order = x.shape().axes();
        int first = x.shape().axis(a);
        int second = x.shape().axis(b);
        order[first] = second;
        order[second] = first;
        return permute(x, order);
    }

    static NDArray expandDims(NDArray x, int axis) {
        int rank = x.rank() + 1;
        if (axis < -rank || axis >= rank) {
            throw new IndexOutOfBoundsException(
                    "expand_dims: axis " + axis + " is out of range for an array of shape " + x.shape());
        }
        int at = axis < 0 ? axis + rank : axis;
        long[] dims = new long[rank];
        long[] strides = new long[rank];
        for (int i = 0; i < rank; i++) {
            dims[i] = i == at ? 1 : x.dim(i < at ? i : i - 1);
            strides[i] = i == at ? 0 : x.stride(i < at ? i : i - 1);
        }
        return x.view(Shape.of(dims), strides, x.offset());
    }

    static NDArray squeeze(NDArray x, int... axes) {
        boolean[] drop = new boolean[x.rank()];
        for (int axis : axes.length == 0 ? x.shape().axes() : axes) {
            int i = x.shape().axis(axis);
            drop[i] = x.dim(i) == 1;
            if (!drop[i] && axes.length > 0) {
                throw new IllegalArgumentException("squeeze: axis " + axis + " of shape " + x.shape() + " has length "
                        + x.dim(i) + ", expected 1");
            }
        }
        long[] dims = new long[x.rank()];
        long[] strides = new long[x.rank()];
        int n = 0;
        for (int i = 0; i < drop.length; i++) {
            if (!drop[i]) {
                dims[n] = x.dim(i);
                strides[n++] = x.stride(i);
            }
        }
        return x.view(Shape.of(Arrays.copyOf(dims, n)), Arrays.copyOf(strides, n), x.offset());
    }

    static NDArray broadcastTo(NDArray x, Shape target) {
        if (target.equals(x.shape())) {
            return x;
        }
        int shift = target.rank() - x.rank();
        long[] strides = new long[target.rank()];
        for (int i = 0; i < target.rank(); i++) {
            if (i >= shift) {
                long dim = x.dim(i - shift);
                if (dim != target.dim(i) && dim != 1) {
                    shift = -1;
                    break;
                }
                strides[i] = dim == 1 ? 0 : x.stride(i - shift);
            }
        }
        if (shift < 0) {
            throw new IllegalArgumentException(
                    "an array of shape " + x.shape() + " cannot be broadcast to shape " + target);
        }
        return x.view(target, strides, x.offset());
    }

    static NDArray flip(NDArray x, int... axes) {
        long[] strides = x.strides();
        long offset = x.offset();
        if (x.size() > 0) {
            for (int axis : x.shape().axes(axes)) {
                offset += strides[axis] * (x.dim(axis) - 1);
                strides[axis] = -strides[axis];
            }
        }
        return x.view(x.shape(), strides, offset);
    }

    static NDArray slice(NDArray x, int axis, long from, long to) {
        int i = x.shape().axis(axis);
        if (from < 0 || to < from || to > x.dim(i)) {
            throw new IndexOutOfBoundsException(
                    "slice " + from + ":" + to + " of axis " + axis + " of an array of shape " + x.shape());
        }
        return x.view(x.shape().withDim(i, to - from), x.strides(), x.offset() + (to > from ? from * x.stride(i) : 0));
    }

    static NDArray select(NDArray x, int axis, long index) {
        int i = x.shape().axis(axis);
        long dim = x.dim(i);
        if (index < -dim || index >= dim) {
            throw new IndexOutOfBoundsException(
                    "index " + index + " is out of range for axis " + axis + " of an array of shape " + x.shape());
        }
        long at = index < 0 ? index + dim : index;
        return squeeze(slice(x, i, at, at + 1), i);
    }

    static NDArray diagonal(NDArray x, int diagonalOffset, int axis1, int axis2) {
        int[] pair = x.shape().axes(axis1, axis2);
        long rows = x.dim(pair[0]);
        long columns = x.dim(pair[1]);
        long length = diagonalOffset >= 0
                ? Math.min(rows, columns - diagonalOffset)
                : Math.min(rows + diagonalOffset, columns);
        length = Math.max(length, 0);
        long start = diagonalOffset >= 0 ? diagonalOffset * x.stride(pair[1]) : -diagonalOffset * x.stride(pair[0]);
        Shape shape = x.shape().withoutAxes(pair).concat(Shape.of(length));
        long[] strides = new long[shape.rank()];
        int n = 0;
        for (int i = 0; i < x.rank(); i++) {
            if (i != pair[0] && i != pair[1]) {
                strides[n++] = x.stride(i);
            }
        }
        strides[n] = x.stride(pair[0]) + x.stride(pair[1]);
        return x.view(shape, strides, x.offset() + (length > 0 ? start : 0));
    }
}
