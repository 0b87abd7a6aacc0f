package org.chainer.functions.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;

class EmbedIDTest {

    @Test
    void gradients() {
        FunctionChecks.of(x -> F.embedId(x[0], x[1]))
                .input(NDArray.of(2, 0, 2, 3))
                .weight(4, 3)
                .run();
        FunctionChecks.of(x -> F.embedId(x[0], x[1]))
                .input(NDArray.of(2L, 0, 2, 3, 1, 1).reshape(3, 2))
                .weight(4, 3)
                .run();
        FunctionChecks.of(x -> F.embedId(x[0], x[1], -1))
                .input(NDArray.of(2, -1, 2, 3))
                .weight(4, 3)
                .run();
        FunctionChecks.of(x -> F.embedId(x[0], x[1], 2))
                .input(NDArray.of(2, 0, 2, 3))
                .weight(4, 3)
                .run();
    }

    @Test
    void aTableUsedSeveralTimes() {
        FunctionChecks.of(
                        x -> F.embedId(x[0], x[1]).add(F.embedId(x[0], x[1], 0).mul(2)))
                .input(NDArray.of(2, 0, 2, 3))
                .weight(4, 3)
                .run();
    }

    @Test
    void idsMustBeInRange() {
        Variable w = new Variable(NDArray.zeros(DType.FLOAT32, 4, 3));
        assertThatThrownBy(() -> F.embedId(new Variable(NDArray.of(4), false), w))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("4");
        assertThatThrownBy(() -> F.embedId(new Variable(NDArray.of(-1), false), w))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(F.embedId(new Variable(NDArray.of(-1), false), w, -1).array().toFloatArray())
                .containsExactly(0, 0, 0);
        assertThatThrownBy(() -> F.embedId(new Variable(NDArray.of(1f), false), w))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.dtype.kind == i");
    }
}
