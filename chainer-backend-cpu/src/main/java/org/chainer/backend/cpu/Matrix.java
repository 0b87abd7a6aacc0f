package org.chainer.backend.cpu;

import org.chainer.array.NDArray;

/**
 * A two-dimensional array as BLAS takes it: rows (or, transposed, columns) of neighbouring elements, at a constant distance.
 *
 * @param array the elements, in the shape that is meant
 * @param transposed whether its columns are what lies together
 * @param leading distance between rows (or columns)
 */
record Matrix(NDArray array, boolean transposed, long leading) {

    /** The matrix over a view, or null if elements do not lie together, or overlap, or are in reverse order. */
    static Matrix of(NDArray array) {
        long rows = array.dim(0);
        long columns = array.dim(1);
        if ((columns <= 1 || array.stride(1) == 1) && (rows <= 1 || array.stride(0) >= Math.max(columns, 1))) {
            return new Matrix(array, false, rows <= 1 ? Math.max(columns, 1) : array.stride(0));
        }
        if ((rows <= 1 || array.stride(0) == 1) && (columns <= 1 || array.stride(1) >= Math.max(rows, 1))) {
            return new Matrix(array, true, columns <= 1 ? Math.max(rows, 1) : array.stride(1));
        }
        return null;
    }

    /** The matrix over a view, or over a contiguous copy if the view does not suit. */
    static Matrix orCopy(NDArray array) {
        Matrix matrix = of(array);
        return matrix != null ? matrix : of(array.copy());
    }

    long rows() {
        return array.dim(0);
    }

    long columns() {
        return array.dim(1);
    }

    /** The same elements as a matrix with rows and columns exchanged. */
    Matrix transpose() {
        return new Matrix(array.transpose(), !transposed, leading);
    }

    /** How oneDNN is told of it. */
    Layout layout() {
        long[] strides = transposed ? new long[] {1, leading} : new long[] {leading, 1};
        return Layout.strided(array.dtype(), new long[] {rows(), columns()}, strides);
    }

    /** Number of elements from the first to the last, gaps included. */
    long extent() {
        long lines = transposed ? columns() : rows();
        long length = transposed ? rows() : columns();
        return lines == 0 || length == 0 ? 0 : (lines - 1) * leading + length;
    }
}
