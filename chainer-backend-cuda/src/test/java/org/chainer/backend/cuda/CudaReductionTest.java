package org.chainer.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.testing.contract.Closeness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays so large that their groups are split into parts, or so many groups that each has one thread. */
class CudaReductionTest {
    private final Device device = Devices.get("cuda:0");

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (ReduceOp op : ReduceOp.values()) {
            for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.BFLOAT16, DType.INT32}) {
                if (dtype.isFloating() || op != ReduceOp.MEAN && op != ReduceOp.LOG_SUM_EXP) {
                    cases.add(Arguments.of(op, dtype, 0, new long[] {50_000}));
                    cases.add(Arguments.of(op, dtype, 0, new long[] {20_000, 2}));
                    cases.add(Arguments.of(op, dtype, 1, new long[] {2, 20_001}));
                    cases.add(Arguments.of(op, dtype, 0, new long[] {2, 40_000}));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areReducedAsByTheReferenceAndTheSameEachTime(ReduceOp op, DType dtype, int axis, long[] dims) {
        long[] values = new long[Math.toIntExact(Shape.of(dims).size())];
        Arrays.setAll(values, i -> i * 7919L % 41 - 20);
        NDArray numbers = NDArray.of(values).toDevice(Devices.reference());
        NDArray x = (dtype.isFloating()
                        ? numbers.astype(DType.FLOAT64).mul(1.0 / 4096).add(1).astype(dtype)
                        : numbers.astype(dtype))
                .reshape(dims);
        NDArray there = x.toDevice(device);
        NDArray first = reduced(op, there, axis);
        NDArray expected = reduced(op, x.toDevice(Devices.reference()), axis);
        assertThat(Closeness.difference(first.toDevice(Devices.reference()), expected))
                .isNull();
        assertThat(reduced(op, there, axis)
                        .toDevice(Devices.reference())
                        .contentEquals(first.toDevice(Devices.reference())))
                .isTrue();
    }

    private static NDArray reduced(ReduceOp op, NDArray x, int axis) {
        DType dtype = op.isPredicate() ? DType.BOOL : x.dtype();
        NDArray y = NDArray.empty(x.device(), dtype, x.shape().withUnitAxes(axis));
        x.device().reduction().reduce(op, x, new int[] {axis}, y);
        return y;
    }
}
