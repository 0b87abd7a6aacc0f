package org.chainer.array;

import java.util.Locale;
import org.chainer.backend.Device;
import org.chainer.backend.HostArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.backend.kernels.UnaryOp;

/** Arithmetic with NumPy's broadcasting and promotion: prepares arguments, allocates results and calls kernels. */
final class ArrayMath {
    private ArrayMath() {}

    static Device commonDevice(String operation, NDArray... arrays) {
        Device device = arrays[0].device();
        for (NDArray array : arrays) {
            if (array.device() != device) {
                throw new IllegalArgumentException(operation + ": arrays are on different devices, " + device.name()
                        + " and " + array.device().name() + "; move one with toDevice()");
            }
        }
        return device;
    }

    static NDArray unary(UnaryOp op, NDArray x) {
        NDArray in = x.dtype().isFloating() || op.acceptsIntegers() && (x.dtype() != DType.BOOL || op.isPredicate())
                ? x
                : x.astype(op.acceptsIntegers() ? DType.INT8 : DType.FLOAT64);
        NDArray y = in.emptyLike(op.isPredicate() ? DType.BOOL : in.dtype(), in.shape());
        x.device().elementwise().unary(op, in, y);
        return y;
    }

    static NDArray binary(BinaryOp op, NDArray a, NDArray b) {
        Device device = commonDevice(name(op), a, b);
        DType dtype = operand(op, DType.promote(a.dtype(), b.dtype()));
        Shape shape = Shape.broadcast(a.shape(), b.shape());
        NDArray y = a.emptyLike(op.isPredicate() ? DType.BOOL : dtype, shape);
        device.elementwise()
                .binary(op, a.astype(dtype).broadcastTo(shape), b.astype(dtype).broadcastTo(shape), y);
        return y;
    }

    static NDArray binary(BinaryOp op, NDArray a, Number b) {
        DType dtype = operand(op, isFraction(b) && !a.dtype().isFloating() ? DType.FLOAT64 : a.dtype());
        if (dtype == DType.BOOL || op.isPredicate() && !Writing.fits(b, dtype)) {
            dtype = DType.INT64;
        }
        Writing.requireFit(name(op), b, dtype);
        NDArray y = a.emptyLike(op.isPredicate() ? DType.BOOL : dtype, a.shape());
        a.device().elementwise().binaryScalar(op, a.astype(dtype), b, y);
        return y;
    }

    /** In place: {@code x *= value}. */
    static void scale(NDArray x, Number value) {
        Writing.require("mulAssign", x);
        if (!x.dtype().isFloating() && isFraction(value)) {
            throw new IllegalArgumentException("mulAssign: the product with " + value
                    + " cannot be stored in an array of dtype " + x.dtype() + "; convert it with astype() first");
        }
        Writing.requireFit("mulAssign", value, x.dtype());
        x.device().elementwise().binaryScalar(BinaryOp.MULTIPLY, x, value, x);
    }

    static boolean isFraction(Number value) {
        return value instanceof Double || value instanceof Float;
    }

    private static String name(Enum<?> op) {
        return op.name().toLowerCase(Locale.ROOT);
    }

    private static DType operand(BinaryOp op, DType promoted) {
        return !promoted.isFloating() && !op.acceptsIntegers() ? DType.FLOAT64 : promoted;
    }

    static void accumulate(double alpha, NDArray x, NDArray y) {
        Device device = commonDevice("accumulate", x, y);
        Writing.require("accumulate", y);
        if (x.dtype().isFloating() && !y.dtype().isFloating()) {
            throw new IllegalArgumentException("accumulate: numbers of dtype " + x.dtype()
                    + " cannot be added to an array of dtype " + y.dtype() + "; convert one with astype() first");
        }
        NDArray term = Writing.apart(x.astype(y.dtype()).broadcastTo(y.shape()), y);
        device.elementwise().accumulate(alpha, term, y);
    }

    static NDArray reduce(ReduceOp op, NDArray x, boolean keepDims, int... axes) {
        int[] resolved = x.shape().axes(axes);
        DType dtype = x.dtype();
        if (!dtype.isFloating() && !op.isPredicate()) {
            switch (op) {
                case SUM, PRODUCT, SUM_OF_SQUARES -> dtype = DType.INT64;
                case MEAN, LOG_SUM_EXP -> dtype = DType.FLOAT64;
                default -> {}
            }
        }
        Shape kept = x.shape().withUnitAxes(resolved);
        if (x.size() == 0 && kept.size() > 0 && (op == ReduceOp.MAX || op == ReduceOp.MIN)) {
            throw new IllegalArgumentException(name(op) + " of no elements: the array has shape " + x.shape()
                    + ", expected elements along the axes");
        }
        NDArray y = x.emptyLike(op.isPredicate() ? DType.BOOL : dtype, kept);
        NDArray in = op.isPredicate() ? x : x.astype(dtype);
        x.device().reduction().reduce(op, in, resolved, y);
        return keepDims ? y : y.reshape(x.shape().withoutAxes(resolved));
    }

    static NDArray argMax(NDArray x, int axis) {
        NDArray y = indexResult("argmax", x, axis);
        x.device().reduction().argMax(x, x.shape().axis(axis), y);
        return y;
    }

    static NDArray argMin(NDArray x, int axis) {
        NDArray y = indexResult("argmin", x, axis);
        x.device().reduction().argMin(x, x.shape().axis(axis), y);
        return y;
    }

    private static NDArray indexResult(String name, NDArray x, int axis) {
        NDArray y = x.emptyLike(DType.INT64, x.shape().withoutAxes(axis));
        if (x.dim(axis) == 0 && y.size() > 0) {
            throw new IllegalArgumentException(
                    name + " of no elements: the array has shape " + x.shape() + ", expected elements along the axes");
        }
        return y;
    }

    static NDArray cumulativeSum(NDArray x, int axis) {
        NDArray in = x.dtype().isFloating() ? x : x.astype(DType.INT64);
        NDArray y = in.emptyLike();
        x.device().reduction().cumulativeSum(in, x.shape().axis(axis), y);
        return y;
    }

    static NDArray cumulativeProduct(NDArray x, int axis) {
        NDArray in = x.dtype().isFloating() ? x : x.astype(DType.INT64);
        NDArray y = in.emptyLike();
        x.device().reduction().cumulativeProduct(in, x.shape().axis(axis), y);
        return y;
    }

    static NDArray matmul(NDArray a, NDArray b) {
        Device device = commonDevice("matmul", a, b);
        if (a.rank() == 0 || b.rank() == 0) {
            throw new IllegalArgumentException(
                    "matmul: arrays need at least one axis, but have shapes " + a.shape() + " and " + b.shape());
        }
        DType dtype = DType.promote(a.dtype(), b.dtype());
        NDArray left = a.rank() == 1 ? a.expandDims(0) : a;
        NDArray right = b.rank() == 1 ? b.expandDims(1) : b;
        if (left.dim(-1) != right.dim(-2)) {
            throw new IllegalArgumentException("matmul: shapes " + a.shape() + " and " + b.shape() + " do not match: "
                    + left.dim(-1) + " columns against " + right.dim(-2) + " rows");
        }
        Shape batch = Shape.broadcast(
                left.shape().subShape(0, left.rank() - 2), right.shape().subShape(0, right.rank() - 2));
        Shape matrix = Shape.of(left.dim(-2), right.dim(-1));
        NDArray y = a.emptyLike(dtype, batch.concat(matrix));
        NDArray x = left.astype(dtype);
        NDArray w = right.astype(dtype);
        if (batch.rank() == 0) {
            device.linalg().gemm(x, false, w, false, 1, 0, y);
        } else {
            device.linalg()
                    .batchedMatmul(
                            stack(x, batch),
                            stack(w, batch),
                            y.reshape(Shape.of(batch.size()).concat(matrix)));
        }
        Shape result = y.shape();
        if (b.rank() == 1) {
            result = result.withoutAxes(-1);
        }
        if (a.rank() == 1) {
            result = result.withoutAxes(b.rank() == 1 ? -1 : -2);
        }
        return y.reshape(result);
    }

    private static NDArray stack(NDArray x, Shape batch) {
        Shape matrix = x.shape().subShape(x.rank() - 2, x.rank());
        return x.broadcastTo(batch.concat(matrix))
                .reshape(Shape.of(batch.size()).concat(matrix));
    }

    static NDArray sort(NDArray x, int axis) {
        NDArray y = x.emptyLike();
        x.device().indexing().sort(x, x.shape().axis(axis), y);
        return y;
    }

    static NDArray argSort(NDArray x, int axis) {
        NDArray y = x.emptyLike(DType.INT64, x.shape());
        x.device().indexing().argSort(x, x.shape().axis(axis), y);
        return y;
    }

    static boolean allClose(NDArray a, NDArray b, double rtol, double atol) {
        if (!a.shape().equals(b.shape())) {
            return false;
        }
        HostArray left = HostArray.reading(JavaArrays.onHost(a));
        HostArray right = HostArray.reading(JavaArrays.onHost(b));
        boolean integers = !a.dtype().isFloating() && !b.dtype().isFloating();
        double[] x = new double[HostArray.TILE];
        double[] y = new double[HostArray.TILE];
        long[] i = new long[HostArray.TILE];
        long[] j = new long[HostArray.TILE];
        for (long start = 0; start < a.size(); start += HostArray.TILE) {
            int n = (int) Math.min(HostArray.TILE, a.size() - start);
            left.get(start, x, 0, n);
            right.get(start, y, 0, n);
            for (int k = 0; k < n; k++) {
                boolean close = Double.compare(x[k], y[k]) == 0
                        || x[k] == y[k]
                        || Math.abs(x[k] - y[k]) <= atol + rtol * Math.abs(y[k]) && !Double.isInfinite(y[k]);
                if (!close) {
                    return false;
                }
            }
            if (integers && rtol == 0 && atol == 0) {
                left.get(start, i, 0, n);
                right.get(start, j, 0, n);
                if (java.util.Arrays.mismatch(i, 0, n, j, 0, n) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
