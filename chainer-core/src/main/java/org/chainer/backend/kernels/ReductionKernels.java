package org.chainer.backend.kernels;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;

/** Folds of elements along axes. */
public interface ReductionKernels {

    /** {@code y = op over axes of x}; y has x's rank, with length 1 at the reduced axes. */
    void reduce(ReduceOp op, NDArray x, int[] axes, @Out NDArray y);

    /** Index (int64 or int32) of the greatest element along an axis, the first of equals; a NaN counts as the greatest. y lacks the axis. */
    void argMax(NDArray x, int axis, @Out NDArray y);

    /** Index (int64 or int32) of the smallest element along an axis, the first of equals; a NaN counts as the smallest. y lacks the axis. */
    void argMin(NDArray x, int axis, @Out NDArray y);

    /** Running sum along an axis. */
    void cumulativeSum(NDArray x, int axis, @Out NDArray y);

    /** Running product along an axis. */
    void cumulativeProduct(NDArray x, int axis, @Out NDArray y);

    /** {@code y[0] = term[0]; y[i] = factor[i]·y[i−1] + term[i]} along an axis, for floating-point dtypes. */
    void linearRecurrence(NDArray factor, NDArray term, int axis, @Out NDArray y);
}
