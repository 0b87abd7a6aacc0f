package org.chainer.array;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.List;
import org.chainer.backend.Device;

/** Makes arrays from ranges, from NIO buffers and from other arrays: NumPy's functions of the same names. */
public final class NDArrays {
    private NDArrays() {}

    // --- from numbers
    // --------------------------------------------------------------------------------------------------------------------

    /** {@code 0, 1, …, stop − 1} as int64, on the current device. */
    public static NDArray arange(long stop) {
        return arange(0, stop, 1, DType.INT64);
    }

    /** {@code start, start + step, …} up to but without {@code stop}, on the current device. */
    public static NDArray arange(double start, double stop, double step, DType dtype) {
        double count = Math.ceil((stop - start) / step);
        if (step == 0 || !Double.isFinite(count)) {
            throw new IllegalArgumentException(
                    "arange: from " + start + " to " + stop + " by " + step + " is no finite range");
        }
        NDArray y = NDArray.empty(dtype, Math.max(0, (long) count));
        y.device().elementwise().range(start, step, y);
        return y;
    }

    /** {@code count} numbers at equal distances from {@code start} to {@code stop}, both included, on the current device. */
    public static NDArray linspace(double start, double stop, long count, DType dtype) {
        if (count < 0) {
            throw new IllegalArgumentException("linspace: " + count + " numbers were asked for");
        }
        NDArray y = NDArray.empty(dtype, count);
        y.device().elementwise().range(start, count > 1 ? (stop - start) / (count - 1) : 0, y);
        if (count > 1) {
            y.set(stop, Slice.at(-1));
        }
        return y;
    }

    /** The identity matrix, on the current device. */
    public static NDArray eye(long n, DType dtype) {
        return eye(n, n, 0, dtype);
    }

    /** Ones on a diagonal (0: the main one, positive: above, negative: below), zeros elsewhere, on the current device. */
    public static NDArray eye(long rows, long columns, int diagonal, DType dtype) {
        NDArray y = NDArray.zeros(dtype, rows, columns);
        y.diagonal(diagonal, 0, 1).fill(1);
        return y;
    }

    // --- from NIO buffers
    // ----------------------------------------------------------------------------------------------------------------

    /** A float32 array of the buffer's remaining elements, copied; the buffer's position stays. */
    public static NDArray fromBuffer(FloatBuffer buffer, Shape shape) {
        return fromBuffer(buffer, DType.FLOAT32, shape);
    }

    /** A float64 array of the buffer's remaining elements, copied; the buffer's position stays. */
    public static NDArray fromBuffer(DoubleBuffer buffer, Shape shape) {
        return fromBuffer(buffer, DType.FLOAT64, shape);
    }

    /** An int64 array of the buffer's remaining elements, copied; the buffer's position stays. */
    public static NDArray fromBuffer(LongBuffer buffer, Shape shape) {
        return fromBuffer(buffer, DType.INT64, shape);
    }

    /** An int32 array of the buffer's remaining elements, copied; the buffer's position stays. */
    public static NDArray fromBuffer(IntBuffer buffer, Shape shape) {
        return fromBuffer(buffer, DType.INT32, shape);
    }

    /** An int16 array of the buffer's remaining elements, copied; the buffer's position stays. */
    public static NDArray fromBuffer(ShortBuffer buffer, Shape shape) {
        return fromBuffer(buffer, DType.INT16, shape);
    }

    /** An int8 array of the buffer's remaining elements, copied; the buffer's position stays. */
    public static NDArray fromBuffer(ByteBuffer buffer, Shape shape) {
        return fromBuffer(buffer, DType.INT8, shape);
    }

    /**
     * An array of the buffer's remaining elements, which are of the dtype's own Java type (bit patterns in a {@link ShortBuffer} for the 16-bit
     * floating-point dtypes), or bytes in the byte order of a {@link ByteBuffer}. Copied; the buffer's position stays.
     *
     * @throws IllegalArgumentException if the buffer's type does not fit the dtype, or its remaining elements are not as many as the shape's
     */
    public static NDArray fromBuffer(Buffer buffer, DType dtype, Shape shape) {
        NDArray y = NDArray.empty(dtype, shape.toArray());
        y.copyFrom(buffer);
        return y;
    }

    // --- joining and splitting
    // -----------------------------------------------------------------------------------------------------------

    /** Arrays joined along an axis; dtypes are promoted, all other lengths must be equal. */
    public static NDArray concatenate(int axis, NDArray... arrays) {
        return Joining.concatenate(axis, arrays);
    }

    /** Arrays joined along an axis; dtypes are promoted, all other lengths must be equal. */
    public static NDArray concatenate(List<NDArray> arrays, int axis) {
        return Joining.concatenate(axis, arrays.toArray(NDArray[]::new));
    }

    /** Arrays of one shape joined along a new axis. */
    public static NDArray stack(int axis, NDArray... arrays) {
        return Joining.stack(axis, arrays);
    }

    /** Arrays of one shape joined along a new axis. */
    public static NDArray stack(List<NDArray> arrays, int axis) {
        return Joining.stack(axis, arrays.toArray(NDArray[]::new));
    }

    /**
     * Views of equal parts of an array along an axis.
     *
     * @throws IllegalArgumentException if the axis cannot be divided so
     */
    public static NDArray[] split(NDArray x, int sections, int axis) {
        return Joining.split(x, sections, axis);
    }

    /** Views of the parts of an array between the given indices of an axis; negative indices count from the end. */
    public static NDArray[] split(NDArray x, long[] indices, int axis) {
        return Joining.split(x, indices, axis);
    }

    /** The array repeated as a whole along each axis; repetitions are for the last axes, or add leading ones, as in NumPy. */
    public static NDArray tile(NDArray x, long... repetitions) {
        return Joining.tile(x, repetitions);
    }

    /** Each element along an axis repeated. */
    public static NDArray repeat(NDArray x, long repetitions, int axis) {
        long[] counts = new long[Math.toIntExact(x.dim(axis))];
        Arrays.fill(counts, repetitions);
        return Joining.repeat(x, counts, axis);
    }

    /** Each element along an axis repeated as often as the number at its index says. */
    public static NDArray repeat(NDArray x, long[] repetitions, int axis) {
        return Joining.repeat(x, repetitions, axis);
    }

    /**
     * The array with a margin of one value.
     *
     * @param widths for each axis, how many elements to add before and after
     */
    public static NDArray pad(NDArray x, long[][] widths, Number value) {
        return Joining.pad(x, widths, value);
    }

    // --- choosing
    // ------------------------------------------------------------------------------------------------------------------------

    /** {@code condition ? a : b} element by element, broadcast and promoted; numbers count as true unless they are 0. */
    public static NDArray where(NDArray condition, NDArray a, NDArray b) {
        Device device = ArrayMath.commonDevice("where", condition, a, b);
        DType dtype = DType.promote(a.dtype(), b.dtype());
        Shape shape = Shape.broadcast(condition.shape(), a.shape(), b.shape());
        NDArray y = NDArray.empty(device, dtype, shape);
        device.elementwise()
                .where(
                        condition.astype(DType.BOOL).broadcastTo(shape),
                        a.astype(dtype).broadcastTo(shape),
                        b.astype(dtype).broadcastTo(shape),
                        y);
        return y;
    }

    /** The places of the elements that are not 0, in C order: one array of indices (int64) for each axis. */
    public static NDArray[] nonZero(NDArray x) {
        return ArrayIndexing.nonZero(x);
    }

    /** The arrays as views of their common shape. */
    public static NDArray[] broadcast(NDArray... arrays) {
        Shape shape = Shape.broadcast(Arrays.stream(arrays).map(NDArray::shape).toArray(Shape[]::new));
        return Arrays.stream(arrays).map(x -> x.broadcastTo(shape)).toArray(NDArray[]::new);
    }
}
