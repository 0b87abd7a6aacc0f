package org.chainer.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.backend.kernels.ReductionKernels;
import org.junit.jupiter.api.Test;

class ReferenceReductionKernelsTest extends OnReference {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    private final ReductionKernels kernels = device.reduction();
    private final NDArray cube =
            NDArray.from(new double[][][] {{{1, 2}, {3, 4}, {5, 6}}, {{-1, -2}, {-3, -4}, {-5, 0}}});

    private NDArray reduce(ReduceOp op, NDArray x, int... axes) {
        NDArray y = NDArray.empty(
                op.isPredicate() ? DType.BOOL : x.dtype(),
                x.shape().withUnitAxes(axes).toArray());
        kernels.reduce(op, x, axes, y);
        return y;
    }

    @Test
    void sumsOverAnyAxes() {
        expect(reduce(ReduceOp.SUM, cube, 0), 0, 0, 0, 0, 0, 6);
        expect(reduce(ReduceOp.SUM, cube, 1), 9, 12, -9, -6);
        expect(reduce(ReduceOp.SUM, cube, 2), 3, 7, 11, -3, -7, -5);
        expect(reduce(ReduceOp.SUM, cube, 0, 2), 0, 0, 6);
        expect(reduce(ReduceOp.SUM, cube, 0, 1, 2), 6);
        expect(reduce(ReduceOp.SUM, cube.transpose(), 2), 0, 0, 0, 0, 0, 6);
        expect(reduce(ReduceOp.SUM, cube), cube.toDoubleArray());
    }

    @Test
    void everyFold() {
        expect(reduce(ReduceOp.PRODUCT, cube, 1), 15, 48, -15, 0);
        expect(reduce(ReduceOp.MEAN, cube, 1), 3, 4, -3, -2);
        expect(reduce(ReduceOp.MAX, cube, 1), 5, 6, -1, 0);
        expect(reduce(ReduceOp.MIN, cube, 1), 1, 2, -5, -4);
        expect(reduce(ReduceOp.SUM_OF_SQUARES, cube, 1), 35, 56, 35, 20);
        expect(reduce(ReduceOp.ALL, cube, 1), 1, 1, 1, 0);
        expect(reduce(ReduceOp.ANY, cube.mul(0).add(NDArray.of(0.0, 1.0)), 1), 0, 1, 0, 1);
    }

    @Test
    void logSumExpNeitherOverflowsNorLosesInfinities() {
        NDArray x = NDArray.from(
                new double[][] {{1, 2, 3}, {1000, 1001, -INF}, {-INF, -INF, -INF}, {INF, 0, 1}, {NAN, 0, 1}});
        expect(reduce(ReduceOp.LOG_SUM_EXP, x, 1), 3.4076059644443806, 1001.3132616875182, -INF, INF, NAN);
        NDArray rising = NDArray.of(new double[5000]);
        rising.slice(0, 4999, 5000).fill(800);
        expect(reduce(ReduceOp.LOG_SUM_EXP, rising, 0), 800);
    }

    @Test
    void nanWinsInMaximaAndMinima() {
        NDArray x = NDArray.from(new double[][] {{1, NAN, 3}, {NAN, -INF, INF}, {-0.0, 0.0, 0.0}});
        expect(reduce(ReduceOp.MAX, x, 1), NAN, NAN, 0);
        expect(reduce(ReduceOp.MIN, x, 1), NAN, NAN, 0);
    }

    @Test
    void integersAreExactBeyondDouble() {
        long large = (1L << 60) + 1;
        NDArray x = NDArray.of(large, large, 3);
        assertThat(reduce(ReduceOp.SUM, x, 0).toLongArray()).containsExactly(2 * large + 3);
        assertThat(reduce(ReduceOp.MAX, x, 0).toLongArray()).containsExactly(large);
        assertThat(reduce(ReduceOp.MIN, x, 0).toLongArray()).containsExactly(3);
        assertThat(reduce(ReduceOp.PRODUCT, NDArray.of(3L, 1L << 61), 0).toLongArray())
                .containsExactly(3L << 61);
        assertThat(reduce(ReduceOp.SUM_OF_SQUARES, NDArray.of(3L, 1L << 30), 0).toLongArray())
                .containsExactly((1L << 60) + 9);
        assertThat(reduce(ReduceOp.ALL, x, 0).toBooleanArray()).containsExactly(true);
        assertThat(reduce(ReduceOp.ANY, NDArray.of(0, 0), 0).toBooleanArray()).containsExactly(false);
    }

    @Test
    void halfPrecisionIsAccumulatedInDouble() {
        NDArray x = NDArray.full(0.1, DType.FLOAT16, 10_000);
        assertThat(reduce(ReduceOp.SUM, x, 0).item()).isEqualTo(1000);
    }

    @Test
    void ofNoElements() {
        NDArray none = zeros(2, 0);
        expect(reduce(ReduceOp.SUM, none, 1), 0, 0);
        expect(reduce(ReduceOp.PRODUCT, none, 1), 1, 1);
        expect(reduce(ReduceOp.MEAN, none, 1), NAN, NAN);
        expect(reduce(ReduceOp.LOG_SUM_EXP, none, 1), -INF, -INF);
        expect(reduce(ReduceOp.ALL, none, 1), 1, 1);
        expect(reduce(ReduceOp.ANY, none, 1), 0, 0);
        expect(reduce(ReduceOp.MAX, none, 0));
        for (ReduceOp op : new ReduceOp[] {ReduceOp.MAX, ReduceOp.MIN}) {
            assertThatThrownBy(() -> reduce(op, none, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(op + " of no elements: x has shape (2, 0)");
        }
    }

    @Test
    void longRowsAndManyRows() {
        NDArray x = NDArray.ones(DType.FLOAT32, 5000, 3);
        expect(reduce(ReduceOp.SUM, x, 0), 5000, 5000, 5000);
        assertThat(reduce(ReduceOp.SUM, x, 1).toDoubleArray()).hasSize(5000).containsOnly(3);
    }

    @Test
    void argMaxAndArgMin() {
        NDArray x = NDArray.from(new double[][] {{1, 7, 7}, {-2, -9, -9}, {1, NAN, NAN}});
        NDArray y = NDArray.empty(DType.INT64, 3);
        kernels.argMax(x, 1, y);
        expect(y, 1, 0, 1);
        kernels.argMin(x, 1, y);
        expect(y, 0, 1, 1);
        kernels.argMax(x, 0, y);
        expect(y, 0, 2, 2);
        NDArray integers = NDArray.of(3, 8, 8, 1, 1);
        NDArray index = NDArray.empty(DType.INT32);
        kernels.argMax(integers, 0, index);
        expect(index, 1);
        kernels.argMin(integers, -1, index);
        expect(index, 3);
        assertThatThrownBy(() -> kernels.argMax(zeros(2, 0), 1, NDArray.empty(DType.INT64, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("argMax of no elements: x has shape (2, 0)");
    }

    @Test
    void running() {
        NDArray x = NDArray.from(new double[][] {{1, 2, 3}, {4, 5, 6}});
        NDArray y = zeros(2, 3);
        kernels.cumulativeSum(x, 1, y);
        expect(y, 1, 3, 6, 4, 9, 15);
        kernels.cumulativeSum(x, 0, y);
        expect(y, 1, 2, 3, 5, 7, 9);
        kernels.cumulativeProduct(x, -1, y);
        expect(y, 1, 2, 6, 4, 20, 120);
        NDArray exact = NDArray.of(1L << 60, 1);
        kernels.cumulativeSum(exact, 0, exact);
        assertThat(exact.toLongArray()).containsExactly(1L << 60, (1L << 60) + 1);
        NDArray empty = zeros(2, 0);
        kernels.cumulativeSum(empty, 1, empty);
        expect(empty);
    }
}
