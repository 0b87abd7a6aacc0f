package org.chainer.functions.loss;

import static org.assertj.core.api.Assertions.assertThat;
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

class HingeTest {

    @ParameterizedTest
    @CsvSource({"L1, mean", "L1, no", "L2, mean", "L2, no"})
    void gradients(String norm, String reduce) {
        FunctionChecks.of(x -> F.hinge(x[0], x[1], norm, reduce))
                .input(FunctionChecks.distinct(3, 4, 3).mul(1.9))
                .input(NDArray.of(2, 0, 1, 1))
                .run();
    }

    @Test
    void lossOfTheRightClassAndOfTheOthers() {
        Variable x = new Variable(NDArray.of(0.5, -0.25, 3).reshape(1, 3));
        Variable t = new Variable(NDArray.of(0L), false);
        assertThat(F.hinge(x, t, "L1", "no").array().toDoubleArray()).containsExactly(0.5, 0.75, 4);
        assertThat(F.hinge(x, t).item()).isEqualTo(5.25);
    }

    @Test
    void wrongInputs() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
        assertThatThrownBy(() -> F.hinge(x, new Variable(NDArray.of(0, 3), false)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("hinge: label 3 at 1 is not one of the 3 classes");
        assertThatThrownBy(() -> F.hinge(x, new Variable(NDArray.of(0, -1), false)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> F.hinge(x, new Variable(NDArray.of(0, 1, 2), false)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("hinge (Forward)")
                .hasMessageContaining("x.shape[0] == t.shape[0]");
        Variable t = new Variable(NDArray.of(0, 1), false);
        assertThatThrownBy(() -> F.hinge(x, t, "L3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'L3'");
        assertThatThrownBy(() -> F.hinge(x, t, "L1", "sum")).isInstanceOf(IllegalArgumentException.class);
    }
}
