package org.chainer.testing.contract;

import static org.chainer.testing.contract.KernelCase.out;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.backend.kernels.LinalgKernels;

/** Products and decompositions. */
final class LinalgCases {
    private static final Class<?> TOPIC = LinalgKernels.class;
    private static final long[][] SIZES = {
        {3, 5, 4}, {1, 1, 1}, {1, 7, 5}, {6, 1, 5}, {6, 7, 1}, {0, 3, 2}, {3, 0, 2}, {2, 3, 0}
    };
    private static final double[][] FACTORS = {{1, 0}, {-0.5, 0}, {1, 1}, {2, -0.5}, {0, 1}};

    private LinalgCases() {}

    static List<KernelCase> all() {
        Data data = new Data();
        List<KernelCase> cases = new ArrayList<>();
        for (DType dtype : Data.FLOATS) {
            products(cases, data, dtype);
            layers(cases, data, dtype);
            decompositions(cases, data, dtype);
            fourier(cases, data, dtype);
            sparse(cases, data, dtype);
        }
        for (DType dtype : new DType[] {DType.INT32, DType.INT64}) {
            cases.add(KernelCase.of(
                    TOPIC,
                    "gemm",
                    "",
                    data.integers(dtype, -9, 9, 3, 4),
                    false,
                    data.integers(dtype, -9, 9, 4, 5),
                    false,
                    1.0,
                    0.0,
                    out(dtype, 3, 5)));
        }
        return cases;
    }

    private static void products(List<KernelCase> cases, Data data, DType dtype) {
        for (long[] size : SIZES) {
            for (double[] factors : size == SIZES[0] ? FACTORS : new double[][] {FACTORS[0], FACTORS[3]}) {
                for (int transposed = 0; transposed < 4; transposed++) {
                    cases.add(gemm(data, dtype, size, transposed, factors));
                }
            }
        }
        cases.add(gemm(data, dtype, new long[] {65, 33, 130}, 0, FACTORS[0]));
        cases.add(gemm(data, dtype, new long[] {65, 33, 130}, 2, FACTORS[2]));
        cases.add(gemm(data, dtype, new long[] {20, 260, 65}, 1, FACTORS[3]));
        for (long[] size : SIZES) {
            cases.add(batched(data, dtype, 3, size));
        }
        cases.add(batched(data, dtype, 0, SIZES[0]));
        cases.add(batched(data, dtype, 1, SIZES[0]));
        cases.add(batched(data, dtype, 17, new long[] {8, 16, 24}));
    }

    private static KernelCase gemm(Data data, DType dtype, long[] size, int transposed, double... factors) {
        boolean first = (transposed & 1) != 0;
        boolean second = (transposed & 2) != 0;
        NDArray a = first ? data.normal(dtype, size[2], size[0]) : data.normal(dtype, size[0], size[2]);
        NDArray b = second ? data.normal(dtype, size[1], size[2]) : data.normal(dtype, size[2], size[1]);
        NDArray y = factors[1] == 0 ? out(dtype, size[0], size[1]) : data.normal(dtype, size[0], size[1]);
        return KernelCase.of(TOPIC, "gemm", "", a, first, b, second, factors[0], factors[1], y);
    }

    private static KernelCase batched(Data data, DType dtype, long batch, long[] size) {
        return KernelCase.of(
                TOPIC,
                "batchedMatmul",
                "",
                data.normal(dtype, batch, size[0], size[2]),
                data.normal(dtype, batch, size[2], size[1]),
                out(dtype, batch, size[0], size[1]));
    }

    private static void layers(List<KernelCase> cases, Data data, DType dtype) {
        for (long[] size : new long[][] {{3, 5, 4}, {1, 1, 1}, {0, 3, 2}, {2, 3, 0}, {20, 130, 65}}) {
            for (NDArray bias : new NDArray[] {null, data.normal(dtype, size[1])}) {
                cases.add(KernelCase.of(
                        TOPIC,
                        "linear",
                        bias == null ? "without bias" : "",
                        data.normal(dtype, size[0], size[2]),
                        data.normal(dtype, size[1], size[2]),
                        bias,
                        out(dtype, size[0], size[1])));
            }
            cases.add(KernelCase.of(
                    TOPIC,
                    "linearOnto",
                    "",
                    data.normal(dtype, size[0], size[2]),
                    data.normal(dtype, size[1], size[2]),
                    data.normal(dtype, size[0], size[1]),
                    out(dtype, size[0], size[1])));
        }
    }

    private static void decompositions(List<KernelCase> cases, Data data, DType dtype) {
        NDArray regular = data.uniform(dtype, -1, 1, 3, 5, 5)
                .add(NDArrays.eye(5, dtype).mul(4))
                .astype(dtype);
        cases.add(KernelCase.of(TOPIC, "inverse", "", regular, out(dtype, 3, 5, 5))
                .distinctOnly());
        cases.add(KernelCase.of(TOPIC, "inverse", "of nothing", data.normal(dtype, 0, 2, 2), out(dtype, 0, 2, 2)));
        cases.add(KernelCase.of(
                TOPIC, "inverse", "of a single number", data.of(dtype, 4).reshape(1, 1, 1), out(dtype, 1, 1, 1)));
        cases.add(KernelCase.of(
                        TOPIC,
                        "inverse",
                        "with exchanged rows",
                        data.of(dtype, 0, 2, 4, 0).reshape(1, 2, 2),
                        out(dtype, 1, 2, 2))
                .distinctOnly());
        cases.add(KernelCase.of(
                        TOPIC, "inverse", "singular", data.of(dtype, 1, 2, 2, 4).reshape(1, 2, 2), out(dtype, 1, 2, 2))
                .expecting(ArithmeticException.class));
        NDArray small = data.uniform(dtype, -0.5, 0.5, 3, 4, 4)
                .add(NDArrays.eye(4, dtype))
                .astype(dtype);
        cases.add(KernelCase.of(TOPIC, "determinant", "", small, out(dtype, 3)));
        cases.add(KernelCase.of(
                TOPIC, "determinant", "of singular", data.of(dtype, 1, 2, 2, 4).reshape(1, 2, 2), out(dtype, 1)));
        cases.add(KernelCase.of(TOPIC, "determinant", "of nothing", data.normal(dtype, 0, 2, 2), out(dtype, 0)));
        NDArray factor = data.uniform(dtype, -1, 1, 5, 5);
        NDArray definite = factor.matmul(factor.transpose())
                .add(NDArrays.eye(5, dtype).mul(2))
                .astype(dtype);
        cases.add(
                KernelCase.of(TOPIC, "cholesky", "", definite, out(dtype, 5, 5)).distinctOnly());
        cases.add(KernelCase.of(
                        TOPIC,
                        "cholesky",
                        "of an indefinite matrix",
                        data.of(dtype, 1, 2, 2, 1).reshape(2, 2),
                        out(dtype, 2, 2))
                .expecting(ArithmeticException.class));
        cases.add(KernelCase.of(TOPIC, "symmetricEigen", "", definite, out(dtype, 5), out(dtype, 5, 5))
                .distinctOnly()
                .judgedBy(LinalgCases::eigen));
        for (long[] size : new long[][] {{4, 4}, {5, 3}, {3, 5}, {1, 4}}) {
            long rank = Math.min(size[0], size[1]);
            cases.add(KernelCase.of(
                            TOPIC,
                            "singularValues",
                            "",
                            data.normal(dtype, size),
                            out(dtype, size[0], rank),
                            out(dtype, rank),
                            out(dtype, rank, size[1]))
                    .judgedBy(LinalgCases::singular));
        }
    }

    /** Vectors may have either sign: the values, and the matrix that both make. */
    private static NDArray[] eigen(NDArray... outputs) {
        NDArray vectors = outputs[1].astype(DType.FLOAT64);
        NDArray product = vectors.mul(outputs[0].astype(DType.FLOAT64)).matmul(vectors.transpose());
        return new NDArray[] {outputs[0], product.astype(outputs[0].dtype())};
    }

    private static NDArray[] singular(NDArray... outputs) {
        NDArray left = outputs[0].astype(DType.FLOAT64).mul(outputs[1].astype(DType.FLOAT64));
        return new NDArray[] {
            outputs[1], left.matmul(outputs[2].astype(DType.FLOAT64)).astype(outputs[1].dtype())
        };
    }

    private static void fourier(List<KernelCase> cases, Data data, DType dtype) {
        for (long n : new long[] {1, 8, 12, 7}) {
            for (boolean inverse : new boolean[] {false, true}) {
                cases.add(KernelCase.of(
                        TOPIC,
                        "fourier",
                        "",
                        data.normal(dtype, 2, 3, n),
                        data.normal(dtype, 2, 3, n),
                        inverse,
                        out(dtype, 2, 3, n),
                        out(dtype, 2, 3, n)));
            }
        }
    }

    private static void sparse(List<KernelCase> cases, Data data, DType dtype) {
        for (DType index : new DType[] {DType.INT32, DType.INT64}) {
            NDArray rows = data.integers(index, -1, 4, 12);
            NDArray columns = data.integers(index, 0, 5, 12);
            NDArray b = data.normal(dtype, 5, 3);
            cases.add(KernelCase.of(
                    TOPIC, "sparseMatmul", "", data.normal(dtype, 12), rows, columns, b, out(dtype, 4, 3)));
            cases.add(KernelCase.of(
                    TOPIC, "sparseMatmulGradValues", "", rows, columns, data.normal(dtype, 4, 3), b, out(dtype, 12)));
        }
        NDArray wrong = data.of(DType.INT32, 0, 4);
        NDArray right = data.of(DType.INT32, 0, 1);
        cases.add(KernelCase.of(
                        TOPIC,
                        "sparseMatmul",
                        "row out of range",
                        data.normal(dtype, 2),
                        wrong,
                        right,
                        data.normal(dtype, 5, 3),
                        out(dtype, 4, 3))
                .expecting(IndexOutOfBoundsException.class));
        cases.add(KernelCase.of(
                        TOPIC,
                        "sparseMatmul",
                        "column out of range",
                        data.normal(dtype, 2),
                        right,
                        wrong,
                        data.normal(dtype, 4, 3),
                        out(dtype, 4, 3))
                .expecting(IndexOutOfBoundsException.class));
    }
}
