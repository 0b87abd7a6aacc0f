package org.chainer.testing.contract;

import static org.chainer.testing.contract.KernelCase.out;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.ElementwiseKernels;

/** Choices, accumulation, constants, conversion, ranges. */
final class ElementwiseCases {
    private static final Class<?> TOPIC = ElementwiseKernels.class;

    private ElementwiseCases() {}

    static List<KernelCase> all() {
        Data data = new Data();
        List<KernelCase> cases = new ArrayList<>();
        for (DType dtype : DType.values()) {
            cases.add(where(data, dtype, 2, 3, 4).mayShare(1, 3).mayShare(2, 3));
            cases.add(where(data, dtype));
            cases.add(where(data, dtype, 0, 2));
            cases.add(where(data, dtype, 5, 700).contiguousOnly());
            fill(cases, dtype);
            convert(cases, data, dtype);
            if (dtype != DType.BOOL) {
                accumulate(cases, data, dtype);
                cases.add(KernelCase.of(TOPIC, "range", "", 1.0, 2.0, out(dtype, 50)));
                cases.add(KernelCase.of(TOPIC, "range", "of nothing", 1.0, 2.0, out(dtype, 0)));
            }
        }
        for (DType dtype : Data.FLOATS) {
            cases.add(KernelCase.of(TOPIC, "range", "", -1.5, 0.125, out(dtype, 3000)));
        }
        return cases;
    }

    private static KernelCase where(Data data, DType dtype, long... shape) {
        return KernelCase.of(
                TOPIC,
                "where",
                "",
                data.integers(DType.BOOL, 0, 2, shape),
                data.integers(dtype, 0, 100, shape),
                data.integers(dtype, 0, 100, shape),
                out(dtype, shape));
    }

    private static void fill(List<KernelCase> cases, DType dtype) {
        for (Number value : new Number[] {0, 1, 5L, 2.5}) {
            cases.add(KernelCase.of(TOPIC, "fill", "", value, out(dtype, 2, 3, 4)));
            cases.add(KernelCase.of(TOPIC, "fill", "", value, out(dtype)));
        }
        cases.add(KernelCase.of(TOPIC, "fill", "of nothing", 1, out(dtype, 0)));
        cases.add(KernelCase.of(TOPIC, "fill", "long", 1, out(dtype, 3, 1031)));
        if (dtype.isFloating()) {
            cases.add(KernelCase.of(TOPIC, "fill", "", Double.NEGATIVE_INFINITY, out(dtype, 3)));
            cases.add(KernelCase.of(TOPIC, "fill", "", Double.NaN, out(dtype, 3)));
        }
    }

    private static void convert(List<KernelCase> cases, Data data, DType from) {
        for (DType to : DType.values()) {
            NDArray x = data.integers(from, 0, 100, 2, 3, 4);
            cases.add(KernelCase.of(TOPIC, "copy", "", x, out(to, 2, 3, 4)));
            cases.add(KernelCase.of(TOPIC, "copy", "", data.integers(from, 0, 100), out(to)));
            cases.add(KernelCase.of(TOPIC, "copy", "of nothing", data.integers(from, 0, 100, 0), out(to, 0)));
            cases.add(KernelCase.of(TOPIC, "copy", "long", data.integers(from, 0, 100, 5000), out(to, 5000)));
            if (from.isFloating()) {
                NDArray fractions = data.uniform(from, to == DType.UINT8 ? 0 : -100, 100, 3, 50);
                cases.add(KernelCase.of(TOPIC, "copy", "of fractions", fractions, out(to, 3, 50)));
            }
            if (from.isFloating() && to.isFloating()) {
                NDArray special =
                        data.of(from, Double.NaN, Double.POSITIVE_INFINITY, -0.0, 1e-7, 65504, 65520, 1e38, -1e300);
                cases.add(KernelCase.of(TOPIC, "copy", "of special numbers", special, out(to, 8))
                        .contiguousOnly());
            }
        }
        if (from == DType.INT64) {
            NDArray large = NDArray.of(Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1);
            cases.add(KernelCase.of(TOPIC, "copy", "of large integers", large, out(DType.INT64, 3)));
        }
    }

    private static void accumulate(List<KernelCase> cases, Data data, DType dtype) {
        for (double alpha : new double[] {1, -1, 2}) {
            int low = dtype == DType.UINT8 ? 0 : -9;
            NDArray y = data.integers(dtype, dtype == DType.UINT8 ? 20 : -9, 40, 2, 3, 4);
            cases.add(KernelCase.of(TOPIC, "accumulate", "", alpha, data.integers(dtype, low, 10, 2, 3, 4), y));
        }
        if (dtype.isFloating()) {
            cases.add(KernelCase.of(
                    TOPIC, "accumulate", "", 0.3, data.normal(dtype, 2, 3, 4), data.normal(dtype, 2, 3, 4)));
            cases.add(KernelCase.of(TOPIC, "accumulate", "without axes", 0.3, data.normal(dtype), data.normal(dtype)));
            cases.add(KernelCase.of(
                    TOPIC, "accumulate", "of nothing", 0.3, data.normal(dtype, 0), data.normal(dtype, 0)));
            cases.add(KernelCase.of(
                    TOPIC, "accumulate", "long", 0.3, data.normal(dtype, 3, 1031), data.normal(dtype, 3, 1031)));
        }
    }
}
