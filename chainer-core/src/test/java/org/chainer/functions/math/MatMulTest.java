package org.chainer.functions.math;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatMulTest {

    private static long[] shape(String text) {
        return java.util.Arrays.stream(text.split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "3 4, 4 2, false, false",
        "4 3, 4 2, true, false",
        "3 4, 2 4, false, true",
        "4 3, 2 4, true, true",
        "4, 4 2, false, false",
        "4, 2 4, false, true",
        "3 4, 4, false, false",
        "4 3, 4, true, false",
        "4, 4, false, false",
        "4, 4, true, true",
        "2 3 4, 2 4 5, false, false",
        "2 4 3, 2 5 4, true, true",
        "2 3 4, 4 5, false, false",
        "3 4, 2 4 5, false, false",
        "2 1 3 4, 5 4 2, false, false",
        "2 3 4, 4, false, false",
        "4, 2 4 3, false, false",
        "1 4, 4 1, false, false"
    })
    void productsOfAllRanks(String a, String b, boolean transa, boolean transb) {
        FunctionChecks.of(x -> F.matmul(x[0], x[1], transa, transb))
                .weight(shape(a))
                .weight(shape(b))
                .run();
    }

    @Test
    void emptyProducts() {
        FunctionChecks.of(x -> F.matmul(x[0], x[1])).input(3, 4).weight(4, 2).run();
        FunctionChecks.of(x -> F.matmul(x[0], x[1]))
                .input(3, 2, 4)
                .input(3, 4, 2)
                .run();
        FunctionChecks.of(x -> F.matmul(x[0], x[1], true, false))
                .input(3, 4)
                .input(3, 2)
                .run();
    }

    @Test
    void shapesAndDtypesMustFit() {
        Variable a = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
        assertThatThrownBy(() -> F.matmul(a, a))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("a.shape[-1] == b.shape[-2]")
                .hasMessageContaining("3 != 2");
        assertThatThrownBy(() -> F.matmul(a, new Variable(NDArray.zeros(DType.FLOAT64, 3, 2))))
                .isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.matmul(a, new Variable(NDArray.zeros(DType.FLOAT32))))
                .isInstanceOf(InvalidTypeException.class);
        Variable three = new Variable(NDArray.zeros(DType.FLOAT32, 4, 2, 3));
        Variable other = new Variable(NDArray.zeros(DType.FLOAT32, 5, 3, 2));
        assertThatThrownBy(() -> F.matmul(three, other)).isInstanceOf(InvalidTypeException.class);
    }
}
