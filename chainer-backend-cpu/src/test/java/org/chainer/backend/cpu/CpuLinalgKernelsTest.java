package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.LinalgKernels;
import org.chainer.backend.reference.ReferenceLinalgKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuLinalgKernelsTest {
    private final LinalgKernels kernels = new CpuLinalgKernels();
    private final LinalgKernels reference = new ReferenceLinalgKernels();
    private final Random random = new Random(0);

    @ParameterizedTest
    @CsvSource({
        "1,1,1",
        "1,7,5",
        "7,1,5",
        "7,5,1",
        "3,4,5",
        "64,65,66",
        "20,300,100",
        "1,300,700",
        "300,1,700",
        "0,3,4",
        "3,0,4",
        "3,4,0"
    })
    void productsEqualTheReference(long m, long n, long k) {
        for (String oneDnn : new String[] {"auto", "always", "never"}) {
            for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.FLOAT16, DType.BFLOAT16, DType.INT32}) {
                for (boolean transA : new boolean[] {false, true}) {
                    for (boolean transB : new boolean[] {false, true}) {
                        for (double[] factors : new double[][] {{1, 0}, {1, 1}, {-0.5, 2}}) {
                            NDArray a = numbers(dtype, transA ? k : m, transA ? m : k);
                            NDArray b = numbers(dtype, transB ? n : k, transB ? k : n);
                            NDArray out = numbers(dtype, m, n);
                            NDArray expected = out.copy();
                            reference.gemm(a, transA, b, transB, factors[0], factors[1], expected);
                            try (var scope = Chainer.usingConfig(Config.USE_ONE_DNN, oneDnn)) {
                                kernels.gemm(a, transA, b, transB, factors[0], factors[1], out);
                            }
                            assertClose(out, expected);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"::2, :", ":, ::2", "::-1, :", ":, ::-1", "2:9, 3:8", "::3, ::-2"})
    void productsOfViewsEqualTheReference(String view) {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            for (String oneDnn : new String[] {"auto", "always"}) {
                NDArray a = numbers(dtype, 40, 30).get(view);
                NDArray b = numbers(dtype, 30, 40).transpose().get(view).transpose();
                NDArray whole = numbers(dtype, 80, 80);
                NDArray expectedWhole = whole.copy();
                long m = a.dim(0);
                long n = b.dim(1);
                try (var scope = Chainer.usingConfig(Config.USE_ONE_DNN, oneDnn)) {
                    for (int way = 0; way < 4; way++) {
                        NDArray out = target(whole, way, m, n);
                        NDArray expected = target(expectedWhole, way, m, n);
                        kernels.gemm(a, false, b, false, 1, 0, out);
                        reference.gemm(a, false, b, false, 1, 0, expected);
                        assertClose(whole, expectedWhole);
                    }
                }
            }
        }
    }

    private static NDArray target(NDArray whole, int way, long m, long n) {
        return switch (way) {
            case 0 -> whole.slice(0, 3, 3 + m).slice(1, 5, 5 + n);
            case 1 -> whole.slice(0, 3, 3 + n).slice(1, 5, 5 + m).transpose();
            case 2 -> whole.get("::2, ::2").slice(0, 0, m).slice(1, 0, n);
            default -> whole.flip(0).slice(0, 0, m).slice(1, 0, n);
        };
    }

    @Test
    void aProductIntoItsOwnFactorEqualsTheReference() {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            NDArray a = numbers(dtype, 80, 80);
            NDArray b = numbers(dtype, 80, 80);
            NDArray expected = a.emptyLike();
            reference.gemm(a, false, b, false, 1, 0, expected);
            kernels.gemm(a, false, b, false, 1, 0, a);
            assertClose(a, expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,5,7", "2,3,4", "20,130,70", "1,500,300", "600,33,40", "0,3,4", "4,0,3"})
    void fullyConnectedLayersEqualTheReference(long rows, long units, long in) {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.FLOAT16, DType.BFLOAT16}) {
            for (String oneDnn : new String[] {"auto", "always", "never"}) {
                NDArray x = numbers(dtype, rows, in);
                NDArray w = numbers(dtype, units, in);
                NDArray bias = numbers(dtype, units);
                try (var scope = Chainer.usingConfig(Config.USE_ONE_DNN, oneDnn)) {
                    for (NDArray b :
                            new NDArray[] {null, bias, numbers(dtype, 2 * units).get("::2")}) {
                        NDArray y = numbers(dtype, rows, units);
                        NDArray expected = y.emptyLike();
                        reference.linear(x, w, b, expected);
                        for (int use = 0; use < 3; use++) {
                            kernels.linear(x, w, b, y);
                            assertClose(y, expected);
                        }
                    }
                }
            }
        }
    }

    @Test
    void aMatrixIsPackedWhenItIsUsedAgainAndAnewWhenItWasWrittenTo() {
        NDArray x = numbers(DType.FLOAT32, 20, 200);
        NDArray w = numbers(DType.FLOAT32, 150, 200);
        NDArray y = NDArray.empty(DType.FLOAT32, 20, 150);
        kernels.linear(x, w, null, y);
        assertThat(WeightPack.isPacked(w)).isFalse();
        kernels.linear(x, w, null, y);
        assertThat(WeightPack.isPacked(w)).isTrue();
        kernels.linear(x, w, null, y);
        assertThat(WeightPack.isPacked(x)).isFalse();

        w.slice(0, 3, 4).fill(7);
        assertThat(WeightPack.isPacked(w)).isFalse();
        kernels.linear(x, w, null, y);
        assertThat(WeightPack.isPacked(w)).as("used again in its last version").isTrue();
        NDArray expected = y.emptyLike();
        reference.linear(x, w, null, expected);
        assertClose(y, expected);
    }

    @Test
    void bothDirectionsOfAMatrixHaveTheirOwnPack() {
        NDArray x = numbers(DType.FLOAT32, 20, 200);
        NDArray w = numbers(DType.FLOAT32, 150, 200);
        NDArray y = NDArray.empty(DType.FLOAT32, 20, 150);
        NDArray gx = NDArray.empty(DType.FLOAT32, 20, 200);
        NDArray expectedY = y.emptyLike();
        NDArray expectedGx = gx.emptyLike();
        reference.linear(x, w, null, expectedY);
        reference.gemm(expectedY, false, w, false, 1, 0, expectedGx);
        for (int use = 0; use < 4; use++) {
            kernels.linear(x, w, null, y);
            kernels.gemm(expectedY, false, w, false, 1, 0, gx);
            assertClose(y, expectedY);
            assertClose(gx, expectedGx);
        }
    }

    @Test
    void packedMatricesServeAnyNumberOfRows() {
        NDArray w = numbers(DType.FLOAT32, 150, 200);
        for (long rows : new long[] {20, 20, 5, 300, 64, 2, 1}) {
            NDArray x = numbers(DType.FLOAT32, rows, 200);
            NDArray y = NDArray.empty(DType.FLOAT32, rows, 150);
            NDArray expected = y.emptyLike();
            kernels.linear(x, w, null, y);
            reference.linear(x, w, null, expected);
            assertClose(y, expected);
        }
        assertThat(WeightPack.isPacked(w)).isTrue();
    }

    @Test
    void threadsMayShareAMatrix() throws Exception {
        NDArray w = numbers(DType.FLOAT32, 120, 130);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            NDArray x = numbers(DType.FLOAT32, 20 + t % 2, 130);
            NDArray expected = NDArray.empty(DType.FLOAT32, x.dim(0), 120);
            reference.linear(x, w, null, expected);
            tasks.add(() -> {
                for (int i = 0; i < 200; i++) {
                    NDArray y = expected.emptyLike();
                    kernels.linear(x, w, null, y);
                    assertClose(y, expected);
                }
                return null;
            });
        }
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource({"1,3,4,5", "6,3,4,5", "3,40,30,20", "0,2,2,2", "2,0,3,4", "2,3,4,0"})
    void batchesOfProductsEqualTheReference(long batch, long m, long n, long k) {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT64}) {
            for (String oneDnn : new String[] {"auto", "always"}) {
                try (var scope = Chainer.usingConfig(Config.USE_ONE_DNN, oneDnn)) {
                    NDArray[] lefts = {
                        numbers(dtype, batch, m, k),
                        numbers(dtype, batch, k, m).swapAxes(1, 2),
                        numbers(dtype, 1, m, k).broadcastTo(org.chainer.array.Shape.of(batch, m, k)),
                        numbers(dtype, batch, m, 2 * k).get(":, :, ::2")
                    };
                    for (NDArray a : lefts) {
                        NDArray b = numbers(dtype, k, batch, n).swapAxes(0, 1);
                        NDArray out = numbers(dtype, batch, m, n);
                        NDArray expected = out.emptyLike();
                        kernels.batchedMatmul(a, b, out);
                        reference.batchedMatmul(a, b, expected);
                        assertClose(out, expected);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void inversesAndDeterminantsEqualTheReference(DType dtype) {
        for (long n : new long[] {1, 2, 5, 33}) {
            NDArray x = numbers(dtype, 3, n, n);
            for (long i = 0; i < n; i++) {
                x.get(":, " + i + ", " + i).addAssign(NDArray.full(4, dtype));
            }
            NDArray y = x.emptyLike();
            NDArray expected = x.emptyLike();
            kernels.inverse(x, y);
            reference.inverse(x, expected);
            assertClose(y, expected);
            NDArray det = NDArray.empty(dtype, 3);
            NDArray expectedDet = NDArray.empty(dtype, 3);
            kernels.determinant(x, det);
            reference.determinant(x, expectedDet);
            assertThat(det.allClose(expectedDet, 1e-4, 1e-6)).isTrue();
        }
        NDArray singular = NDArray.ones(dtype, 2, 3, 3);
        assertThatThrownBy(() -> kernels.inverse(singular, singular.emptyLike()))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("matrix 0");
        NDArray det = NDArray.empty(dtype, 2);
        kernels.determinant(singular, det);
        assertThat(det.toDoubleArray()).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void symmetricMatricesAreDecomposed(DType dtype) {
        NDArray half = numbers(dtype, 12, 12);
        NDArray x = half.matmul(half.transpose());
        NDArray l = x.emptyLike();
        NDArray expected = x.emptyLike();
        kernels.cholesky(x, l);
        reference.cholesky(x, expected);
        assertClose(l, expected);
        assertThatThrownBy(() -> kernels.cholesky(x.neg(), l))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("not positive definite");

        NDArray values = NDArray.empty(dtype, 12);
        NDArray expectedValues = NDArray.empty(dtype, 12);
        NDArray vectors = x.emptyLike();
        kernels.symmetricEigen(x, values, vectors);
        reference.symmetricEigen(x, expectedValues, x.emptyLike());
        assertClose(values, expectedValues);
        assertClose(vectors.mul(values).matmul(vectors.transpose()), x);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "4,9", "9,4", "20,20"})
    void singularValueDecompositionsMultiplyToTheMatrix(long m, long n) {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            long r = Math.min(m, n);
            NDArray x = numbers(dtype, m, n);
            NDArray u = NDArray.empty(dtype, m, r);
            NDArray s = NDArray.empty(dtype, r);
            NDArray vt = NDArray.empty(dtype, r, n);
            kernels.singularValues(x, u, s, vt);
            NDArray expected = NDArray.empty(dtype, r);
            reference.singularValues(x, u.emptyLike(), expected, vt.emptyLike());
            assertClose(s, expected);
            assertClose(u.mul(s).matmul(vt), x);
        }
    }

    private NDArray numbers(DType dtype, long... shape) {
        NDArray floats = Samples.random(random, shape);
        return dtype.isFloating() ? floats.astype(dtype) : floats.mul(10).astype(dtype);
    }

    private static void assertClose(NDArray actual, NDArray expected) {
        double tolerance = switch (expected.dtype()) {
            case FLOAT64 -> 1e-10;
            case FLOAT32 -> 1e-4;
            case FLOAT16 -> 1e-2;
            case BFLOAT16 -> 5e-2;
            default -> 0;
        };
        assertThat(actual.allClose(expected, tolerance, tolerance))
                .as(() -> actual + "\nshould be close to\n" + expected)
                .isTrue();
    }
}
