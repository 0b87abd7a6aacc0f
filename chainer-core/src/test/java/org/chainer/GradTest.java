package org.chainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.junit.jupiter.api.Test;

/** {@link Chainer#grad} and double backprop. */
class GradTest {
    private final Variable x = new Variable(NDArray.of(2.0));
    private final Variable w = new Variable(NDArray.of(5.0));

    private static Variable[] list(Variable... variables) {
        return variables;
    }

    @Test
    void gradientsAreReturnedAndNothingIsTouched() {
        Variable h = x.mul(x);
        Variable y = h.mul(w);
        Variable[] gradients = Chainer.grad(list(y), list(x, h, w));
        assertThat(gradients[0].item()).isEqualTo(20);
        assertThat(gradients[1].item()).isEqualTo(5);
        assertThat(gradients[2].item()).isEqualTo(4);
        assertThat(x.grad()).isNull();
        assertThat(h.grad()).isNull();
        assertThat(y.grad()).isNull();
    }

    @Test
    void inputsThatTakeNoPartGetNull() {
        Variable other = new Variable(NDArray.of(1.0));
        assertThat(Chainer.grad(list(x.mul(2)), list(other))).containsExactly((Variable) null);
        assertThat(Chainer.grad(list(x.mul(2)), list(x, x))[1].item()).isEqualTo(2);
    }

    @Test
    void anOutputMayBeAnInput() {
        Variable y = x.mul(x);
        Variable[] gradients = Chainer.grad(list(y), list(y, x));
        assertThat(gradients[0].item()).isEqualTo(1);
        assertThat(gradients[1].item()).isEqualTo(4);
    }

    @Test
    void givenGradients() {
        Variable y = x.mul(x);
        Variable z = x.mul(3);
        Variable two = new Variable(NDArray.of(2.0));
        Variable[] gradients = Chainer.grad(list(y, z), list(x), list(two, null), list(two), true, false);
        assertThat(gradients[0].item()).isEqualTo(2 * 4 + 3 + 2);
        assertThat(x.grad().item()).isEqualTo(13);
        assertThatThrownBy(() -> Chainer.grad(list(y), list(x), list(two, two), null, false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("grad: gradOutputs has 2 elements, expected 1");
        assertThatThrownBy(() -> Chainer.grad(list(y), list(x), null, list(), false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gradInputs");
    }

    @Test
    void outputsWithSeveralElementsStartWithOnes() {
        Variable v = new Variable(NDArray.of(1.0, 2.0));
        assertThat(Chainer.grad(list(v.mul(v)), list(v))[0].array().toDoubleArray())
                .containsExactly(2, 4);
    }

    @Test
    void higherDerivatives() {
        Variable y = x.pow(5);
        double expected = 5 * 16;
        for (int order = 1; order <= 4; order++) {
            y = Chainer.grad(list(y), list(x), null, null, false, true)[0];
            assertThat(y.item()).isEqualTo(expected);
            expected = expected * (5 - order) / 2;
        }
        Variable last = Chainer.grad(list(y), list(x), null, null, false, false)[0];
        assertThat(last.item()).isEqualTo(120);
        assertThat(last.creator()).isNull();
    }

    @Test
    void gradientPenalty() {
        Variable y = F.sum(F.tanh(x.mul(w)));
        Variable gx = Chainer.grad(list(y), list(x), null, null, false, true)[0];
        Variable loss = y.add(F.sum(gx.mul(gx)));
        loss.backward();
        double t = Math.tanh(10);
        double s = 1 - t * t;
        double expected = s * 2 + 2 * (5 * s) * (s - 2 * 5 * t * s * 2);
        assertThat(w.grad().item()).isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-12));
    }

    @Test
    void doubleBackpropThroughBackward() {
        Variable y = x.mul(x).mul(x);
        y.backward(false, true, 1);
        Variable gx = x.gradVariable();
        assertThat(gx.item()).isEqualTo(12);
        x.clearGrad();
        gx.backward();
        assertThat(x.grad().item()).isEqualTo(12);
        Variable z = x.mul(x).mul(x);
        z.backward();
        assertThat(x.gradVariable().creator()).isNull();
    }

    @Test
    void gradientsAddUpInTheGraphToo() {
        Variable y = x.mul(x);
        y.backward(false, true, 1);
        Variable z = x.mul(x).mul(x);
        z.backward(false, true, 1);
        Variable gx = x.gradVariable();
        assertThat(gx.item()).isEqualTo(4 + 12);
        x.clearGrad();
        gx.backward();
        assertThat(x.grad().item()).isEqualTo(2 + 12);
    }
}
