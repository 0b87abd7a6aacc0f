package org.chainer.backend.cuda;

import org.chainer.array.NDArray;

/**
 * A matrix as cuBLAS can take it: the rows or the columns lie in memory without gaps between elements.
 *
 * @param array two axes
 * @param leading distance between rows, or between columns if transposed
 * @param transposed whether the columns are what lies together
 * @param copied whether the array is a copy of our own
 */
record Matrix(NDArray array, long leading, boolean transposed, boolean copied) {

    /** The matrix itself if cuBLAS can take it, else a copy. */
    static Matrix of(NDArray array) {
        Matrix found = direct(array);
        if (found != null) {
            return found;
        }
        NDArray copy = array.copy();
        return new Matrix(copy, Math.max(1, copy.dim(1)), false, true);
    }

    /** The matrix itself, or null if cuBLAS cannot take it. */
    static Matrix direct(NDArray array) {
        long rows = array.dim(0);
        long columns = array.dim(1);
        if ((columns <= 1 || array.stride(1) == 1) && (rows <= 1 || array.stride(0) >= Math.max(1, columns))) {
            return new Matrix(array, rows <= 1 ? Math.max(1, columns) : array.stride(0), false, false);
        }
        if ((rows <= 1 || array.stride(0) == 1) && (columns <= 1 || array.stride(1) >= Math.max(1, rows))) {
            return new Matrix(array, columns <= 1 ? Math.max(1, rows) : array.stride(1), true, false);
        }
        return null;
    }

    /** Ends a copy. */
    void release() {
        if (copied) {
            array.close();
        }
    }
}
