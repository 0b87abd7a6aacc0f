package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.chainer.backend.cpu.Samples.assertClose;

import java.util.Random;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ElementwiseKernels;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.backend.reference.ReferenceElementwiseKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CpuElementwiseKernelsTest {
    private static final long[][] SHAPES = {{}, {0, 3}, {1}, {7, 5}, {3, 1000}, {4, 5, 300}};
    private static final float[] SPECIAL = {
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        0f,
        -0f,
        1,
        -1,
        1e-30f,
        -1e-30f,
        1e30f,
        -1e30f,
        88,
        -88,
        0.5f,
        3
    };

    private final ElementwiseKernels kernels = new CpuElementwiseKernels();
    private final ElementwiseKernels reference = new ReferenceElementwiseKernels();
    private final Random random = new Random(0);

    @ParameterizedTest
    @EnumSource(UnaryOp.class)
    void unaryOperationsEqualTheReference(UnaryOp op) {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.FLOAT16, DType.INT32}) {
            if (!dtype.isFloating() && !op.acceptsIntegers()) {
                continue;
            }
            for (long[] shape : SHAPES) {
                Samples.views(random, dtype, shape)
                        .forEach((view, x) -> Samples.inEachMode(() -> {
                            NDArray y = NDArray.empty(op.isPredicate() ? DType.BOOL : dtype, shape);
                            NDArray expected = y.emptyLike();
                            kernels.unary(op, x, -0.5, 0.5, y);
                            reference.unary(op, x, -0.5, 0.5, expected);
                            assertClose(y, expected, op + " of " + view + " " + dtype + " " + x.shape());
                        }));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(UnaryOp.class)
    void unaryOperationsOnSpecialNumbersEqualTheReference(UnaryOp op) {
        for (int repeat : new int[] {1, 100}) {
            NDArray x = NDArray.of(SPECIAL)
                    .broadcastTo(Shape.of(repeat, SPECIAL.length))
                    .copy();
            NDArray y = x.emptyLike(op.isPredicate() ? DType.BOOL : DType.FLOAT32, x.shape());
            NDArray expected = y.emptyLike();
            kernels.unary(op, x, 0.5, 2, y);
            reference.unary(op, x, 0.5, 2, expected);
            assertClose(y, expected, op + " of " + x, 2e-6);
        }
    }

    @ParameterizedTest
    @EnumSource(BinaryOp.class)
    void binaryOperationsEqualTheReference(BinaryOp op) {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.BFLOAT16, DType.INT64}) {
            if (!dtype.isFloating() && (!op.acceptsIntegers() || op == BinaryOp.POWER)) {
                continue;
            }
            for (long[] shape : SHAPES) {
                var lefts = Samples.views(random, dtype, shape);
                var rights = Samples.views(random, dtype, shape);
                lefts.forEach((leftView, a) -> rights.forEach((rightView, b) -> {
                    NDArray y = NDArray.empty(op.isPredicate() ? DType.BOOL : dtype, shape);
                    NDArray expected = y.emptyLike();
                    kernels.binary(op, a, b, 2, y);
                    reference.binary(op, a, b, 2, expected);
                    assertClose(
                            y, expected, op + " of " + leftView + " and " + rightView + " " + dtype + " " + a.shape());
                }));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BinaryOp.class)
    void operationsWithANumberEqualTheReference(BinaryOp op) {
        for (long[] shape : SHAPES) {
            Samples.views(random, DType.FLOAT32, shape).forEach((view, x) -> {
                NDArray y = NDArray.empty(op.isPredicate() ? DType.BOOL : DType.FLOAT32, shape);
                NDArray expected = y.emptyLike();
                kernels.binaryScalar(op, x, 1.7, y);
                reference.binaryScalar(op, x, 1.7, expected);
                assertClose(y, expected, op + " of " + view + " and 1.7");
                kernels.scalarBinary(op, 1.7, x, y);
                reference.scalarBinary(op, 1.7, x, expected);
                assertClose(y, expected, op + " of 1.7 and " + view);
            });
        }
    }

    @Test
    void resultsMayTakeThePlaceOfArguments() {
        NDArray a = Samples.random(random, 3, 2000);
        NDArray b = Samples.random(random, 3, 2000);
        NDArray expected = a.emptyLike();
        reference.binary(BinaryOp.AXPY, a, b, 3, expected);
        kernels.accumulate(3, a, b);
        assertClose(b, expected, "accumulate");
        reference.unary(UnaryOp.EXP, a, expected);
        kernels.unary(UnaryOp.EXP, a, a);
        assertClose(a, expected, "exp in place");
    }

    @ParameterizedTest
    @EnumSource(
            value = BinaryOp.class,
            names = {"ADD", "SUBTRACT", "MULTIPLY"})
    void arithmeticOnLargeArraysGoesToOneDnn(BinaryOp op) {
        assumeThat(NativeLibraries.ONEDNN.unavailableReason()).isNull();
        NDArray a = Samples.random(random, OneDnnBinary.LEAST_SIZE + 17);
        NDArray b = Samples.random(random, OneDnnBinary.LEAST_SIZE + 17);
        NDArray expected = a.emptyLike();
        reference.binary(op, a, b, expected);
        kernels.accumulate(
                1, b.get("2:"), b.emptyLike().get("2:")); // what starts with the first primitive makes one, too
        long before = OneDnn.madePrimitives();
        kernels.binary(op, a, b, a);
        assertThat(OneDnn.madePrimitives()).isEqualTo(before + 1);
        assertClose(a, expected, op + " of large arrays", 1e-6);
    }

    @Test
    void accumulationOfLargeArraysGoesToOneDnnWithAnyFactor() {
        assumeThat(NativeLibraries.ONEDNN.unavailableReason()).isNull();
        NDArray x = Samples.random(random, OneDnnBinary.LEAST_SIZE + 19);
        NDArray y = Samples.random(random, OneDnnBinary.LEAST_SIZE + 19);
        kernels.accumulate(1, x.get("2:"), y.get("2:")); // what starts with the first primitive makes one, too
        long before = OneDnn.madePrimitives();
        for (double alpha : new double[] {1, -0.37, 2.5}) {
            NDArray expected = y.copy();
            reference.accumulate(alpha, x, expected);
            kernels.accumulate(alpha, x, y);
            assertClose(y, expected, "accumulate", 1e-6);
        }
        assertThat(OneDnn.madePrimitives()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void copiesBetweenAllViewsAreExact(DType dtype) {
        for (long[] shape : new long[][] {{}, {0, 3}, {7, 5}, {60, 90}, {12, 3, 200}}) {
            var sources = Samples.views(random, dtype, shape);
            sources.forEach((view, x) -> Samples.views(random, dtype, shape).forEach((targetView, y) -> {
                if (!targetView.equals("broadcast")) {
                    Samples.inEachMode(dtype, () -> {
                        kernels.fill(0, y);
                        kernels.copy(x, y);
                        assertClose(y, x, view + " to " + targetView + " of " + dtype, 0);
                    });
                }
            }));
        }
    }

    @Test
    void fillingReachesAViewsElementsOnly() {
        NDArray whole = NDArray.zeros(DType.FLOAT32, 90, 90);
        kernels.fill(3, whole.get("::2, ::3"));
        assertThat(whole.sum().item()).isEqualTo(3.0 * 45 * 30);
    }

    @Test
    void logarithmsOfLargeArraysGoToOneDnn() {
        assumeThat(NativeLibraries.ONEDNN.unavailableReason()).isNull();
        NDArray x = Samples.random(random, CpuElementwiseKernels.LEAST_FOR_ONE_DNN + 7919);
        long before = OneDnn.madePrimitives();
        kernels.unary(UnaryOp.LOG, x, x);
        assertThat(OneDnn.madePrimitives()).isEqualTo(before + 1);
    }
}
