package org.chainer.backend.cuda;

import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/**
 * The common shape of some arrays with axes of length 1 left out and axes that lie together in all of them joined, and the arrays' strides along what
 * is left.
 *
 * @param rank number of axes that are left, at least 1
 * @param strides a row for each array
 * @param contiguous whether all arrays are in C order without gaps
 */
record Extent(long size, int rank, long[] dims, long[][] strides, boolean contiguous) {

    /**
     * The extent of arrays of one shape.
     *
     * @throws IllegalArgumentException if shapes differ
     */
    static Extent of(NDArray... arrays) {
        Shape shape = arrays[0].shape();
        boolean contiguous = true;
        for (NDArray array : arrays) {
            if (array.shape() != shape && !array.shape().equals(shape)) {
                throw new IllegalArgumentException(
                        "arrays of shapes " + shape + " and " + array.shape() + ", expected one shape");
            }
            contiguous &= array.isContiguous();
        }
        if (contiguous) {
            long[][] ones = new long[arrays.length][];
            java.util.Arrays.fill(ones, new long[] {1});
            return new Extent(shape.size(), 1, new long[] {shape.size()}, ones, true);
        }
        int full = shape.rank();
        long[] dims = new long[Math.max(full, 1)];
        long[][] strides = new long[arrays.length][dims.length];
        int rank = 0;
        for (int axis = 0; axis < full; axis++) {
            if (shape.dim(axis) == 1) {
                continue;
            }
            boolean joins = rank > 0;
            for (int i = 0; joins && i < arrays.length; i++) {
                joins = strides[i][rank - 1] == arrays[i].stride(axis) * shape.dim(axis);
            }
            rank = joins ? rank : rank + 1;
            dims[rank - 1] = joins ? dims[rank - 1] * shape.dim(axis) : shape.dim(axis);
            for (int i = 0; i < arrays.length; i++) {
                strides[i][rank - 1] = arrays[i].stride(axis);
            }
        }
        if (rank == 0) {
            dims[0] = 1;
            rank = 1;
        }
        return new Extent(shape.size(), rank, dims, strides, false);
    }
}
