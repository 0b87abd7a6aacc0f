package org.chainer.array;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The lengths of an array's axes. Immutable; printed as Python prints a tuple: {@code (2, 3)}. */
public final class Shape {
    private static final Shape SCALAR = new Shape();

    private final long[] dims;
    private final long size;
    private long[] contiguousStrides;

    private Shape(long... dims) {
        this.dims = dims;
        long product = 1;
        for (long dim : dims) {
            if (dim < 0) {
                throw new IllegalArgumentException("shape " + text(dims) + ": lengths of axes must not be negative");
            }
            if (dim != 0 && product > Long.MAX_VALUE / 16 / dim) {
                throw new IllegalArgumentException("shape " + text(dims) + ": too many elements");
            }
            product *= dim;
        }
        this.size = product;
    }

    /**
     * The shape with these axis lengths; without arguments, the shape of a zero-dimensional array.
     *
     * @throws IllegalArgumentException if a length is negative or the number of elements does not fit
     */
    public static Shape of(long... dims) {
        return dims.length == 0 ? SCALAR : new Shape(dims.clone());
    }

    /** Number of axes. */
    public int rank() {
        return dims.length;
    }

    /** Number of elements: the product of all lengths, 1 for a zero-dimensional array. */
    public long size() {
        return size;
    }

    /** Length of one axis; negative axes count from the end. */
    public long dim(int axis) {
        return dims[axis(axis)];
    }

    /**
     * An axis counted from the front; negative ones count from the end, as in NumPy.
     *
     * @throws IndexOutOfBoundsException if there is no such axis
     */
    public int axis(int axis) {
        if (axis < -dims.length || axis >= dims.length) {
            throw new IndexOutOfBoundsException(
                    "axis " + axis + " is out of range for an array of shape " + this + " (" + dims.length + " axes)");
        }
        return axis < 0 ? axis + dims.length : axis;
    }

    /** Several axes counted from the front, each checked to be there once; none given means all of them. */
    public int[] axes(int... axes) {
        int[] result = new int[axes.length == 0 ? dims.length : axes.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = axes.length == 0 ? i : axis(axes[i]);
            for (int j = 0; j < i; j++) {
                if (result[i] == result[j]) {
                    throw new IllegalArgumentException("axes " + Arrays.toString(axes) + " name axis " + result[i]
                            + " of an array of shape " + this + " twice");
                }
            }
        }
        return result;
    }

    /** A copy of the lengths. */
    public long[] toArray() {
        return dims.clone();
    }

    /** Strides, in elements, of a contiguous array of this shape in C order. */
    public long[] contiguousStrides() {
        return sharedContiguousStrides().clone();
    }

    /** The same, one object for all arrays of this shape: not to be changed. */
    long[] sharedContiguousStrides() {
        if (contiguousStrides == null) {
            contiguousStrides = computeContiguousStrides();
        }
        return contiguousStrides;
    }

    private long[] computeContiguousStrides() {
        long[] strides = new long[dims.length];
        long stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= Math.max(dims[i], 1);
        }
        return strides;
    }

    /** This shape with one axis set to another length. */
    public Shape withDim(int axis, long length) {
        long[] result = dims.clone();
        result[axis(axis)] = length;
        return new Shape(result);
    }

    /** This shape without the given axes. */
    public Shape withoutAxes(int... axes) {
        boolean[] drop = new boolean[dims.length];
        for (int axis : axes) {
            drop[axis(axis)] = true;
        }
        long[] result = new long[dims.length];
        int n = 0;
        for (int i = 0; i < dims.length; i++) {
            if (!drop[i]) {
                result[n++] = dims[i];
            }
        }
        return of(Arrays.copyOf(result, n));
    }

    /** This shape with the given axes set to length 1. */
    public Shape withUnitAxes(int... axes) {
        long[] result = dims.clone();
        for (int axis : axes) {
            result[axis(axis)] = 1;
        }
        return new Shape(result);
    }

    /** The axes from {@code from} (inclusive) to {@code to} (exclusive). */
    public Shape subShape(int from, int to) {
        return of(Arrays.copyOfRange(dims, from, to));
    }

    /** This shape followed by the axes of another. */
    public Shape concat(Shape other) {
        long[] result = Arrays.copyOf(dims, dims.length + other.dims.length);
        System.arraycopy(other.dims, 0, result, dims.length, other.dims.length);
        return of(result);
    }

    /** Whether two shapes can be broadcast against each other. */
    public static boolean canBroadcast(Shape a, Shape b) {
        for (int i = 1; i <= Math.min(a.dims.length, b.dims.length); i++) {
            long x = a.dims[a.dims.length - i];
            long y = b.dims[b.dims.length - i];
            if (x != y && x != 1 && y != 1) {
                return false;
            }
        }
        return true;
    }

    /**
     * The common shape of arrays that are broadcast against each other, by NumPy's rules.
     *
     * @throws IllegalArgumentException if two lengths differ and neither is 1
     */
    public static Shape broadcast(Shape... shapes) {
        if (shapes.length == 2 && shapes[0].equals(shapes[1])) {
            return shapes[0];
        }
        int rank = 0;
        for (Shape shape : shapes) {
            rank = Math.max(rank, shape.rank());
        }
        long[] result = new long[rank];
        Arrays.fill(result, 1);
        for (Shape shape : shapes) {
            int shift = rank - shape.rank();
            for (int i = 0; i < shape.dims.length; i++) {
                long dim = shape.dims[i];
                if (dim != 1 && result[i + shift] != 1 && result[i + shift] != dim) {
                    throw new IllegalArgumentException("shapes "
                            + Arrays.stream(shapes).map(Shape::toString).collect(Collectors.joining(" and "))
                            + " cannot be broadcast together: lengths of an axis must be equal, or one of them 1");
                }
                if (dim != 1) {
                    result[i + shift] = dim;
                }
            }
        }
        return of(result);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    @Override
    public String toString() {
        return text(dims);
    }

    private static String text(long[] dims) {
        return Arrays.stream(dims)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", ", "(", dims.length == 1 ? ",)" : ")"));
    }
}
