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

/** Cells that join the states of several children: S-LSTM and tree-LSTM. */
class TreeCellTest {
    private static NDArray random(long... shape) {
        return FunctionChecks.uniform(8, -1, 1, shape);
    }

    private static Variable zeros(long... shape) {
        return new Variable(NDArray.zeros(DType.FLOAT32, shape));
    }

    @Test
    void slstmGradients() {
        FunctionChecks.ofAll(x -> F.slstm(x[0], x[1], x[2], x[3]))
                .input(3, 2)
                .input(3, 2)
                .input(3, 8)
                .input(3, 8)
                .run();
        FunctionChecks.ofAll(x -> F.slstm(x[0], x[1], x[2], x[3]))
                .input(2, 2, 3)
                .input(2, 2, 3)
                .input(2, 8, 3)
                .input(2, 8, 3)
                .run();
    }

    @Test
    void treeLstmGradients() {
        FunctionChecks.ofAll(x -> F.treeLstm(x[0], x[1]))
                .input(3, 2)
                .input(3, 8)
                .run();
        FunctionChecks.ofAll(x -> F.treeLstm(x[0], x[1], x[2], x[3]))
                .input(3, 2)
                .input(3, 2)
                .input(3, 2)
                .input(3, 12)
                .run();
        FunctionChecks.ofAll(x -> F.treeLstm(x[0], x[1], x[2]))
                .input(2, 2, 3)
                .input(2, 2, 3)
                .input(2, 10, 3)
                .run();
    }

    @Test
    void oneOfTheOutputsTakesNoPart() {
        NDArray g = random(3, 2);
        for (NDArray[] gy : new NDArray[][] {{g, null}, {null, g}}) {
            GradientCheck.ofAll(
                            x -> F.slstm(x[0], x[1], x[2], x[3]),
                            random(3, 2),
                            random(3, 2),
                            random(3, 8),
                            random(3, 8))
                    .gradOutputs(gy)
                    .checkBackward()
                    .checkDoubleBackward();
            GradientCheck.ofAll(x -> F.treeLstm(x[0], x[1], x[2]), random(3, 2), random(3, 2), random(3, 10))
                    .gradOutputs(gy)
                    .checkBackward()
                    .checkDoubleBackward();
        }
    }

    @Test
    void withoutTheSecondChildBothAreAnLstm() {
        Variable c = new Variable(random(3, 2));
        Variable x = new Variable(random(3, 8));
        Variable none = new Variable(NDArray.zeros(DType.FLOAT64, 3, 2));
        NDArray closed = NDArray.zeros(DType.FLOAT64, 3, 8);
        Variable[] expected = F.lstm(c, x);
        Variable[] joined = F.slstm(c, none, x, new Variable(closed));
        assertThat(joined[0].array().allClose(expected[0].array(), 1e-12, 1e-12))
                .isTrue();
        assertThat(joined[1].array().allClose(expected[1].array(), 1e-12, 1e-12))
                .isTrue();
        NDArray gates = x.array().reshape(3, 2, 4);
        NDArray order = gates.take(NDArray.of(0, 1, 3, 2), 2).transpose(0, 2, 1).reshape(3, 8);
        Variable[] tree = F.treeLstm(c, new Variable(order));
        assertThat(tree[1].array().allClose(expected[1].array(), 1e-12, 1e-12)).isTrue();
    }

    @Test
    void wrongInputs() {
        assertThatThrownBy(() -> F.slstm(zeros(3, 2), zeros(3, 3), zeros(3, 8), zeros(3, 8)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("slstm (Forward)")
                .hasMessageContaining("c_prev2.shape == c_prev1.shape");
        assertThatThrownBy(() -> F.slstm(zeros(3, 2), zeros(3, 2), zeros(3, 8), zeros(3, 6)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x2.shape == (3, 8)");
        assertThatThrownBy(() -> F.treeLstm(zeros(3, 2), zeros(3, 2), zeros(3, 8)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.shape == (3, 10)");
        assertThatThrownBy(() -> F.treeLstm(zeros(3, 2), zeros(2, 2), zeros(3, 10)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("c2.shape == c1.shape");
        assertThatThrownBy(() -> F.treeLstm(zeros(3, 2))).isInstanceOf(InvalidTypeException.class);
    }
}
