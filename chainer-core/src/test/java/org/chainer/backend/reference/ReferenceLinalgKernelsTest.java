package org.chainer.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.LinalgKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceLinalgKernelsTest extends OnReference {
    private final LinalgKernels kernels = device.linalg();
    private final NDArray a = NDArray.from(new double[][] {{1, 2, 3}, {4, 5, 6}});
    private final NDArray b = NDArray.from(new double[][] {{1, -1}, {0, 2}, {3, 1}});

    @Test
    void productsOfTransposes() {
        NDArray out = zeros(2, 2);
        kernels.gemm(a, false, b, false, 1, 0, out);
        expect(out, 10, 6, 22, 12);
        kernels.gemm(a.transpose().copy(), true, b.transpose().copy(), true, 1, 0, out);
        expect(out, 10, 6, 22, 12);
        kernels.gemm(a.transpose(), true, b, false, 1, 0, out.transpose());
        expect(out, 10, 22, 6, 12);
    }

    @Test
    void accumulatesAndScales() {
        NDArray out = NDArray.ones(DType.FLOAT64, 2, 2);
        kernels.gemm(a, false, b, false, 2, 10, out);
        expect(out, 30, 22, 54, 34);
        out.fill(Double.NaN);
        kernels.gemm(a, false, b, false, 1, 0, out);
        expect(out, 10, 6, 22, 12);
    }

    @Test
    void integersAreExact() {
        NDArray x = NDArray.of((1L << 53) + 1).reshape(1, 1);
        NDArray out = NDArray.of(5L).reshape(1, 1);
        kernels.gemm(x, false, NDArray.of(3L).reshape(1, 1), false, 1, 1, out);
        assertThat(out.toLongArray()).containsExactly(3 * ((1L << 53) + 1) + 5);
    }

    @Test
    void withoutInnerOrOuterElements() {
        NDArray out = NDArray.ones(DType.FLOAT64, 2, 2);
        kernels.gemm(zeros(2, 0), false, zeros(0, 2), false, 1, 0, out);
        expect(out, 0, 0, 0, 0);
        NDArray none = zeros(0, 2);
        kernels.gemm(zeros(0, 3), false, b, false, 1, 0, none);
        expect(none);
    }

    @Test
    void batches() {
        NDArray left = NDArray.from(new double[][][] {{{1, 2}}, {{3, 4}}});
        NDArray right = NDArray.from(new double[][][] {{{1}, {10}}, {{2}, {20}}});
        NDArray out = zeros(2, 1, 1);
        kernels.batchedMatmul(left, right, out);
        expect(out, 21, 86);
    }

    @Test
    void linear() {
        NDArray y = zeros(2, 2);
        kernels.linear(a, b.transpose().copy(), NDArray.of(100.0, 200.0), y);
        expect(y, 110, 206, 122, 212);
        kernels.linear(a, b.transpose().copy(), null, y);
        expect(y, 10, 6, 22, 12);
    }

    @Test
    void inverses() {
        NDArray x =
                NDArray.from(new double[][][] {{{4, 2, 1}, {2, 5, 3}, {1, 3, 6}}, {{0, 1, 0}, {2, 0, 0}, {0, 0, 4}}});
        NDArray y = x.emptyLike();
        kernels.inverse(x, y);
        expect(
                y,
                0.31343283582089554,
                -0.13432835820895522,
                0.014925373134328353,
                -0.13432835820895522,
                0.34328358208955223,
                -0.14925373134328357,
                0.014925373134328358,
                -0.14925373134328357,
                0.23880597014925373,
                0,
                0.5,
                0,
                1,
                0,
                0,
                0,
                0,
                0.25);
    }

    @Test
    void aSingularMatrixIsNamedAndNothingIsWritten() {
        NDArray x = NDArray.from(new double[][][] {{{1, 0}, {0, 1}}, {{1, 2}, {2, 4}}});
        NDArray y = zeros(2, 2, 2);
        assertThatThrownBy(() -> kernels.inverse(x, y))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("inverse: matrix 1 of the batch, of shape (2, 2), is singular: pivot 1 is 0");
        expect(y, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void determinants() {
        NDArray x = NDArray.from(new double[][][] {
            {{4, 2, 1}, {2, 5, 3}, {1, 3, 6}}, {{0, 1, 0}, {2, 0, 0}, {0, 0, 4}}, {{1, 2, 3}, {4, 5, 6}, {5, 7, 9}}
        });
        NDArray y = zeros(3);
        kernels.determinant(x, y);
        expect(y, 67, -8, 0);
        NDArray ofNothing = zeros(1);
        kernels.determinant(zeros(1, 0, 0), ofNothing);
        expect(ofNothing, 1);
    }

    @Test
    void cholesky() {
        NDArray y = zeros(3, 3);
        kernels.cholesky(NDArray.from(new double[][] {{4, 2, 1}, {2, 5, 3}, {1, 3, 6}}), y);
        expect(y, 2, 0, 0, 1, 2, 0, 0.5, 1.25, 2.0463381929681126);
        assertThatThrownBy(() -> kernels.cholesky(NDArray.from(new double[][] {{1, 2}, {2, 1}}), zeros(2, 2)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("cholesky: the matrix of shape (2, 2) is not positive definite: "
                        + "its leading minor of order 2 is not positive");
    }

    @Test
    void eigenvaluesOfASymmetricMatrix() {
        NDArray x = NDArray.from(new double[][] {{4, 2, 1}, {2, 5, 3}, {1, 3, 6}});
        NDArray values = zeros(3);
        NDArray vectors = zeros(3, 3);
        kernels.symmetricEigen(x, values, vectors);
        expect(values, 1.9213469419616895, 3.730159123688258, 9.348493934350051);
        expect(vectors.mul(values).matmul(vectors.transpose()), x.toDoubleArray());
        expect(vectors.transpose().matmul(vectors), 1, 0, 0, 0, 1, 0, 0, 0, 1);
    }

    @Test
    void eigenvaluesOfLargerAndDegenerateMatrices() {
        NDArray root = random(3, 12, 5);
        NDArray x = root.matmul(root.transpose());
        NDArray values = zeros(12);
        NDArray vectors = zeros(12, 12);
        kernels.symmetricEigen(x, values, vectors);
        assertThat(values.toDoubleArray()).isSorted();
        expectWithin(1e-12, values.slice(0, 0, 7), 0, 0, 0, 0, 0, 0, 0);
        expectWithin(1e-11, vectors.mul(values).matmul(vectors.transpose()), x.toDoubleArray());
        NDArray zero = zeros(2, 2);
        kernels.symmetricEigen(zero, zeros(2), zero);
        expect(zero, 1, 0, 0, 1);
    }

    @Test
    void singularValues() {
        NDArray u = zeros(2, 2);
        NDArray s = zeros(2);
        NDArray vt = zeros(2, 3);
        kernels.singularValues(a, u, s, vt);
        expect(s, 9.508032000695724, 0.7728696356734844);
        expect(u.mul(s).matmul(vt), a.toDoubleArray());
        expect(u.transpose().matmul(u), 1, 0, 0, 1);
        expect(vt.matmul(vt.transpose()), 1, 0, 0, 1);
        assertThat(Math.abs(u.getDouble(0, 0))).isCloseTo(0.38631770311861147, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"5, 3, 1", "3, 5, 2", "6, 6, 4", "4, 4, 0"})
    void singularVectorsAreOrthonormalWhateverTheRank(int m, int n, int rank) {
        NDArray x = random(5, m, rank).matmul(random(6, rank, n));
        int r = Math.min(m, n);
        NDArray u = zeros(m, r);
        NDArray s = zeros(r);
        NDArray vt = zeros(r, n);
        kernels.singularValues(x, u, s, vt);
        double[] identity = new double[r * r];
        for (int i = 0; i < r; i++) {
            identity[i * r + i] = 1;
        }
        expect(u.transpose().matmul(u), identity);
        expect(vt.matmul(vt.transpose()), identity);
        expect(u.mul(s).matmul(vt), x.toDoubleArray());
        double[] descending = s.toDoubleArray();
        for (int i = 0; i < r; i++) {
            assertThat(descending[i] > 1e-10).isEqualTo(i < rank);
            assertThat(i == 0 || descending[i] <= descending[i - 1]).isTrue();
        }
    }

    @Test
    void fourierTransform() {
        NDArray re = NDArray.of(1, 0, 3, -2, 0.5, 0);
        NDArray im = NDArray.of(2, -1, 0, 1, -0.5, 1);
        NDArray toRe = zeros(6);
        NDArray toIm = zeros(6);
        kernels.fourier(re, im, false, toRe, toIm);
        expect(toRe, 2.5, -0.04903810567665756, -4.915063509461096, 6.5, -0.5849364905389036, 2.549038105676658);
        expect(toIm, 2.5, -0.9150635094610968, 5.415063509461096, 0.5, 1.0849364905389036, 3.4150635094610964);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "7", "8", "60", "97"})
    void fourierTransformsUndoEachOther(int n) {
        NDArray re = random(1, 2, n);
        NDArray im = random(2, 2, n);
        NDArray toRe = zeros(2, n);
        NDArray toIm = zeros(2, n);
        kernels.fourier(re, im, false, toRe, toIm);
        kernels.fourier(toRe, toIm, true, toRe, toIm);
        expect(toRe, re.toDoubleArray());
        expect(toIm, im.toDoubleArray());
    }

    @Test
    void sparseProduct() {
        NDArray values = NDArray.of(2.0, 3.0, 5.0, 7.0);
        NDArray rows = NDArray.of(0, 1, 1, -1);
        NDArray columns = NDArray.of(2, 0, 0, -1);
        NDArray out = NDArray.ones(DType.FLOAT64, 2, 2);
        kernels.sparseMatmul(values, rows, columns, b, out);
        expect(out, 6, 2, 8, -8);
        NDArray gvalues = zeros(4);
        kernels.sparseMatmulGradValues(rows, columns, NDArray.from(new double[][] {{1, 2}, {10, 20}}), b, gvalues);
        expect(gvalues, 5, -10, -10, 0);
    }

    @Test
    void sparseCoordinatesAreChecked() {
        NDArray out = zeros(2, 2);
        assertThatThrownBy(() -> kernels.sparseMatmul(NDArray.of(1.0, 1.0), NDArray.of(0, 1), NDArray.of(0, 3), b, out))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("sparse_matmul: element 1 is at row 1, column 3 of a sparse matrix of shape (2, 3)");
        expect(out, 0, 0, 0, 0);
    }
}
