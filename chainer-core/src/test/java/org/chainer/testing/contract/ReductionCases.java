package org.chainer.testing.contract;

import static org.chainer.testing.contract.KernelCase.out;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.backend.kernels.ReductionKernels;

/** Folds over every choice of axes, positions of extremes, running sums. */
final class ReductionCases {
    private static final Class<?> TOPIC = ReductionKernels.class;
    private static final int[][] AXES = {{0}, {1}, {2}, {0, 1}, {1, 2}, {0, 2}, {0, 1, 2}, {}};

    private ReductionCases() {}

    static List<KernelCase> all() {
        Data data = new Data();
        List<KernelCase> cases = new ArrayList<>();
        for (ReduceOp op : ReduceOp.values()) {
            for (DType dtype : Data.FLOATS) {
                for (int[] axes : AXES) {
                    cases.add(reduce(op, "", data.uniform(dtype, -2, 2, 2, 3, 4), axes));
                }
                cases.add(reduce(op, "without axes", data.uniform(dtype, -2, 2)));
                if (op != ReduceOp.MAX && op != ReduceOp.MIN) {
                    cases.add(reduce(op, "of nothing", data.uniform(dtype, -2, 2, 0, 3), 0));
                }
                cases.add(reduce(op, "to nothing", data.uniform(dtype, -2, 2, 0, 3), 1));
            }
            for (DType dtype : Data.WIDE_FLOATS) {
                cases.add(reduce(op, "long rows", data.uniform(dtype, 0.999, 1.001, 3, 5000), 1)
                        .contiguousOnly());
                cases.add(reduce(op, "long columns", data.uniform(dtype, 0.99, 1.01, 700, 9), 0)
                        .contiguousOnly());
                cases.add(reduce(op, "special numbers", data.of(dtype, 1, Double.NaN, 2, Double.POSITIVE_INFINITY), 0));
                cases.add(
                        reduce(op, "infinite", data.of(dtype, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY), 0));
            }
            if (op != ReduceOp.MEAN && op != ReduceOp.LOG_SUM_EXP) {
                for (DType dtype : new DType[] {DType.INT64, DType.INT32, DType.UINT8}) {
                    cases.add(reduce(op, "", data.integers(dtype, 0, 3, 2, 3, 4), 0, 2));
                    cases.add(reduce(op, "", data.integers(dtype, 0, 3, 2, 3, 4), 1));
                }
            }
        }
        for (DType dtype : DType.values()) {
            cases.add(reduce(ReduceOp.ALL, "", data.integers(dtype, 0, 2, 4, 2), 1));
            cases.add(reduce(ReduceOp.ANY, "", data.integers(dtype, 0, 2, 4, 2), 1));
            cases.add(reduce(ReduceOp.MAX, "", data.integers(dtype, 0, 2, 4, 2), 1));
            positions(cases, data, dtype);
            if (dtype != DType.BOOL) {
                cumulate(cases, data, dtype);
            }
        }
        for (DType dtype : Data.FLOATS) {
            recur(cases, data, dtype);
        }
        return cases;
    }

    private static KernelCase reduce(ReduceOp op, String label, NDArray x, int... axes) {
        DType dtype = op.isPredicate() ? DType.BOOL : x.dtype();
        return KernelCase.of(
                TOPIC,
                "reduce",
                label,
                op,
                x,
                axes,
                out(dtype, x.shape().withUnitAxes(axes).toArray()));
    }

    private static void positions(List<KernelCase> cases, Data data, DType dtype) {
        for (String name : new String[] {"argMax", "argMin"}) {
            for (int axis = 0; axis < 3; axis++) {
                NDArray x = data.integers(dtype, 0, dtype == DType.BOOL ? 2 : 5, 3, 4, 5);
                cases.add(KernelCase.of(
                        TOPIC,
                        name,
                        "",
                        x,
                        axis,
                        out(DType.INT64, x.shape().withoutAxes(axis).toArray())));
                cases.add(KernelCase.of(
                        TOPIC,
                        name,
                        "",
                        x,
                        axis,
                        out(DType.INT32, x.shape().withoutAxes(axis).toArray())));
            }
            cases.add(KernelCase.of(TOPIC, name, "long", data.integers(dtype, 0, 2, 2, 3000), 1, out(DType.INT64, 2)));
            cases.add(
                    KernelCase.of(TOPIC, name, "of nothing", data.integers(dtype, 0, 2, 0, 3), 1, out(DType.INT64, 0)));
            if (dtype.isFloating()) {
                NDArray special = data.of(
                        dtype, 1, Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, Double.NEGATIVE_INFINITY, 0);
                cases.add(KernelCase.of(TOPIC, name, "special numbers", special.reshape(2, 3), 0, out(DType.INT64, 3)));
                cases.add(KernelCase.of(TOPIC, name, "special numbers", special.reshape(2, 3), 1, out(DType.INT64, 2)));
            }
        }
    }

    private static void cumulate(List<KernelCase> cases, Data data, DType dtype) {
        for (String name : new String[] {"cumulativeSum", "cumulativeProduct"}) {
            for (int axis = 0; axis < 3; axis++) {
                cases.add(
                        KernelCase.of(TOPIC, name, "", data.integers(dtype, 0, 3, 2, 3, 4), axis, out(dtype, 2, 3, 4)));
            }
            cases.add(KernelCase.of(TOPIC, name, "of nothing", data.integers(dtype, 0, 3, 2, 0), 1, out(dtype, 2, 0)));
            if (dtype == DType.FLOAT32 || dtype == DType.FLOAT64) {
                cases.add(KernelCase.of(
                        TOPIC, name, "long", data.uniform(dtype, 0.999, 1.001, 2, 3000), 1, out(dtype, 2, 3000)));
            }
        }
    }

    private static void recur(List<KernelCase> cases, Data data, DType dtype) {
        for (int axis = 0; axis < 3; axis++) {
            NDArray factor = data.integers(dtype, -1, 2, 2, 3, 4);
            NDArray term = data.integers(dtype, 0, 3, 2, 3, 4);
            cases.add(KernelCase.of(TOPIC, "linearRecurrence", "", factor, term, axis, out(dtype, 2, 3, 4)));
        }
        cases.add(KernelCase.of(
                TOPIC,
                "linearRecurrence",
                "of nothing",
                data.uniform(dtype, 0, 1, 2, 0),
                data.uniform(dtype, 0, 1, 2, 0),
                1,
                out(dtype, 2, 0)));
        if (dtype == DType.FLOAT32 || dtype == DType.FLOAT64) {
            cases.add(KernelCase.of(
                    TOPIC,
                    "linearRecurrence",
                    "long",
                    data.uniform(dtype, -0.9, 0.9, 2, 3000),
                    data.uniform(dtype, -1, 1, 2, 3000),
                    1,
                    out(dtype, 2, 3000)));
        }
    }
}
