package org.chainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DebugModeTest {

    @AfterEach
    void off() {
        Chainer.setDebug(false);
    }

    @Test
    void nanInResultsIsFound() {
        Variable x = new Variable(NDArray.of(1.0, -1.0));
        assertThat(Double.isNaN(F.log(x).array().getDouble(1))).isTrue();
        Chainer.setDebug(true);
        assertThat(Chainer.isDebug()).isTrue();
        assertThatThrownBy(() -> F.log(x))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("NaN is detected on forward computation of log, output(s) [0]");
        F.log(x.add(2));
    }

    @Test
    void nanInGradientsIsFound() {
        Variable x = new Variable(NDArray.of(0.0));
        Variable zero = new Variable(NDArray.of(0.0), false);
        Variable y = F.sqrt(x).mul(zero);
        y.backward();
        assertThat(x.grad().item()).isNaN();
        x.clearGrad();
        try (Chainer.Scope debug = Chainer.usingConfig(Config.DEBUG, true)) {
            Variable again = F.sqrt(x).mul(zero);
            assertThatThrownBy(again::backward)
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("NaN is detected on backward computation of sqrt: "
                            + "NaN is detected on forward computation of _ / _, output(s) [0]");
        }
        assertThat(x.grad()).isNull();
    }

    @Test
    void nanInWhatAFunctionReturnsIsFound() {
        FunctionNode broken = new FunctionNode() {
            @Override
            public String label() {
                return "Broken";
            }

            @Override
            protected NDArray[] forward(NDArray[] in) {
                return arrays(in[0].copy());
            }

            @Override
            protected Variable[] backward(int[] wanted, Variable[] gy) {
                return variables(new Variable(NDArray.of(Double.NaN), false));
            }
        };
        Variable y = broken.applySingle(new Variable(NDArray.of(1.0)));
        Chainer.setDebug(true);
        assertThatThrownBy(y::backward)
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("NaN is detected on backward computation of Broken, gradient to input(s) [0]");
    }

    @Test
    void deferredGradientsAreComputedAndChecked() {
        Variable x = new Variable(NDArray.of(Double.POSITIVE_INFINITY).reshape(1, 1), false);
        Variable w = new Variable(NDArray.of(1.0).reshape(1, 1));
        Chainer.setDebug(true);
        Variable y = F.linear(x, w, null);
        y.setGrad(NDArray.of(0.0).reshape(1, 1));
        assertThatThrownBy(y::backward).isInstanceOf(ArithmeticException.class).hasMessageContaining("LinearFunction");
    }

    @Test
    void integersAreNoProblem() {
        Chainer.setDebug(true);
        Variable y = F.argmax(new Variable(NDArray.of(1.0, 2.0)));
        assertThat(y.item()).isEqualTo(1);
    }
}
