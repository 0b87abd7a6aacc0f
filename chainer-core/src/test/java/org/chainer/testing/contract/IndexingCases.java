package org.chainer.testing.contract;

import static org.chainer.testing.contract.KernelCase.out;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.IndexingKernels;

/** Gathering, scattering, sorting, sampling. */
final class IndexingCases {
    private static final Class<?> TOPIC = IndexingKernels.class;
    private static final DType[] INDICES = {DType.INT32, DType.INT64, DType.INT8, DType.UINT8};

    private IndexingCases() {}

    static List<KernelCase> all() {
        Data data = new Data();
        List<KernelCase> cases = new ArrayList<>();
        for (DType dtype : DType.values()) {
            take(cases, data, dtype, DType.INT64);
            sort(cases, data, dtype);
            if (dtype != DType.BOOL) {
                embed(cases, data, dtype, DType.INT32);
                scatterAdd(cases, data, dtype, DType.INT64);
            }
        }
        for (DType index : INDICES) {
            take(cases, data, DType.FLOAT32, index);
            embed(cases, data, DType.FLOAT32, index);
            scatterAdd(cases, data, DType.FLOAT32, index);
        }
        for (DType dtype : Data.FLOATS) {
            sample(cases, data, dtype);
            errors(cases, data, dtype);
        }
        return cases;
    }

    private static void embed(List<KernelCase> cases, Data data, DType dtype, DType index) {
        for (Integer ignored : new Integer[] {null, 2}) {
            NDArray ids = data.integers(index, 0, 6, 4, 3);
            cases.add(KernelCase.of(
                    TOPIC, "embed", "", data.integers(dtype, 0, 9, 6, 5), ids, ignored, out(dtype, 4, 3, 5)));
            cases.add(KernelCase.of(
                    TOPIC,
                    "embedGrad",
                    "",
                    ids,
                    data.integers(dtype, 0, 3, 4, 3, 5),
                    ignored,
                    data.integers(dtype, 0, 3, 6, 5)));
        }
        NDArray one = data.integers(index, 0, 6);
        cases.add(KernelCase.of(TOPIC, "embed", "of one", data.integers(dtype, 0, 9, 6, 5), one, null, out(dtype, 5)));
        cases.add(KernelCase.of(
                TOPIC,
                "embedGrad",
                "of one",
                one,
                data.integers(dtype, 0, 3, 5),
                null,
                data.integers(dtype, 0, 3, 6, 5)));
        NDArray none = data.integers(index, 0, 6, 0);
        cases.add(KernelCase.of(
                TOPIC, "embed", "of nothing", data.integers(dtype, 0, 9, 6, 5), none, null, out(dtype, 0, 5)));
        cases.add(KernelCase.of(
                TOPIC,
                "embedGrad",
                "of nothing",
                none,
                data.integers(dtype, 0, 3, 0, 5),
                null,
                data.integers(dtype, 0, 3, 6, 5)));
        NDArray many = data.integers(index, 0, 100, 300);
        cases.add(KernelCase.of(
                        TOPIC, "embed", "long", data.integers(dtype, 0, 100, 100, 65), many, null, out(dtype, 300, 65))
                .contiguousOnly());
        cases.add(KernelCase.of(
                        TOPIC,
                        "embedGrad",
                        "long",
                        many,
                        data.integers(dtype, 0, 3, 300, 65),
                        null,
                        data.integers(dtype, 0, 3, 100, 65))
                .contiguousOnly());
    }

    private static void take(List<KernelCase> cases, Data data, DType dtype, DType index) {
        int most = dtype == DType.BOOL ? 2 : 50;
        for (int axis = 0; axis < 3; axis++) {
            NDArray x = data.integers(dtype, 0, most, 3, 4, 5);
            NDArray indices = data.integers(index, 0, 3, 2, 4);
            long[] gathered = x.shape()
                    .subShape(0, axis)
                    .concat(indices.shape())
                    .concat(x.shape().subShape(axis + 1, 3))
                    .toArray();
            cases.add(KernelCase.of(TOPIC, "take", "", x, indices, axis, out(dtype, gathered)));
            cases.add(KernelCase.of(
                    TOPIC,
                    "scatter",
                    "",
                    data.integers(dtype, 0, most, gathered),
                    indices,
                    axis,
                    data.integers(dtype, 0, most, 3, 4, 5)));
            long[] along = x.shape().withDim(axis, 2).toArray();
            cases.add(KernelCase.of(
                    TOPIC, "takeAlongAxis", "", x, data.integers(index, 0, 3, along), axis, out(dtype, along)));
        }
        NDArray row = data.integers(dtype, 0, most, 7);
        cases.add(KernelCase.of(TOPIC, "take", "at one index", row, data.integers(index, 0, 7), 0, out(dtype)));
        cases.add(KernelCase.of(TOPIC, "take", "of nothing", row, data.integers(index, 0, 7, 0), 0, out(dtype, 0)));
        cases.add(KernelCase.of(
                TOPIC,
                "scatter",
                "of nothing",
                data.integers(dtype, 0, most, 0),
                data.integers(index, 0, 7, 0),
                0,
                row));
        cases.add(KernelCase.of(
                TOPIC, "takeAlongAxis", "of nothing", row, data.integers(index, 0, 7, 0), 0, out(dtype, 0)));
    }

    private static void scatterAdd(List<KernelCase> cases, Data data, DType dtype, DType index) {
        for (int axis = 0; axis < 3; axis++) {
            NDArray y = data.integers(dtype, 0, 5, 3, 4, 5);
            NDArray indices = data.integers(index, 0, 3, 2, 4);
            long[] gathered = y.shape()
                    .subShape(0, axis)
                    .concat(indices.shape())
                    .concat(y.shape().subShape(axis + 1, 3))
                    .toArray();
            cases.add(KernelCase.of(TOPIC, "scatterAdd", "", data.integers(dtype, 0, 5, gathered), indices, axis, y));
            long[] along = y.shape().withDim(axis, 2).toArray();
            cases.add(KernelCase.of(
                    TOPIC,
                    "scatterAddAlongAxis",
                    "",
                    data.integers(dtype, 0, 5, along),
                    data.integers(index, 0, 3, along),
                    axis,
                    y));
        }
        NDArray row = data.integers(dtype, 0, 5, 7);
        NDArray none = data.integers(index, 0, 7, 0);
        cases.add(KernelCase.of(TOPIC, "scatterAdd", "of nothing", data.integers(dtype, 0, 5, 0), none, 0, row));
        cases.add(
                KernelCase.of(TOPIC, "scatterAddAlongAxis", "of nothing", data.integers(dtype, 0, 5, 0), none, 0, row));
    }

    private static void sort(List<KernelCase> cases, Data data, DType dtype) {
        int most = dtype == DType.BOOL ? 2 : 6;
        for (String name : new String[] {"sort", "argSort"}) {
            DType result = name.equals("sort") ? dtype : DType.INT64;
            for (int axis = 0; axis < 3; axis++) {
                cases.add(KernelCase.of(
                        TOPIC, name, "", data.integers(dtype, 0, most, 3, 4, 5), axis, out(result, 3, 4, 5)));
            }
            cases.add(KernelCase.of(
                    TOPIC, name, "of nothing", data.integers(dtype, 0, most, 2, 0), 1, out(result, 2, 0)));
            cases.add(KernelCase.of(TOPIC, name, "long", data.integers(dtype, 0, most, 3000), 0, out(result, 3000)));
            if (dtype.isFloating()) {
                NDArray special = data.of(
                        dtype, 1, Double.NaN, Double.POSITIVE_INFINITY, -3, Double.NaN, Double.NEGATIVE_INFINITY);
                cases.add(KernelCase.of(TOPIC, name, "special numbers", special, 0, out(result, 6)));
            }
        }
    }

    private static void sample(List<KernelCase> cases, Data data, DType dtype) {
        // Quarters are exact in every dtype, so that no point moves to the other side of an element.
        NDArray x = data.normal(dtype, 2, 3, 4, 5);
        NDArray positions = data.integers(dtype, -4, 20, 2, 2, 3, 2).mul(0.25).add(0.125);
        cases.add(KernelCase.of(TOPIC, "sampleBilinear", "", x, positions, out(dtype, 2, 3, 3, 2)));
        NDArray gy = data.normal(dtype, 2, 3, 3, 2);
        NDArray gx = out(dtype, 2, 3, 4, 5);
        NDArray gpositions = out(dtype, 2, 2, 3, 2);
        cases.add(KernelCase.of(TOPIC, "sampleBilinearGrad", "", x, positions, gy, gx, gpositions));
        cases.add(KernelCase.of(TOPIC, "sampleBilinearGrad", "to x alone", x, positions, gy, gx, null));
        cases.add(KernelCase.of(TOPIC, "sampleBilinearGrad", "to positions alone", x, positions, gy, null, gpositions));
    }

    private static void errors(List<KernelCase> cases, Data data, DType dtype) {
        NDArray table = data.normal(dtype, 4, 3);
        for (NDArray ids : new NDArray[] {
            data.of(DType.INT32, 0, 4), data.of(DType.INT64, -1, 0), data.of(DType.INT64, 1L << 40, 0)
        }) {
            wrong(cases, "embed", table, ids, null, out(dtype, 2, 3));
            wrong(cases, "embedGrad", ids, data.normal(dtype, 2, 3), null, table);
            wrong(cases, "take", table, ids, 0, out(dtype, 2, 3));
            wrong(cases, "scatter", data.normal(dtype, 2, 3), ids, 0, table);
            wrong(cases, "scatterAdd", data.normal(dtype, 2, 3), ids, 0, table);
            NDArray column = ids.reshape(2, 1);
            wrong(cases, "takeAlongAxis", table.slice(1, 0, 1).copy(), column, 0, out(dtype, 2, 1));
            wrong(
                    cases,
                    "scatterAddAlongAxis",
                    data.normal(dtype, 2, 1),
                    column,
                    0,
                    table.slice(1, 0, 1).copy());
        }
    }

    private static void wrong(List<KernelCase> cases, String name, Object... arguments) {
        cases.add(KernelCase.of(TOPIC, name, "out of range", arguments).expecting(IndexOutOfBoundsException.class));
    }
}
