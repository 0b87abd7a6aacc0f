package org.chainer.testing.contract;

import static org.chainer.testing.contract.KernelCase.out;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.ElementwiseKernels;
import org.chainer.backend.kernels.UnaryOp;

/** Every operation on single elements, where it is defined. */
final class UnaryCases {
    private UnaryCases() {}

    static List<KernelCase> all() {
        Data data = new Data();
        List<KernelCase> cases = new ArrayList<>();
        for (UnaryOp op : UnaryOp.values()) {
            for (DType dtype : Data.FLOATS) {
                cases.add(sharing(op, "", arguments(op, dtype, data), dtype, 2, 3, 4));
                cases.add(of(op, "without axes", arguments(op, dtype, data), dtype));
                cases.add(of(op, "of nothing", arguments(op, dtype, data), dtype, 0, 3));
            }
            for (DType dtype : Data.WIDE_FLOATS) {
                cases.add(of(op, "long", arguments(op, dtype, data), dtype, 3, 1031)
                        .contiguousOnly());
                cases.add(special(op, dtype, data));
            }
            if (op.acceptsIntegers()) {
                for (DType dtype : Data.INTEGERS) {
                    Numbers numbers = shape -> data.integers(dtype, dtype == DType.UINT8 ? 0 : -9, 10, shape);
                    cases.add(sharing(op, "", numbers, dtype, 2, 3, 4));
                }
            }
        }
        cases.add(of(UnaryOp.LOGICAL_NOT, "", shape -> data.integers(DType.BOOL, 0, 2, shape), DType.BOOL, 2, 3, 4));
        cases.add(KernelCase.of(
                ElementwiseKernels.class,
                "unary",
                "without parameters",
                UnaryOp.TANH,
                data.normal(DType.FLOAT32, 2, 3),
                out(DType.FLOAT32, 2, 3)));
        return cases;
    }

    private interface Numbers {
        NDArray make(long... shape);
    }

    private static KernelCase of(UnaryOp op, String label, Numbers numbers, DType dtype, long... shape) {
        return KernelCase.of(
                ElementwiseKernels.class,
                "unary",
                label,
                op,
                numbers.make(shape),
                alpha(op),
                beta(op),
                out(op.isPredicate() ? DType.BOOL : dtype, shape));
    }

    private static KernelCase sharing(UnaryOp op, String label, Numbers numbers, DType dtype, long... shape) {
        KernelCase kernelCase = of(op, label, numbers, dtype, shape);
        return op.isPredicate() ? kernelCase : kernelCase.mayShare(1, 4);
    }

    private static double alpha(UnaryOp op) {
        return switch (op) {
            case LEAKY_RELU -> 0.2;
            case ELU -> 1.5;
            case SOFTPLUS -> 2;
            case CLIP -> -1;
            default -> 0;
        };
    }

    private static double beta(UnaryOp op) {
        return op == UnaryOp.CLIP ? 2 : 0;
    }

    private static Numbers arguments(UnaryOp op, DType dtype, Data data) {
        double low = switch (op) {
            case SQRT, RSQRT, RECIPROCAL, LOG, LOG2, LOG10, LGAMMA, DIGAMMA -> 0.1;
            case LOG1P, ARCSIN, ARCCOS, ARCTANH, ERFINV -> -0.9;
            case NDTRI -> 0.05;
            case ERFCINV -> 0.1;
            case TAN -> -1.2;
            default -> -4;
        };
        double high = switch (op) {
            case ARCSIN, ARCCOS, ARCTANH, ERFINV -> 0.9;
            case NDTRI -> 0.95;
            case ERFCINV -> 1.9;
            case TAN -> 1.2;
            default -> 4;
        };
        return shape -> data.uniform(dtype, low, high, shape);
    }

    private static KernelCase special(UnaryOp op, DType dtype, Data data) {
        NDArray x = data.of(
                dtype,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                0,
                -0.0,
                1,
                -1,
                0.5,
                -0.5,
                1.5,
                2.5,
                1e-30,
                -1e-30,
                30,
                -30);
        return KernelCase.of(
                        ElementwiseKernels.class,
                        "unary",
                        "special numbers",
                        op,
                        x,
                        alpha(op),
                        beta(op),
                        out(op.isPredicate() ? DType.BOOL : dtype, x.size()))
                .contiguousOnly();
    }
}
