package org.chainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.junit.jupiter.api.Test;

class UnchainTest {
    private final Variable x = new Variable(NDArray.of(2.0));

    @Test
    void aVariableBecomesALeaf() {
        Variable h = x.mul(x);
        Variable y = h.mul(h);
        h.unchain();
        assertThat(h.creator()).isNull();
        y.backward();
        assertThat(h.grad().item()).isEqualTo(8);
        assertThat(x.grad()).isNull();
    }

    @Test
    void allHistoryIsCut() {
        Variable h = x.mul(x);
        Variable y = h.mul(h);
        Variable other = h.mul(3);
        y.unchainBackward();
        assertThat(y.creator()).isNull();
        assertThat(h.creator()).isNull();
        other.backward();
        assertThat(h.grad().item()).isEqualTo(3);
        assertThat(x.grad()).isNull();
        y.backward();
        assertThat(h.grad().item()).isEqualTo(3);
        x.unchainBackward();
    }

    @Test
    void truncatedBackprop() {
        Variable w = new Variable(NDArray.of(3.0));
        Variable h = x;
        for (int window = 0; window < 3; window++) {
            Variable start = h;
            h = h.mul(w).mul(w);
            w.clearGrad();
            h.backward();
            assertThat(w.grad().item()).isEqualTo(start.item() * 6);
            h.unchainBackward();
            h.clearGrad();
            start.clearGrad();
        }
    }

    @Test
    void whatIsLeftOfAFunctionSaysSo() {
        Variable h = F.exp(x);
        FunctionNode exp = h.creator();
        assertThat(exp.inputs()).hasSize(1);
        h.unchainBackward();
        assertThat(exp.inputs()).isEmpty();
        assertThatThrownBy(() -> exp.backward(new int[] {0}, new Variable[] {x}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("exp: output 0 is not there")
                .hasMessageContaining("unchainBackward()");
    }

    @Test
    void functionsMayBeUnchainedThemselves() {
        Variable h = x.mul(x);
        Variable y = h.mul(3);
        h.creator().unchain();
        y.backward();
        assertThat(h.grad().item()).isEqualTo(3);
        assertThat(x.grad()).isNull();
    }

    @Test
    void anotherDeviceCutsTheHistory() {
        Variable h = x.mul(x);
        h.toDevice(h.device());
        assertThat(h.creator()).isNotNull();
    }
}
