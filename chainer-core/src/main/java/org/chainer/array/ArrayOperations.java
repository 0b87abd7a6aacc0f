package org.chainer.array;

import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.backend.kernels.UnaryOp;

/** What is computed from an array's elements: arithmetic, folds, products, order. Results are new arrays but for the operations that say so. */
abstract sealed class ArrayOperations permits NDArray {

    abstract NDArray self();

    /** {@code this + other}. */
    public NDArray add(NDArray other) {
        return ArrayMath.binary(BinaryOp.ADD, self(), other);
    }

    /** {@code this + value}. */
    public NDArray add(Number value) {
        return ArrayMath.binary(BinaryOp.ADD, self(), value);
    }

    /** {@code this − other}. */
    public NDArray sub(NDArray other) {
        return ArrayMath.binary(BinaryOp.SUBTRACT, self(), other);
    }

    /** {@code this − value}. */
    public NDArray sub(Number value) {
        return ArrayMath.binary(BinaryOp.SUBTRACT, self(), value);
    }

    /** {@code this · other}. */
    public NDArray mul(NDArray other) {
        return ArrayMath.binary(BinaryOp.MULTIPLY, self(), other);
    }

    /** {@code this · value}. */
    public NDArray mul(Number value) {
        return ArrayMath.binary(BinaryOp.MULTIPLY, self(), value);
    }

    /** {@code this / other}; of integers, float64. */
    public NDArray div(NDArray other) {
        return ArrayMath.binary(BinaryOp.DIVIDE, self(), other);
    }

    /** {@code this / value}; of integers, float64. */
    public NDArray div(Number value) {
        return ArrayMath.binary(BinaryOp.DIVIDE, self(), value);
    }

    /** {@code this} to the power of {@code other}. */
    public NDArray pow(NDArray other) {
        return ArrayMath.binary(BinaryOp.POWER, self(), other);
    }

    /** {@code this} to the power of {@code value}. */
    public NDArray pow(Number value) {
        return ArrayMath.binary(BinaryOp.POWER, self(), value);
    }

    /** {@code −this}. */
    public NDArray neg() {
        return ArrayMath.unary(UnaryOp.NEGATE, self());
    }

    /** An operation on each element; see {@link UnaryOp}. Integers are converted to float64 where the operation needs it. */
    public NDArray apply(UnaryOp op) {
        return ArrayMath.unary(op, self());
    }

    /** An operation on pairs of elements, broadcast and promoted; see {@link BinaryOp}. */
    public NDArray apply(BinaryOp op, NDArray other) {
        return ArrayMath.binary(op, self(), other);
    }

    /** An operation on each element and a number; see {@link BinaryOp}. */
    public NDArray apply(BinaryOp op, Number value) {
        return ArrayMath.binary(op, self(), value);
    }

    /** In place: {@code this += other}, broadcast to this shape. */
    public NDArray addAssign(NDArray other) {
        ArrayMath.accumulate(1, other, self());
        return self();
    }

    /** In place: {@code this −= other}, broadcast to this shape. */
    public NDArray subAssign(NDArray other) {
        ArrayMath.accumulate(-1, other, self());
        return self();
    }

    /**
     * In place: {@code this *= value}.
     *
     * @throws IllegalArgumentException if this array is of an integer dtype and the value is not
     */
    public NDArray mulAssign(Number value) {
        ArrayMath.scale(self(), value);
        return self();
    }

    /** A fold over axes (all, if none is given); see {@link ReduceOp}. */
    public NDArray reduce(ReduceOp op, boolean keepDims, int... axes) {
        return ArrayMath.reduce(op, self(), keepDims, axes);
    }

    /** Sum over axes (all, if none is given); small integers are added up as int64, as in NumPy. */
    public NDArray sum(int... axes) {
        return reduce(ReduceOp.SUM, false, axes);
    }

    /** Mean over axes (all, if none is given). */
    public NDArray mean(int... axes) {
        return reduce(ReduceOp.MEAN, false, axes);
    }

    /** Greatest over axes (all, if none is given). */
    public NDArray max(int... axes) {
        return reduce(ReduceOp.MAX, false, axes);
    }

    /** Smallest over axes (all, if none is given). */
    public NDArray min(int... axes) {
        return reduce(ReduceOp.MIN, false, axes);
    }

    /** Index (int64) of the greatest element along an axis. */
    public NDArray argMax(int axis) {
        return ArrayMath.argMax(self(), axis);
    }

    /** Index (int64) of the smallest element along an axis. */
    public NDArray argMin(int axis) {
        return ArrayMath.argMin(self(), axis);
    }

    /** Running sum along an axis. */
    public NDArray cumsum(int axis) {
        return ArrayMath.cumulativeSum(self(), axis);
    }

    /** Running product along an axis. */
    public NDArray cumprod(int axis) {
        return ArrayMath.cumulativeProduct(self(), axis);
    }

    /** Matrix product of arrays of any rank, as NumPy's {@code matmul}. */
    public NDArray matmul(NDArray other) {
        return ArrayMath.matmul(self(), other);
    }

    /** The elements along an axis in ascending order, NaN last: a new array. */
    public NDArray sort(int axis) {
        return ArrayMath.sort(self(), axis);
    }

    /** The indices (int64) that sort an axis, stably. */
    public NDArray argSort(int axis) {
        return ArrayMath.argSort(self(), axis);
    }

    /** Elements at the given indices of an axis (negative ones count from the end), as NumPy's {@code take}. */
    public NDArray take(NDArray indices, int axis) {
        return ArrayIndexing.take(self(), indices, axis);
    }
}
