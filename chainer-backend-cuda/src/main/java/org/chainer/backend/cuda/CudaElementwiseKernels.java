package org.chainer.backend.cuda;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ElementwiseKernels;
import org.chainer.backend.kernels.UnaryOp;

/** Element by element: in float for float32 and narrower, in double for float64, in int64 for the rest. Kernels: elementwise.cu. */
final class CudaElementwiseKernels implements ElementwiseKernels {
    private static final String TOPIC = "elementwise";

    private final CudaContext context;

    CudaElementwiseKernels(CudaContext context) {
        this.context = context;
    }

    @Override
    public void unary(UnaryOp op, NDArray x, double alpha, double beta, @Out NDArray y) {
        Extent extent = Extent.of(x, y);
        context.call(TOPIC, "unary_" + number(x.dtype()))
                .add(extent)
                .read(x, extent, 0)
                .write(y, extent, 1)
                .add(op.ordinal())
                .add(alpha)
                .add(beta)
                .launch(extent.size());
    }

    @Override
    public void binary(BinaryOp op, NDArray a, NDArray b, double alpha, @Out NDArray y) {
        if (op == BinaryOp.POWER && !a.dtype().isFloating()) {
            requireNotNegative(b);
        }
        Extent extent = Extent.of(a, b, y);
        context.call(TOPIC, "binary_" + number(a.dtype()))
                .add(extent)
                .read(a, extent, 0)
                .read(b, extent, 1)
                .write(y, extent, 2)
                .add(op.ordinal())
                .add(alpha)
                .launch(extent.size());
    }

    @Override
    public void binaryScalar(BinaryOp op, NDArray a, Number b, @Out NDArray y) {
        if (op == BinaryOp.POWER && !a.dtype().isFloating() && b.longValue() < 0) {
            throw negativeExponent();
        }
        withScalar(op, a, b, false, y);
    }

    @Override
    public void scalarBinary(BinaryOp op, Number a, NDArray b, @Out NDArray y) {
        if (op == BinaryOp.POWER && !b.dtype().isFloating()) {
            requireNotNegative(b);
        }
        withScalar(op, b, a, true, y);
    }

    private void withScalar(BinaryOp op, NDArray x, Number scalar, boolean left, NDArray y) {
        Extent extent = Extent.of(x, y);
        Arguments arguments = context.call(TOPIC, "binary_scalar_" + number(x.dtype()))
                .add(extent)
                .read(x, extent, 0)
                .write(y, extent, 1)
                .add(op.ordinal());
        scalar(arguments, scalar, x.dtype()).add(left ? 1 : 0).launch(extent.size());
    }

    @Override
    public void where(NDArray condition, NDArray a, NDArray b, @Out NDArray y) {
        Extent extent = Extent.of(condition, a, b, y);
        context.call(TOPIC, "where_" + number(a.dtype()))
                .add(extent)
                .read(condition, extent, 0)
                .read(a, extent, 1)
                .read(b, extent, 2)
                .write(y, extent, 3)
                .launch(extent.size());
    }

    @Override
    public void accumulate(double alpha, NDArray x, @Out NDArray y) {
        binary(BinaryOp.AXPY, x, y, alpha, y);
    }

    @Override
    public void fill(Number value, @Out NDArray y) {
        Extent extent = Extent.of(y);
        boolean fraction = value instanceof Double || value instanceof Float;
        String number = y.dtype().isFloating() || !fraction ? number(y.dtype()) : "double";
        Arguments arguments = context.call(TOPIC, "fill_" + number).add(extent).write(y, extent, 0);
        switch (number) {
            case "float" -> arguments.add(value.floatValue());
            case "double" -> arguments.add(value.doubleValue());
            default -> arguments.add(value.longValue());
        }
        arguments.launch(extent.size());
    }

    @Override
    public void copy(NDArray x, @Out NDArray y) {
        Extent extent = Extent.of(x, y);
        context.call(TOPIC, "copy_" + number(x.dtype()))
                .add(extent)
                .read(x, extent, 0)
                .write(y, extent, 1)
                .launch(extent.size());
    }

    @Override
    public void range(double start, double step, @Out NDArray y) {
        Extent extent = Extent.of(y);
        context.call(TOPIC, "range")
                .add(extent)
                .write(y, extent, 0)
                .add(start)
                .add(step)
                .launch(extent.size());
    }

    /** The type that a kernel computes in, which ends its name. */
    static String number(DType dtype) {
        return dtype == DType.FLOAT64 ? "double" : dtype.isFloating() ? "float" : "int64";
    }

    /** A number as the kernel's type, rounded to the dtype. */
    private static Arguments scalar(Arguments arguments, Number value, DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> arguments.add(value.doubleValue());
            case FLOAT32 -> arguments.add(value.floatValue());
            case FLOAT16 ->
                arguments.add(org.chainer.array.HalfFloat.fromFloat16(
                        org.chainer.array.HalfFloat.toFloat16(value.floatValue())));
            case BFLOAT16 ->
                arguments.add(org.chainer.array.HalfFloat.fromBfloat16(
                        org.chainer.array.HalfFloat.toBfloat16(value.floatValue())));
            case BOOL -> arguments.add(value.doubleValue() != 0 ? 1L : 0L);
            case INT8 -> arguments.add((long) (byte) value.longValue());
            case UINT8 -> arguments.add(value.longValue() & 0xff);
            case INT16 -> arguments.add((long) (short) value.longValue());
            case INT32 -> arguments.add((long) (int) value.longValue());
            case INT64 -> arguments.add(value.longValue());
        };
    }

    /** Integers to negative powers are an error that has to be known now: this waits for the exponents. */
    private static void requireNotNegative(NDArray exponents) {
        for (long exponent : exponents.toLongArray()) {
            if (exponent < 0) {
                throw negativeExponent();
            }
        }
    }

    private static ArithmeticException negativeExponent() {
        return new ArithmeticException(
                "integers to negative integer powers are not allowed: convert to a floating-point dtype first");
    }
}
