package org.chainer.testing.contract;

import static org.chainer.testing.contract.KernelCase.out;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ElementwiseKernels;

/** Every operation on pairs of elements, and on elements and a number. */
final class BinaryCases {
    private BinaryCases() {}

    static List<KernelCase> all() {
        Data data = new Data();
        List<KernelCase> cases = new ArrayList<>();
        for (BinaryOp op : BinaryOp.values()) {
            for (DType dtype : Data.FLOATS) {
                cases.add(sharing(op, left(op, data, dtype, 2, 3, 4), right(op, data, dtype, 2, 3, 4)));
                cases.add(of(op, "without axes", left(op, data, dtype), right(op, data, dtype)));
                cases.add(of(op, "of nothing", left(op, data, dtype, 2, 0), right(op, data, dtype, 2, 0)));
                cases.add(withNumber(op, left(op, data, dtype, 2, 3), 1.5));
                cases.add(withNumber(op, left(op, data, dtype, 2, 3), 2));
                cases.add(numberWith(op, op == BinaryOp.POLYGAMMA ? 1 : 2.5, right(op, data, dtype, 2, 3)));
            }
            for (DType dtype : Data.WIDE_FLOATS) {
                cases.add(of(op, "long", left(op, data, dtype, 3, 1031), right(op, data, dtype, 3, 1031))
                        .contiguousOnly());
                cases.add(of(
                                op,
                                "a row for each",
                                left(op, data, dtype, 40, 65),
                                right(op, data, dtype, 1, 65).broadcastTo(org.chainer.array.Shape.of(40, 65)))
                        .contiguousOnly());
                if (op != BinaryOp.POLYGAMMA && op != BinaryOp.ZETA) {
                    cases.add(special(op, data, dtype));
                }
            }
            if (op.acceptsIntegers()) {
                for (DType dtype : Data.INTEGERS) {
                    int low = dtype == DType.UINT8 || op == BinaryOp.POWER ? 0 : -5;
                    cases.add(
                            sharing(op, data.integers(dtype, low, 6, 2, 3, 4), data.integers(dtype, low, 6, 2, 3, 4)));
                    cases.add(withNumber(op, data.integers(dtype, low, 6, 5), 3));
                    cases.add(numberWith(op, 3, data.integers(dtype, low, 6, 5)));
                }
            }
        }
        for (BinaryOp op : new BinaryOp[] {
            BinaryOp.EQUAL,
            BinaryOp.LESS,
            BinaryOp.LOGICAL_AND,
            BinaryOp.LOGICAL_OR,
            BinaryOp.LOGICAL_XOR,
            BinaryOp.MAXIMUM
        }) {
            cases.add(of(op, "of bool", data.integers(DType.BOOL, 0, 2, 3, 4), data.integers(DType.BOOL, 0, 2, 3, 4)));
        }
        NDArray large = NDArray.of((1L << 60) + 1, 1L << 60);
        cases.add(of(BinaryOp.SUBTRACT, "of large integers", large, large.flip().copy()));
        cases.add(of(BinaryOp.GREATER, "of large integers", large, large.flip().copy()));
        cases.add(KernelCase.of(
                ElementwiseKernels.class,
                "binary",
                "without parameter",
                BinaryOp.ADD,
                data.normal(DType.FLOAT32, 2, 3),
                data.normal(DType.FLOAT32, 2, 3),
                out(DType.FLOAT32, 2, 3)));
        return cases;
    }

    private static KernelCase of(BinaryOp op, String label, NDArray a, NDArray b) {
        return KernelCase.of(ElementwiseKernels.class, "binary", label, op, a, b, parameter(op), result(op, a));
    }

    private static double parameter(BinaryOp op) {
        return switch (op) {
            case AXPY -> -2;
            case LEAKY_RELU_GRAD -> 0.2;
            case ELU_GRAD -> 0.7;
            case SOFTPLUS_GRAD -> 2;
            default -> 0;
        };
    }

    private static KernelCase sharing(BinaryOp op, NDArray a, NDArray b) {
        KernelCase kernelCase = of(op, "", a, b);
        return op.isPredicate() ? kernelCase : kernelCase.mayShare(1, 4).mayShare(2, 4);
    }

    private static KernelCase withNumber(BinaryOp op, NDArray a, Number b) {
        KernelCase kernelCase = KernelCase.of(ElementwiseKernels.class, "binaryScalar", "", op, a, b, result(op, a));
        return op.isPredicate() ? kernelCase : kernelCase.mayShare(1, 3);
    }

    private static KernelCase numberWith(BinaryOp op, Number a, NDArray b) {
        KernelCase kernelCase = KernelCase.of(ElementwiseKernels.class, "scalarBinary", "", op, a, b, result(op, b));
        return op.isPredicate() ? kernelCase : kernelCase.mayShare(2, 3);
    }

    private static NDArray result(BinaryOp op, NDArray like) {
        return out(op.isPredicate() ? DType.BOOL : like.dtype(), like.shape().toArray());
    }

    private static NDArray left(BinaryOp op, Data data, DType dtype, long... shape) {
        return switch (op) {
            case POLYGAMMA -> data.integers(dtype, 0, 3, shape);
            case ZETA -> data.uniform(dtype, 1.5, 4, shape);
            case POWER -> data.uniform(dtype, 0.2, 3, shape);
            default -> mixed(op, data, dtype, shape);
        };
    }

    private static NDArray right(BinaryOp op, Data data, DType dtype, long... shape) {
        return switch (op) {
            case POLYGAMMA, ZETA, DIVIDE -> data.uniform(dtype, 0.5, 4, shape);
            // Away from 0, and from places where the quotient is nearly whole.
            case FLOOR_DIVIDE, MODULO, FMOD ->
                data.integers(dtype, 0, 2, shape).mul(8).sub(4);
            default -> mixed(op, data, dtype, shape);
        };
    }

    /** Small whole numbers where equal pairs should occur, else any numbers. */
    private static NDArray mixed(BinaryOp op, Data data, DType dtype, long... shape) {
        boolean whole = op.isPredicate() || op == BinaryOp.FLOOR_DIVIDE || op == BinaryOp.MODULO || op == BinaryOp.FMOD;
        return whole ? data.integers(dtype, -3, 4, shape) : data.uniform(dtype, -3, 3, shape);
    }

    /** All pairs of special numbers. */
    private static KernelCase special(BinaryOp op, Data data, DType dtype) {
        NDArray numbers =
                data.of(dtype, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0, 1, -1.5);
        org.chainer.array.Shape pairs = org.chainer.array.Shape.of(numbers.size(), numbers.size());
        NDArray a = numbers.expandDims(1).broadcastTo(pairs).copy();
        NDArray b = numbers.broadcastTo(pairs).copy();
        return of(op, "special numbers", a, b).contiguousOnly();
    }
}
