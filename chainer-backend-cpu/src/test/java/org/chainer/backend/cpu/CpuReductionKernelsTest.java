package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainer.backend.cpu.Samples.assertClose;

import java.util.Random;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.backend.kernels.ReductionKernels;
import org.chainer.backend.reference.ReferenceReductionKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CpuReductionKernelsTest {
    private static final long[][] SHAPES = {
        {1}, {7}, {5000}, {3, 4}, {300, 5}, {5, 300}, {3, 2500}, {2500, 3}, {3, 4, 5}, {2, 30, 200}
    };

    private final ReductionKernels kernels = new CpuReductionKernels();
    private final ReductionKernels reference = new ReferenceReductionKernels();
    private final Random random = new Random(0);

    @ParameterizedTest
    @EnumSource(ReduceOp.class)
    void foldsEqualTheReference(ReduceOp op) {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.FLOAT16}) {
            for (long[] shape : SHAPES) {
                for (int subset = 1; subset < 1 << shape.length; subset++) {
                    int[] axes = axes(subset, shape.length);
                    long[] target = shape.clone();
                    for (int axis : axes) {
                        target[axis] = 1;
                    }
                    Samples.views(random, dtype, shape).forEach((view, x) -> {
                        NDArray y = NDArray.empty(op.isPredicate() ? DType.BOOL : dtype, target);
                        NDArray expected = y.emptyLike();
                        kernels.reduce(op, x, axes, y);
                        reference.reduce(op, x, axes, expected);
                        assertClose(
                                y,
                                expected,
                                op + " over " + java.util.Arrays.toString(axes) + " of " + view + " " + x.shape(),
                                tolerance(dtype));
                    });
                }
            }
        }
    }

    private static double tolerance(DType dtype) {
        return dtype == DType.FLOAT16 ? 1e-2 : dtype == DType.FLOAT32 ? 1e-4 : 1e-10;
    }

    private static int[] axes(int subset, int rank) {
        return java.util.stream.IntStream.range(0, rank)
                .filter(i -> (subset >> i & 1) == 1)
                .toArray();
    }

    @Test
    void sumsOfManyNumbersStayExact() {
        NDArray x = NDArray.full(0.1, DType.FLOAT32, 3_000_000);
        NDArray y = NDArray.empty(DType.FLOAT32, 1);
        kernels.reduce(ReduceOp.SUM, x, new int[] {0}, y);
        assertClose(y, NDArray.of(300_000f), "sum", 1e-6);
        NDArray rows = NDArray.full(0.1, DType.FLOAT32, 1_000_000, 3);
        NDArray sums = NDArray.empty(DType.FLOAT32, 1, 3);
        kernels.reduce(ReduceOp.SUM, rows, new int[] {0}, sums);
        assertClose(sums, NDArray.full(100_000, DType.FLOAT32, 1, 3), "sum of rows", 3e-6);
    }

    @Test
    void notANumberGoesThroughFolds() {
        for (long[] shape : new long[][] {{9, 7}, {3, 3000}}) {
            NDArray x = Samples.random(random, shape);
            x.get("1, 3").fill(Float.NaN);
            for (ReduceOp op : new ReduceOp[] {ReduceOp.MAX, ReduceOp.MIN, ReduceOp.SUM, ReduceOp.MEAN}) {
                for (int axis = 0; axis < 2; axis++) {
                    NDArray y = NDArray.empty(DType.FLOAT32, axis == 0 ? 1 : shape[0], axis == 1 ? 1 : shape[1]);
                    NDArray expected = y.emptyLike();
                    kernels.reduce(op, x, new int[] {axis}, y);
                    reference.reduce(op, x, new int[] {axis}, expected);
                    assertClose(y, expected, op.toString());
                }
            }
            NDArray arg = NDArray.empty(DType.INT64, shape[0]);
            NDArray expectedArg = arg.emptyLike();
            kernels.argMax(x, 1, arg);
            reference.argMax(x, 1, expectedArg);
            assertClose(arg, expectedArg, "argMax");
        }
    }

    @Test
    void foldsOfNothingEqualTheReference() {
        NDArray x = NDArray.empty(DType.FLOAT32, 0, 3);
        NDArray y = NDArray.ones(DType.FLOAT32, 1, 3);
        kernels.reduce(ReduceOp.SUM, x, new int[] {0}, y);
        assertClose(y, NDArray.zeros(DType.FLOAT32, 1, 3), "sum of nothing");
        assertThatThrownBy(() -> kernels.reduce(ReduceOp.MAX, x, new int[] {0}, y))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void placesOfTheGreatestEqualTheReference() {
        for (long[] shape : SHAPES) {
            for (int axis = 0; axis < shape.length; axis++) {
                int along = axis;
                long[] target = java.util.stream.IntStream.range(0, shape.length)
                        .filter(i -> i != along)
                        .mapToLong(i -> shape[i])
                        .toArray();
                Samples.views(random, DType.FLOAT32, shape).forEach((view, x) -> {
                    NDArray coarse = x.mul(4).apply(org.chainer.backend.kernels.UnaryOp.RINT);
                    NDArray y = NDArray.empty(DType.INT32, target);
                    NDArray expected = y.emptyLike();
                    kernels.argMax(coarse, along, y);
                    reference.argMax(coarse, along, expected);
                    assertClose(y, expected, "argMax of " + view + " " + x.shape());
                });
            }
        }
    }
}
