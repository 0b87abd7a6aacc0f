package org.chainer.array;

import java.nio.Buffer;
import java.util.Arrays;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.backend.Memory;

/**
 * A strided array on a device, with NumPy's semantics: slices, transposes and broadcasts are views that share memory; arithmetic
 * broadcasts and promotes dtypes; results are new arrays on the arguments' device.
 *
 * <p>Nothing needs to be freed: memory returns to its device's pool when no array refers to it any more. {@link #close()} gives it back
 * earlier. Arrays are not synchronised: reading one from several threads is safe, writing needs the callers' care.
 *
 * <p>Creation and joining of arrays is in {@link NDArrays}.
 */
public final class NDArray extends ArrayOperations implements AutoCloseable {
    private final Memory memory;
    private final DType dtype;
    private final Shape shape;
    private final long[] strides;
    private final long offset;
    private final boolean contiguous;

    private NDArray(Memory memory, DType dtype, Shape shape, long[] strides, long offset) {
        this(memory, dtype, shape, strides, offset, isContiguous(shape, strides));
    }

    private NDArray(Memory memory, DType dtype, Shape shape, long[] strides, long offset, boolean contiguous) {
        this.memory = memory;
        this.dtype = dtype;
        this.shape = shape;
        this.strides = strides;
        this.offset = offset;
        this.contiguous = contiguous;
    }

    /** A new array on a device, its content arbitrary. */
    public static NDArray empty(Device device, DType dtype, Shape shape) {
        Memory memory = device.pool().allocate(shape.size() * dtype.bytes());
        return new NDArray(memory, dtype, shape, shape.sharedContiguousStrides(), 0, true);
    }

    /** A new array on the current device, its content arbitrary. */
    public static NDArray empty(DType dtype, long... shape) {
        return empty(Devices.current(), dtype, Shape.of(shape));
    }

    /** A new array of zeros on the current device. */
    public static NDArray zeros(DType dtype, long... shape) {
        return full(0, dtype, shape);
    }

    /** A new array of ones on the current device. */
    public static NDArray ones(DType dtype, long... shape) {
        return full(1, dtype, shape);
    }

    /** A new array of one value on the current device. */
    public static NDArray full(Number value, DType dtype, long... shape) {
        return empty(dtype, shape).fill(value);
    }

    /** A one-dimensional float32 array on the current device. */
    public static NDArray of(float... values) {
        return JavaArrays.toNDArray(values, DType.FLOAT32);
    }

    /** A one-dimensional float64 array on the current device. */
    public static NDArray of(double... values) {
        return JavaArrays.toNDArray(values, DType.FLOAT64);
    }

    /** A one-dimensional int32 array on the current device. */
    public static NDArray of(int... values) {
        return JavaArrays.toNDArray(values, DType.INT32);
    }

    /** A one-dimensional int64 array on the current device. */
    public static NDArray of(long... values) {
        return JavaArrays.toNDArray(values, DType.INT64);
    }

    /** A one-dimensional bool array on the current device. */
    public static NDArray of(boolean... values) {
        return JavaArrays.toNDArray(values, DType.BOOL);
    }

    /**
     * An array from a Java array of primitives, nested to any depth ({@code float[][]}), or from a boxed number; its dtype follows the
     * element type ({@code byte} is int8).
     *
     * @throws IllegalArgumentException if rows differ in length or the elements are no numbers
     */
    public static NDArray from(Object nested) {
        return JavaArrays.fromNested(nested);
    }

    /** A zero-dimensional array on the current device. */
    public static NDArray scalar(Number value, DType dtype) {
        return full(value, dtype);
    }

    @Override
    NDArray self() {
        return this;
    }

    /** The memory that this array and all its views share. */
    public Memory memory() {
        return memory;
    }

    /** The device that this array is on. */
    public Device device() {
        return memory.device();
    }

    /** Type of the elements. */
    public DType dtype() {
        return dtype;
    }

    /** Lengths of the axes. */
    public Shape shape() {
        return shape;
    }

    /** Length of one axis; negative axes count from the end. */
    public long dim(int axis) {
        return shape.dim(axis);
    }

    /** Number of axes. */
    public int rank() {
        return shape.rank();
    }

    /** Number of elements. */
    public long size() {
        return shape.size();
    }

    /** Distances, in elements, between neighbours along each axis: a copy. */
    public long[] strides() {
        return strides.clone();
    }

    /** Distance, in elements, between neighbours along one axis. */
    public long stride(int axis) {
        return strides[shape.axis(axis)];
    }

    /** Index of the first element within the memory, in elements. */
    public long offset() {
        return offset;
    }

    /** Whether the elements lie in C order without gaps. */
    public boolean isContiguous() {
        return contiguous;
    }

    private static boolean isContiguous(Shape shape, long[] strides) {
        long expected = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            long dim = shape.dim(i);
            if (dim != 1) {
                if (strides[i] != expected) {
                    return shape.size() == 0;
                }
                expected *= dim;
            }
        }
        return true;
    }

    // --- views
    // ---------------------------------------------------------------------------------------------------------------------------

    /**
     * A view with any shape, strides and offset (both in elements, the offset from the memory's start).
     *
     * @throws IllegalArgumentException if it reaches outside this array's memory
     */
    public NDArray asStrided(Shape newShape, long[] newStrides, long newOffset) {
        if (newStrides.length != newShape.rank()) {
            throw new IllegalArgumentException(
                    "as_strided: " + newStrides.length + " strides for an array of shape " + newShape);
        }
        long elements = memory.bytes() / dtype.bytes();
        long room = elements - 1 - newOffset;
        long before = newOffset;
        for (int i = 0; i < newStrides.length && newShape.size() > 0; i++) {
            long steps = newShape.dim(i) - 1;
            if (steps > 0 && (newStrides[i] > elements / steps || newStrides[i] < -(elements / steps))) {
                before = -1;
            } else if (newStrides[i] > 0) {
                room -= newStrides[i] * steps;
            } else {
                before += newStrides[i] * steps;
            }
        }
        if (newShape.size() > 0 && (before < 0 || room < 0)) {
            throw new IllegalArgumentException(
                    "as_strided: shape " + newShape + ", strides " + Arrays.toString(newStrides) + " and offset "
                            + newOffset + " reach beyond a memory of " + elements + " elements");
        }
        return new NDArray(memory, dtype, newShape, newStrides.clone(), newOffset);
    }

    /** Unchecked view for operations of this package that cannot leave the memory. */
    NDArray view(Shape newShape, long[] newStrides, long newOffset) {
        return new NDArray(memory, dtype, newShape, newStrides, newOffset);
    }

    /** The same elements in another shape, one length of which may be −1: a view where strides allow it, else a copy. */
    public NDArray reshape(long... dims) {
        return ArrayViews.reshape(this, ArrayViews.resolve(shape, dims));
    }

    /** The same elements in another shape: a view where strides allow it, else a copy. */
    public NDArray reshape(Shape newShape) {
        return ArrayViews.reshape(this, newShape);
    }

    /** The same elements along one axis. */
    public NDArray flatten() {
        return reshape(size());
    }

    /** View with the axes reversed. */
    public NDArray transpose() {
        return ArrayViews.transpose(this);
    }

    /** View with the axes in the given order. */
    public NDArray transpose(int... order) {
        return ArrayViews.transpose(this, order);
    }

    /** View with two axes exchanged. */
    public NDArray swapAxes(int a, int b) {
        return ArrayViews.swapAxes(this, a, b);
    }

    /** View with an axis of length 1 inserted before the given position (negative: from the end of the result). */
    public NDArray expandDims(int axis) {
        return ArrayViews.expandDims(this, axis);
    }

    /** View without the given axes of length 1; without arguments, without all such axes. */
    public NDArray squeeze(int... axes) {
        return ArrayViews.squeeze(this, axes);
    }

    /** View that repeats this array along axes of length 1 and new leading axes. It cannot be written to, as its elements share places. */
    public NDArray broadcastTo(Shape target) {
        return ArrayViews.broadcastTo(this, target);
    }

    /** View with the elements along the given axes reversed. */
    public NDArray flip(int... axes) {
        return ArrayViews.flip(this, axes);
    }

    /** View of the elements {@code from} (inclusive) to {@code to} (exclusive) along an axis, without Python's leniency. */
    public NDArray slice(int axis, long from, long to) {
        return ArrayViews.slice(this, axis, from, to);
    }

    /** View of the sub-array at an index of an axis, without that axis; negative indices count from the end. */
    public NDArray select(int axis, long index) {
        return ArrayViews.select(this, axis, index);
    }

    /** View of the diagonal of two axes, which becomes the last axis. */
    public NDArray diagonal(int diagonalOffset, int axis1, int axis2) {
        return ArrayViews.diagonal(this, diagonalOffset, axis1, axis2);
    }

    /** Indexing as in NumPy: a view for slices, single indices, new axes and ellipsis; a copy where an index array or mask takes part. */
    public NDArray get(Slice... index) {
        return ArrayIndexing.get(this, index);
    }

    /** Indexing in NumPy's notation: {@code get("1:3, ::-1, ..., None")}. */
    public NDArray get(String index) {
        return get(Slice.parse(index));
    }

    /** Writes values, broadcast and converted to this array's dtype, to the places that {@link #get(Slice...)} reads. */
    public void set(NDArray values, Slice... index) {
        ArrayIndexing.set(this, values, index);
    }

    /** Writes one value to the places that {@link #get(Slice...)} reads. */
    public void set(Number value, Slice... index) {
        ArrayIndexing.set(this, value, index);
    }

    /**
     * Adds values, broadcast and converted to this array's dtype, to the places that {@link #get(Slice...)} reads; a place that index arrays name
     * several times gets all its values. NumPy's {@code add.at}.
     */
    public void addAt(NDArray values, Slice... index) {
        ArrayIndexing.addAt(this, values, index);
    }

    /** Element at one index per axis, as double. */
    public double getDouble(long... index) {
        return ArrayIndexing.element(this, index).item();
    }

    // --- copies and conversions
    // ----------------------------------------------------------------------------------------------------------

    /** A new array of the same shape, dtype and device, its content arbitrary. */
    public NDArray emptyLike() {
        return empty(device(), dtype, shape);
    }

    /** A new array of this one's dtype and device and another shape, its content arbitrary. */
    public NDArray emptyLike(Shape newShape) {
        return empty(device(), dtype, newShape);
    }

    /** A new array of this one's device, its content arbitrary. */
    public NDArray emptyLike(DType newDtype, Shape newShape) {
        return empty(device(), newDtype, newShape);
    }

    /** A new array of zeros of the same shape, dtype and device. */
    public NDArray zerosLike() {
        return emptyLike().fill(0);
    }

    /**
     * Sets all elements to one value; for integer dtypes, a fraction is cut off.
     *
     * @throws IllegalArgumentException if the value is an integer that does not fit an integer dtype
     */
    public NDArray fill(Number value) {
        Writing.require("fill", this);
        Writing.requireFit("fill", value, dtype);
        device().elementwise().fill(value, this);
        return this;
    }

    /** A contiguous copy. */
    public NDArray copy() {
        NDArray result = emptyLike();
        device().elementwise().copy(this, result);
        return result;
    }

    /** This array if it is contiguous, else a contiguous copy. */
    public NDArray contiguous() {
        return contiguous ? this : copy();
    }

    /** This array if it has that dtype, else a converted copy. */
    public NDArray astype(DType newDtype) {
        if (newDtype == dtype) {
            return this;
        }
        NDArray result = emptyLike(newDtype, shape);
        device().elementwise().copy(this, result);
        return result;
    }

    /** This array if it is on that device, else a copy there. */
    public NDArray toDevice(Device target) {
        if (target == device()) {
            return this;
        }
        NDArray result = empty(target, dtype, shape);
        (device().isHost() ? target : device()).transfer(this, result);
        return result;
    }

    /**
     * Overwrites this array with the elements of another, broadcast to this shape and converted to this dtype; devices may differ.
     *
     * @throws IllegalArgumentException if the shape does not broadcast to this one
     */
    public NDArray copyFrom(NDArray source) {
        Writing.require("copyFrom", this);
        NDArray here = source.toDevice(device()).broadcastTo(shape);
        device().elementwise().copy(Writing.apart(here, this), this);
        return this;
    }

    /**
     * Overwrites this array with the remaining elements of a buffer, which must be just as many and of this dtype's own Java type; a
     * {@link java.nio.ByteBuffer} serves every dtype, in its own byte order. The buffer's position stays.
     *
     * @throws IllegalArgumentException if type or number do not fit
     */
    public NDArray copyFrom(Buffer source) {
        Writing.require("copyFrom", this);
        BufferCopy.read(source, this);
        return this;
    }

    /**
     * Writes the elements in C order into a buffer, from its position on; its type is as in {@link #copyFrom(Buffer)}. The buffer's position stays.
     *
     * @throws IllegalArgumentException if the type does not fit or there is not enough room
     */
    public void copyTo(Buffer target) {
        BufferCopy.write(this, target);
    }

    /**
     * The only element, as double.
     *
     * @throws IllegalStateException if there is not just one
     */
    public double item() {
        if (size() != 1) {
            throw new IllegalStateException("item() needs an array with one element, this one has shape " + shape);
        }
        return JavaArrays.doubles(this)[0];
    }

    /** The elements in C order, converted to float. */
    public float[] toFloatArray() {
        return JavaArrays.floats(this);
    }

    /** The elements in C order, converted to double. */
    public double[] toDoubleArray() {
        return JavaArrays.doubles(this);
    }

    /** The elements in C order as int; floating-point numbers are truncated. */
    public int[] toIntArray() {
        return JavaArrays.ints(this);
    }

    /** The elements in C order as long; floating-point numbers are truncated. */
    public long[] toLongArray() {
        return JavaArrays.longs(this);
    }

    /** The elements in C order as boolean: whether they are not 0. */
    public boolean[] toBooleanArray() {
        return JavaArrays.booleans(this);
    }

    /** A Java array of primitives of this dtype's type, nested as deep as this array has axes; a boxed number for none. */
    public Object toNestedArray() {
        return JavaArrays.toNested(this);
    }

    /** Gives the memory of this array and all its views back now; using any of them afterwards is an error. */
    @Override
    public void close() {
        memory.close();
    }

    // --- comparison and text
    // -------------------------------------------------------------------------------------------------------------

    /** Whether shapes are equal and {@code |this − other| ≤ atol + rtol·|other|} everywhere; NaN equals NaN. */
    public boolean allClose(NDArray other, double rtol, double atol) {
        return ArrayMath.allClose(this, other, rtol, atol);
    }

    /** Whether shape, dtype and all elements are equal; NaN equals NaN. */
    public boolean contentEquals(NDArray other) {
        return dtype == other.dtype && allClose(other, 0, 0);
    }

    /** The elements as NumPy prints them; long arrays are shortened. */
    @Override
    public String toString() {
        return ArrayPrinter.print(this);
    }
}
