package org.chainer.functions.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.testing.GradientCheck;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;

class LSTMTest {
    private static NDArray random(long... shape) {
        return FunctionChecks.uniform(5, -1, 1, shape);
    }

    @Test
    void gradients() {
        FunctionChecks.ofAll(x -> F.lstm(x[0], x[1])).input(3, 2).input(3, 8).run();
        FunctionChecks.ofAll(x -> F.lstm(x[0], x[1]))
                .input(3, 2, 4)
                .input(3, 8, 4)
                .run();
    }

    @Test
    void sequencesThatHaveEnded() {
        FunctionChecks.ofAll(x -> F.lstm(x[0], x[1])).weight(4, 2).input(2, 8).run();
        Variable c = new Variable(random(4, 2));
        Variable[] y = F.lstm(c, new Variable(random(2, 8)));
        assertThat(y[0].array().slice(0, 2, 4).contentEquals(c.array().slice(0, 2, 4)))
                .isTrue();
        assertThat(y[1].dim(0)).isEqualTo(2);
    }

    @Test
    void oneOfTheOutputsTakesNoPart() {
        for (long batch : new long[] {3, 2}) {
            NDArray gc = random(3, 2);
            NDArray gh = random(batch, 2);
            for (NDArray[] gy : new NDArray[][] {{gc, null}, {null, gh}}) {
                GradientCheck.ofAll(x -> F.lstm(x[0], x[1]), random(3, 2), random(batch, 8))
                        .gradOutputs(gy)
                        .tolerance(1e-6, 1e-8)
                        .checkBackward()
                        .checkDoubleBackward();
            }
        }
    }

    @Test
    void overSeveralSteps() {
        FunctionChecks.of(x -> {
                    Variable c = x[0];
                    Variable h = x[0];
                    for (int t = 0; t < 3; t++) {
                        Variable[] next = F.lstm(c, F.linear(h, x[1], null));
                        c = next[0];
                        h = next[1];
                    }
                    return h;
                })
                .input(3, 2)
                .weight(8, 2)
                .run();
    }

    @Test
    void shapesMustFit() {
        Variable c = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
        assertThatThrownBy(() -> F.lstm(c, new Variable(NDArray.zeros(DType.FLOAT32, 2, 11))))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.shape[1] == 4 * c.shape[1]");
        assertThatThrownBy(() -> F.lstm(c, new Variable(NDArray.zeros(DType.FLOAT32, 3, 12))))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("c.shape[0] >= x.shape[0]");
        assertThatThrownBy(() -> F.lstm(c, new Variable(NDArray.zeros(DType.FLOAT64, 2, 12))))
                .isInstanceOf(InvalidTypeException.class);
    }
}
