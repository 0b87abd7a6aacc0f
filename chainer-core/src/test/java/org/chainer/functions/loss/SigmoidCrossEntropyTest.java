package org.chainer.functions.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigmoidCrossEntropyTest {

    @ParameterizedTest
    @CsvSource({"true, mean", "false, mean", "true, no"})
    void gradients(boolean normalize, String reduce) {
        int[][] labels = {{0, 1, 1, 0, 1, 0}, {0, -1, 1, -1, 1, 0}, {-1, -1, -1, -1, -1, -1}};
        for (int[] t : labels) {
            FunctionChecks.of(x -> F.sigmoidCrossEntropy(x[0], x[1], normalize, reduce))
                    .input(3, 2)
                    .input(NDArray.of(t).reshape(3, 2))
                    .run();
        }
    }

    @Test
    void ignoredElementsCountNothing() {
        Variable x = new Variable(NDArray.of(0.0, 5.0));
        Variable t = new Variable(NDArray.of(1, -1), false);
        assertThat(F.sigmoidCrossEntropy(x, t).item()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(F.sigmoidCrossEntropy(x, t, false, "mean").item()).isCloseTo(Math.log(2) / 2, within(1e-12));
    }

    @Test
    void largeScoresDoNotOverflow() {
        Variable x = new Variable(NDArray.of(-1000f, 1000f));
        Variable loss = F.sigmoidCrossEntropy(x, new Variable(NDArray.of(1, 0), false), true, "no");
        assertThat(loss.array().toFloatArray()).containsExactly(1000, 1000);
    }

    @Test
    void wrongInputs() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
        assertThatThrownBy(() -> F.sigmoidCrossEntropy(x, x))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("t.dtype.kind == i");
        assertThatThrownBy(() -> F.sigmoidCrossEntropy(x, new Variable(NDArray.zeros(DType.INT32, 2), false)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("t.shape == x.shape");
        assertThatThrownBy(() ->
                        F.sigmoidCrossEntropy(x, new Variable(NDArray.zeros(DType.INT32, 2, 3), false), true, "sum"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'mean' or 'no', not 'sum'");
    }
}
