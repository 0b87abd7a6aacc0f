package org.chainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.F;
import org.junit.jupiter.api.Test;

class BackwardTest {
    private static Variable variable(double... values) {
        return new Variable(NDArray.of(values));
    }

    @Test
    void theGradientOfAScalarIsOne() {
        Variable x = variable(2);
        Variable y = x.mul(x);
        y.backward();
        assertThat(x.grad().item()).isEqualTo(4);
        assertThat(y.grad().item()).isEqualTo(1);
    }

    @Test
    void severalElementsNeedAGradient() {
        Variable x = variable(2, 3);
        Variable y = x.mul(x);
        assertThatThrownBy(y::backward)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a variable has shape (2,)")
                .hasMessageContaining("set its gradient first");
        y.setGrad(NDArray.of(1.0, 10.0));
        y.backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(4, 60);
    }

    @Test
    void gradientsMustFit() {
        Variable x = variable(2, 3);
        x.setName("x");
        assertThatThrownBy(() -> x.setGrad(NDArray.of(1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gradient of variable 'x'")
                .hasMessageContaining("(2,) float64")
                .hasMessageContaining("(1,) float64");
        assertThatThrownBy(() -> x.setGrad(NDArray.of(1f, 2f))).isInstanceOf(IllegalArgumentException.class);
        x.setGrad(NDArray.of(1.0, 2.0));
        x.setGrad(null);
        assertThat(x.grad()).isNull();
    }

    @Test
    void gradientsOfLeavesAddUp() {
        Variable x = variable(2);
        for (int i = 1; i <= 3; i++) {
            x.mul(x).backward();
            assertThat(x.grad().item()).isEqualTo(4.0 * i);
        }
        x.clearGrad();
        assertThat(x.grad()).isNull();
        x.zeroGrad();
        assertThat(x.grad().item()).isZero();
        x.mul(3).backward();
        assertThat(x.grad().item()).isEqualTo(3);
    }

    @Test
    void anArrayThatAUserTookIsNotChanged() {
        Variable x = variable(2);
        x.mul(x).backward();
        NDArray taken = x.grad();
        x.mul(x).backward();
        assertThat(taken.item()).isEqualTo(4);
        assertThat(x.grad().item()).isEqualTo(8);
        NDArray given = NDArray.of(1.0);
        x.setGrad(given);
        x.mul(x).backward();
        assertThat(given.item()).isEqualTo(1);
        assertThat(x.grad().item()).isEqualTo(5);
    }

    @Test
    void twoLossesThatShareAPart() {
        Variable x = variable(2);
        Variable shared = x.mul(x);
        Variable first = shared.mul(3);
        Variable second = shared.mul(shared);
        first.backward();
        assertThat(x.grad().item()).isEqualTo(12);
        x.clearGrad();
        second.backward();
        assertThat(x.grad().item()).isEqualTo(32);
        x.clearGrad();
        first.clearGrad();
        second.clearGrad();
        Chainer.backward(first, second);
        assertThat(x.grad().item()).isEqualTo(44);
    }

    @Test
    void anOutputBehindAnother() {
        Variable x = variable(2);
        Variable y = x.mul(3);
        Variable z = y.mul(y);
        Chainer.backward(y, z);
        assertThat(x.grad().item()).isEqualTo(3 + 36);
    }

    @Test
    void diamonds() {
        Variable x = variable(3);
        Variable h = x;
        for (int i = 0; i < 20; i++) {
            h = h.add(h);
        }
        h.backward();
        assertThat(x.grad().item()).isEqualTo(1 << 20);
    }

    @Test
    void longChainsNeedNoStack() {
        Variable x = variable(1);
        Variable h = x;
        for (int i = 0; i < 100_000; i++) {
            h = h.add(1);
        }
        h.backward();
        assertThat(x.grad().item()).isEqualTo(1);
        assertThat(h.node().rank()).isEqualTo(100_000);
        h.unchainBackward();
    }

    @Test
    void gradientsInBetweenAreDroppedUnlessRetained() {
        Variable x = variable(2);
        Variable h = x.mul(x);
        Variable y = h.mul(3);
        y.backward();
        assertThat(h.grad()).isNull();
        y.backward(true, false, 1);
        assertThat(h.grad().item()).isEqualTo(3);
        y.backward();
        assertThat(h.grad()).isNull();
    }

    @Test
    void lossScale() {
        Variable x = variable(2);
        Variable y = x.mul(x);
        y.backward(false, false, 8);
        assertThat(y.grad().item()).isEqualTo(8);
        assertThat(x.grad().item()).isEqualTo(32);
    }

    @Test
    void variablesThatWantNoGradientGetNone() {
        Variable x = variable(2);
        Variable constant = new Variable(NDArray.of(5.0), false);
        Variable y = x.mul(constant);
        y.backward();
        assertThat(x.grad().item()).isEqualTo(5);
        assertThat(constant.grad()).isNull();
        assertThat(y.requiresGrad()).isTrue();
        assertThat(constant.mul(constant).requiresGrad()).isFalse();
    }

    @Test
    void withoutHistoryNothingHappens() {
        Variable x = variable(2);
        x.backward();
        assertThat(x.grad()).isNull();
        Variable two = variable(2, 3);
        two.backward();
        assertThat(two.grad()).isNull();
    }

    @Test
    void arraysReplacedAfterwardsDoNotMatter() {
        Variable x = variable(2);
        Variable y = x.mul(x);
        x.setArray(NDArray.of(100.0));
        y.backward();
        assertThat(x.grad().item()).isEqualTo(4);
        assertThatThrownBy(() -> x.setArray(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addGradAndCopyData() {
        Variable a = variable(1, 2);
        Variable b = variable(3, 4);
        a.addGrad(b);
        assertThat(a.grad()).isNull();
        b.setGrad(NDArray.of(1.0, 1.0));
        a.addGrad(b);
        a.addGrad(b);
        assertThat(a.grad().toDoubleArray()).containsExactly(2, 2);
        assertThat(b.grad().toDoubleArray()).containsExactly(1, 1);
        a.copyData(b);
        assertThat(a.array().toDoubleArray()).containsExactly(3, 4);
    }

    @Test
    void functionsThatReturnWrongGradientsAreNamed() {
        FunctionNode tooFew = new Broken(new long[0]);
        Variable y = tooFew.applySingle(variable(1));
        assertThatThrownBy(y::backward)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Broken: backward() returned 0 gradients, expected one for each of the 1 wanted inputs");
        Variable z = new Broken(new long[] {3}).applySingle(variable(1));
        assertThatThrownBy(z::backward)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Broken: backward() returned a gradient of shape (3,) to input 0 of shape (1,)");
    }

    /** Returns one gradient of the given length, or none at all. */
    private static final class Broken extends FunctionNode {
        private final long[] lengths;

        Broken(long[] lengths) {
            this.lengths = lengths;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            return arrays(in[0].copy());
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] gy) {
            return lengths.length == 0
                    ? variables()
                    : variables(new Variable(NDArray.zeros(DType.FLOAT64, lengths), false));
        }
    }

    @Test
    void aFunctionObjectIsAppliedOnce() {
        FunctionNode function = new Broken(new long[0]);
        function.apply(variable(1));
        assertThatThrownBy(() -> function.apply(variable(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Broken was applied already");
        assertThatThrownBy(() -> new Broken(new long[0]).apply((Variable) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Broken: input 0 is null");
    }

    @Test
    void inputsMustBeThere() {
        Parameter empty = Parameter.deferred(null);
        assertThatThrownBy(() -> F.relu(empty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ReLU")
                .hasMessageContaining("not initialised yet");
    }

    @Test
    void texts() {
        Variable x = variable(1, 2);
        assertThat(x).hasToString("variable([1. 2.])");
        x.setName("x");
        assertThat(x).hasToString("variable x([1. 2.])");
        assertThat(x.node().label()).isEqualTo("(2), float64");
        assertThat(x.shape()).isEqualTo(Shape.of(2));
    }
}
