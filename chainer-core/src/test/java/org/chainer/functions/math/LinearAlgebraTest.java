package org.chainer.functions.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.testing.GradientCheck;
import org.chainer.utils.CooMatrix;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products, decompositions, transforms. */
class LinearAlgebraTest {
    private static Variable zeros(long... shape) {
        return new Variable(NDArray.zeros(DType.FLOAT32, shape));
    }

    /** Well-conditioned matrices: a multiple of the identity and a little more. */
    private static NDArray regular(long... shape) {
        NDArray eye = NDArrays.eye(shape[shape.length - 1], DType.FLOAT64);
        return FunctionChecks.uniform(3, -0.4, 0.4, shape).add(eye.mul(1.5));
    }

    @Test
    void inverses() {
        FunctionChecks.of(x -> F.batchInv(x[0])).input(regular(2, 3, 3)).run();
        FunctionChecks.of(x -> F.inv(x[0])).weight(regular(3, 3)).run();
        FunctionChecks.of(x -> F.inv(x[0])).weight(regular(1, 1)).run();
        NDArray a = regular(3, 3);
        assertThat(a.matmul(F.inv(new Variable(a)).array()).allClose(NDArrays.eye(3, DType.FLOAT64), 0, 1e-12))
                .isTrue();
        assertThatThrownBy(() -> F.inv(zeros(2, 2)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("singular");
        assertThatThrownBy(() -> F.inv(zeros(2, 3)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("a.shape[0] == a.shape[1]");
        assertThatThrownBy(() -> F.batchInv(zeros(2, 2))).isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void determinants() {
        FunctionChecks.of(x -> F.batchDet(x[0])).input(regular(2, 3, 3)).run();
        FunctionChecks.of(x -> F.det(x[0])).weight(regular(3, 3)).run();
        assertThat(F.det(new Variable(NDArray.of(1.0, 2, 3, 4).reshape(2, 2))).item())
                .isCloseTo(-2, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(F.det(zeros(2, 2)).item()).isZero();
        assertThatThrownBy(() -> F.det(zeros(2, 3))).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.batchDet(zeros(2, 2))).isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void cholesky() {
        // The gradient is symmetric, so the check's target is made so too.
        FunctionChecks.of(x -> F.cholesky(F.matmul(x[0], F.transpose(x[0])).add(new Variable(eye(x[0], 3), false))))
                .weight(3, 3)
                .run();
        assertThatThrownBy(
                        () -> F.cholesky(new Variable(NDArray.of(1.0, 0, 0, -1).reshape(2, 2))))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("positive definite");
        assertThatThrownBy(() -> F.cholesky(zeros(2, 3))).isInstanceOf(InvalidTypeException.class);
    }

    private static NDArray eye(Variable like, int n) {
        return NDArrays.eye(n, like.dtype());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fourierTransforms(boolean inverse) {
        for (long n : new long[] {1, 4, 5}) {
            FunctionChecks.ofAll(x -> inverse ? F.ifft(x[0], x[1]) : F.fft(x[0], x[1]))
                    .input(2, n)
                    .input(2, n)
                    .run();
        }
        NDArray x = FunctionChecks.uniform(1, -1, 1, 6);
        GradientCheck.ofAll(v -> inverse ? F.ifft(v[0], v[1]) : F.fft(v[0], v[1]), x, x.flip(0))
                .gradOutputs(null, x)
                .checkBackward()
                .checkDoubleBackward();
        Variable[] y = F.fft(new Variable(x), new Variable(x.flip(0)));
        assertThat(F.ifft(y[0], y[1])[0].array().allClose(x, 0, 1e-12)).isTrue();
        assertThatThrownBy(() -> F.fft(zeros(2), zeros(3))).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.fft(zeros(), zeros())).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.fft(zeros(2, 0), zeros(2, 0))).isInstanceOf(InvalidTypeException.class);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void batchMatmul(boolean transa, boolean transb) {
        FunctionChecks.of(x -> F.batchMatmul(x[0], x[1], transa, transb))
                .input(2, transa ? 4 : 3, transa ? 3 : 4)
                .input(2, transb ? 5 : 4, transb ? 4 : 5)
                .run();
        FunctionChecks.of(x -> F.batchMatmul(x[0], x[1], true, false))
                .input(2, 3)
                .input(2, 3)
                .run();
        assertThatThrownBy(() -> F.batchMatmul(zeros(2), zeros(2))).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.batchMatmul(zeros(2, 3, 4), zeros(3, 4, 5)))
                .isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void tensordot() {
        FunctionChecks.of(x -> F.tensordot(x[0], x[1]))
                .input(2, 3, 4)
                .weight(3, 4, 2)
                .run();
        FunctionChecks.of(x -> F.tensordot(x[0], x[1], 1))
                .input(2, 3)
                .weight(3, 4)
                .run();
        FunctionChecks.of(x -> F.tensordot(x[0], x[1], 0)).input(2, 3).weight(2).run();
        FunctionChecks.of(x -> F.tensordot(x[0], x[1], new int[] {-1, 0}, new int[] {0, 2}))
                .weight(2, 3, 4)
                .weight(4, 5, 2)
                .run();
        assertThat(F.tensordot(zeros(2, 3), zeros(2, 3), 2 - 2).shape()).isEqualTo(Shape.of(2, 3, 2, 3));
        assertThatThrownBy(() -> F.tensordot(zeros(2, 3), zeros(2, 3), 1))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("a.shape[1] == b.shape[0]");
        assertThatThrownBy(() -> F.tensordot(zeros(2, 3), zeros(2), 2)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.tensordot(zeros(2), zeros(2), new int[] {0}, new int[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ij,jk->ik; 2 3; 3 4",
                "ij,jk; 2 3; 3 4",
                "ij,jk->ki; 2 3; 3 4",
                "ij,ij->ij; 2 3; 2 3",
                "ij,ij->; 2 3; 2 3",
                "i,j->ij; 2; 3",
                "bij,bjk->bik; 2 2 3; 2 3 2",
                "bij,bkj->ikb; 2 2 3; 2 4 3",
                "ii,i->i; 3 3; 3",
                "ij,kk->ji; 2 3; 2 2",
                "...ij,jk->...ik; 2 2 3; 3 2",
                "...i,...i->...; 2 3; 2 3",
                "i...,i...; 2 3; 2 3",
                "bii,b->ib; 2 3 3; 2",
                "ijk,kj->i; 2 3 4; 4 3",
                "ba,cb; 2 3; 4 2"
            })
    void einsum(String subscripts, String a, String b) {
        FunctionChecks.of(x -> F.einsum(subscripts, x))
                .weight(shape(a))
                .weight(shape(b))
                .run();
    }

    private static long[] shape(String text) {
        return java.util.Arrays.stream(text.trim().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ii; 3 3",
                "ii->i; 3 3",
                "ij->ji; 2 3",
                "ij->; 2 3",
                "iji->j; 2 3 2",
                "iii->i; 2 2 2",
                "...ij->...ji; 2 3 2",
                "... -> ...; 2 3",
                "ba; 2 3"
            })
    void einsumOfOneArray(String subscripts, String a) {
        FunctionChecks.of(x -> F.einsum(subscripts, x)).weight(shape(a)).run();
    }

    @Test
    void einsumOfSeveralArrays() {
        FunctionChecks.of(x -> F.einsum("ij,jk,kl->il", x))
                .weight(2, 3)
                .weight(3, 2)
                .weight(2, 4)
                .run();
        FunctionChecks.of(x -> F.einsum("i,i,i->i", x))
                .weight(3)
                .weight(3)
                .weight(3)
                .run();
        FunctionChecks.of(x -> F.einsum("bi,bj->bij", x))
                .input(3, 2)
                .input(3, 4)
                .run();
        assertThat(F.einsum("ba", new Variable(NDArray.of(1.0, 2, 3, 4, 5, 6).reshape(2, 3)))
                        .shape())
                .isEqualTo(Shape.of(3, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i1,jk",
                "ij,jk->il",
                "ij,jk->ii",
                "ij->jk->ik",
                "....ij,jk",
                "i...j...,jk",
                "ij,jk-",
                "ij,jk->i@",
                "@"
            })
    void subscriptsThatAreNotUnderstood(String subscripts) {
        assertThatThrownBy(() -> F.einsum(subscripts, zeros(2, 3), zeros(3, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("einsum: subscripts '" + subscripts + "'");
    }

    @Test
    void operandsThatDoNotFit() {
        assertThatThrownBy(() -> F.einsum("ij,jk", zeros(2, 3)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("in_types.size() == 2");
        assertThatThrownBy(() -> F.einsum("ij,jk", zeros(2, 3), zeros(4, 3)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("'j'")
                .hasMessageContaining("3 != 4");
        assertThatThrownBy(() -> F.einsum("ijk,jk", zeros(2, 3), zeros(3, 3)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("'ijk'");
        assertThatThrownBy(() -> F.einsum("...i->i", zeros(2, 3)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("'...' is in the result");
        assertThatThrownBy(() -> F.einsum("...i,...i->...", zeros(2, 3), zeros(3)))
                .isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.einsum("ij", new Variable(NDArray.of(1, 2).reshape(1, 2), false)))
                .isInstanceOf(InvalidTypeException.class);
    }

    private static final NDArray ROW = NDArray.of(0, 2, -1, 1);
    private static final NDArray COL = NDArray.of(1, 0, -1, 1);

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void sparseProducts(boolean transa, boolean transb) {
        Shape shape = Shape.of(3, 2);
        FunctionChecks.of(x -> F.sparseMatmul(new CooMatrix(x[0], ROW, COL, shape), x[1], transa, transb))
                .weight(4)
                .weight(dense(transa ? 3 : 2, 4, transb))
                .run();
        FunctionChecks.of(x -> F.sparseMatmul(x[1], new CooMatrix(x[0], ROW, COL, shape), transa, transb))
                .weight(4)
                .weight(dense(4, transb ? 2 : 3, transa))
                .run();
        NDArray rows = NDArrays.stack(0, ROW, ROW.flip(0));
        NDArray columns = NDArrays.stack(0, COL, COL.flip(0));
        FunctionChecks.of(x -> F.sparseMatmul(new CooMatrix(x[0], rows, columns, shape), x[1], transa, false))
                .weight(2, 4)
                .weight(2, transa ? 3 : 2, 4)
                .run();
    }

    private static long[] dense(long rows, long columns, boolean transposed) {
        return transposed ? new long[] {columns, rows} : new long[] {rows, columns};
    }

    @Test
    void sparseMatricesFromDenseOnes() {
        NDArray a = NDArray.of(0.0, 2, 0, 0, -1, 0, 3, 0).reshape(2, 2, 2);
        CooMatrix sparse = CooMatrix.toCoo(a);
        assertThat(sparse.data().shape()).isEqualTo(Shape.of(2, 2));
        assertThat(sparse.row().toIntArray()).containsExactly(0, -1, 0, 1);
        assertThat(sparse.col().toIntArray()).containsExactly(1, -1, 0, 0);
        assertThat(sparse.toDense().contentEquals(a)).isTrue();
        assertThat(sparse.order()).isEqualTo("C");
        assertThat(sparse.data().requiresGrad()).isFalse();
        NDArray b = FunctionChecks.uniform(1, -1, 1, 2, 2, 3);
        assertThat(F.sparseMatmul(sparse, new Variable(b)).array().allClose(a.matmul(b), 0, 1e-12))
                .isTrue();
        CooMatrix padded = CooMatrix.toCoo(a.select(0, 0), 3, true);
        assertThat(padded.row().toIntArray()).containsExactly(0, -1, -1);
        assertThat(padded.data().requiresGrad()).isTrue();
        assertThat(padded.toDense().contentEquals(a.select(0, 0))).isTrue();
        assertThat(F.sparseMatmul(new Variable(b.transpose(0, 2, 1)), sparse)
                        .array()
                        .allClose(b.transpose(0, 2, 1).matmul(a), 0, 1e-12))
                .isTrue();
        assertThat(new CooMatrix(NDArray.of(1.0, 2), NDArray.of(1, 0), NDArray.of(0, 1), Shape.of(2, 2)).order())
                .isEqualTo("F");
        assertThat(new CooMatrix(NDArray.of(1.0, 2), NDArray.of(1, 0), NDArray.of(1, 0), Shape.of(2, 2)).order())
                .isEqualTo("other");
    }

    @Test
    void sparseMatricesAreChecked() {
        NDArray data = NDArray.of(1.0, 2);
        assertThatThrownBy(() -> new CooMatrix(data, NDArray.of(0, 2), NDArray.of(0, 0), Shape.of(2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("element 1 is at row 2, column 0");
        assertThatThrownBy(() -> new CooMatrix(data, NDArray.of(0, -1), NDArray.of(0, 0), Shape.of(2, 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CooMatrix(data, NDArray.of(0), NDArray.of(0), Shape.of(2, 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CooMatrix(data, NDArray.of(0f, 1f), NDArray.of(0, 0), Shape.of(2, 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CooMatrix(data, NDArray.of(0, 1), NDArray.of(0, 0), Shape.of(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CooMatrix.toCoo(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two or three axes");
        CooMatrix a = CooMatrix.toCoo(NDArray.of(1.0, 2, 3, 4, 5, 6).reshape(2, 3));
        assertThatThrownBy(() -> F.sparseMatmul(a, new Variable(NDArray.zeros(DType.FLOAT64, 2, 2))))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("CooMatMul")
                .hasMessageContaining("dn.shape[-2] == 3");
        assertThatThrownBy(() -> F.sparseMatmul(a, zeros(3, 2))).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.sparseMatmul(a, new Variable(NDArray.zeros(DType.FLOAT64, 2, 3, 2))))
                .isInstanceOf(InvalidTypeException.class);
    }
}
