package org.chainer.functions;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Options so large that sums or products of them overflow are refused in words, before anything is allocated. */
class AbsurdOptionsTest {
    private static final int HUGE = Integer.MAX_VALUE;

    @TestFactory
    Stream<DynamicTest> areRefusedInWords() {
        Variable matrix = new Variable(NDArray.ones(DType.FLOAT32, 3, 4));
        Variable row = new Variable(NDArray.ones(DType.FLOAT32, 4));
        Variable images = new Variable(NDArray.ones(DType.FLOAT32, 1, 2, 4, 4));
        Variable line = new Variable(NDArray.ones(DType.FLOAT32, 1, 2, 4));
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("axis + y.ndim <= x.ndim", () -> F.bias(matrix, row, HUGE));
        calls.put("0 <= axis and axis", () -> F.scale(matrix, row, HUGE));
        calls.put("repeat: axis 0 would have", () -> F.repeat(row, new int[] {HUGE, HUGE, 1, 1}, 0));
        calls.put("pyramid_height is 2147483647", () -> F.spatialPyramidPooling2d(images, HUGE));
        calls.put("windows of [1073741824]", () -> F.maxPooling1d(line, 1 << 30));
        calls.put("windows of [1073741824, 1073741824]", () -> F.maxPooling2d(images, 1 << 30));
        return calls.entrySet().stream()
                .map(call -> DynamicTest.dynamicTest(
                        call.getKey(),
                        () -> assertThatThrownBy(call.getValue())
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContaining(call.getKey())));
    }
}
