package org.chainer.backend.kernels;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;

/**
 * Arithmetic element by element.
 *
 * <p>All arrays of a call are on one device and have one shape (arguments that are broadcast come as views with stride 0) and, where nothing
 * else is said, one dtype. The result may be the very array that is an argument.
 */
public interface ElementwiseKernels {

    /** {@code y = op(x)}, with the operation's parameters. */
    void unary(UnaryOp op, NDArray x, double alpha, double beta, @Out NDArray y);

    /** {@code y = op(x)}. */
    default void unary(UnaryOp op, NDArray x, @Out NDArray y) {
        unary(op, x, 0, 0, y);
    }

    /** {@code y = op(a, b)}, with the operation's parameter. */
    void binary(BinaryOp op, NDArray a, NDArray b, double alpha, @Out NDArray y);

    /** {@code y = op(a, b)}. */
    default void binary(BinaryOp op, NDArray a, NDArray b, @Out NDArray y) {
        binary(op, a, b, 0, y);
    }

    /** {@code y = op(a, b)} with a number on the right, rounded to a's dtype. */
    void binaryScalar(BinaryOp op, NDArray a, Number b, @Out NDArray y);

    /** {@code y = op(a, b)} with a number on the left, rounded to b's dtype. */
    void scalarBinary(BinaryOp op, Number a, NDArray b, @Out NDArray y);

    /** {@code y = condition ? a : b}; the condition is a bool array. */
    void where(NDArray condition, NDArray a, NDArray b, @Out NDArray y);

    /** {@code y = alpha·x + y}: accumulates in place. */
    void accumulate(double alpha, NDArray x, @Out NDArray y);

    /** {@code y = value}. */
    void fill(Number value, @Out NDArray y);

    /** {@code y = x}, converted to y's dtype: to integers by truncation, to bool by {@code x ≠ 0}. */
    void copy(NDArray x, @Out NDArray y);

    /** {@code y[i] = start + i·step} for a one-dimensional array. */
    void range(double start, double step, @Out NDArray y);
}
