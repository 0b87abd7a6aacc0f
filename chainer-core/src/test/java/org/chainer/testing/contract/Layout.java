package org.chainer.testing.contract;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.backend.Device;

/** How the elements of an argument lie in memory. */
enum Layout {
    /** C order, from the memory's start. */
    CONTIGUOUS,
    /** C order, from a place in the midst of a larger array, not aligned. */
    OFFSET,
    /** Every second element of a larger array along each axis. */
    GAPPED,
    /** All strides negative. */
    NEGATIVE,
    /** Fortran's order. */
    TRANSPOSED,
    /** Stride 0 along the first axis; outputs are contiguous. */
    REPEATED_FIRST,
    /** Stride 0 along all axes; outputs are contiguous. */
    REPEATED;

    private static final int MARGIN = 3;

    /** An array as it was laid out: a view, and all the memory that it is a part of. */
    record Placed(NDArray view, NDArray whole, UnaryOperator<NDArray> viewOf) {}

    /** Whether the elements of an input are made equal along axes. */
    boolean repeats() {
        return this == REPEATED || this == REPEATED_FIRST;
    }

    /** What an input holds under this layout: the values themselves, or some of them repeated. */
    NDArray values(NDArray array) {
        if (!repeats() || array.rank() == 0 || array.size() == 0) {
            return array;
        }
        return repeated(array).copy();
    }

    private NDArray repeated(NDArray array) {
        NDArray part = array;
        for (int axis = 0; axis < (this == REPEATED ? array.rank() : 1); axis++) {
            part = part.slice(axis, 0, 1);
        }
        return part.broadcastTo(array.shape());
    }

    /** A copy of the values on a device. */
    Placed place(Device device, NDArray values, boolean output) {
        if (repeats() && !output && values.rank() > 0 && values.size() > 0) {
            NDArray whole = values.copy().toDevice(device);
            return new Placed(repeated(whole), whole, this::repeated);
        }
        Shape shape = values.shape();
        return switch (this) {
            case OFFSET ->
                place(
                        device,
                        values,
                        Shape.of(shape.size() + 2 * MARGIN),
                        whole -> whole.slice(0, MARGIN, MARGIN + shape.size()).reshape(shape));
            case GAPPED ->
                shape.rank() == 0
                        ? place(device, values, Shape.of(3), whole -> whole.select(0, 1))
                        : place(device, values, doubled(shape), Layout::everySecond);
            case NEGATIVE -> place(device, values, shape, NDArray::flip);
            case TRANSPOSED -> place(device, values, reversed(shape), NDArray::transpose);
            default -> place(device, values, shape, whole -> whole);
        };
    }

    private static Placed place(Device device, NDArray values, Shape outer, UnaryOperator<NDArray> viewOf) {
        NDArray whole = values.emptyLike(outer).fill(values.dtype().isFloating() ? (Number) Double.NaN : 1);
        viewOf.apply(whole).copyFrom(values);
        NDArray there = device == whole.device() ? whole : whole.toDevice(device);
        return new Placed(viewOf.apply(there), there, viewOf);
    }

    private static Shape doubled(Shape shape) {
        return Shape.of(
                Arrays.stream(shape.toArray()).map(length -> 2 * length + 1).toArray());
    }

    private static NDArray everySecond(NDArray whole) {
        Slice[] index = new Slice[whole.rank()];
        Arrays.fill(index, Slice.from(1).step(2));
        return whole.get(index);
    }

    private static Shape reversed(Shape shape) {
        long[] dims = shape.toArray();
        for (int i = 0; i < dims.length / 2; i++) {
            long swap = dims[i];
            dims[i] = dims[dims.length - 1 - i];
            dims[dims.length - 1 - i] = swap;
        }
        return Shape.of(dims);
    }
}
