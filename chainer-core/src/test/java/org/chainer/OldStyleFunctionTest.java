package org.chainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.testing.GradientCheck;
import org.junit.jupiter.api.Test;

class OldStyleFunctionTest {
    private final Variable a = new Variable(NDArray.of(2.0, 3.0));
    private final Variable b = new Variable(NDArray.of(5.0, 7.0));

    /** {@code (a·b, a²)}. */
    private static class Products extends Function {
        NDArray[] seenInputs;
        NDArray[] seenGradients;

        @Override
        protected NDArray[] forward(NDArray[] in) {
            return new NDArray[] {in[0].mul(in[1]), in[0].mul(in[0])};
        }

        @Override
        protected NDArray[] backward(NDArray[] in, NDArray[] gy) {
            seenInputs = in;
            seenGradients = gy;
            NDArray ga = null;
            NDArray gb = null;
            if (gy[0] != null) {
                ga = gy[0].mul(in[1]);
                gb = gy[0].mul(in[0]);
            }
            if (gy[1] != null) {
                NDArray more = gy[1].mul(in[0]).mul(2);
                ga = ga == null ? more : ga.add(more);
            }
            return new NDArray[] {ga, gb};
        }
    }

    @Test
    void gradients() {
        GradientCheck.ofAll(x -> new Products().apply(x), a.array(), b.array()).checkBackward();
    }

    @Test
    void outputsThatTakeNoPartHaveNoGradient() {
        Products function = new Products();
        Variable[] y = function.apply(a, b);
        F.sum(y[1]).backward();
        assertThat(function.seenGradients[0]).isNull();
        assertThat(a.grad().toDoubleArray()).containsExactly(4, 6);
        assertThat(b.grad()).isNull();
        assertThat(y[0].creator()).isInstanceOf(FunctionAdapter.class);
        assertThat(((FunctionAdapter) y[0].creator()).function()).isSameAs(function);
        assertThat(y[0].creator().label()).isEqualTo("Products");
    }

    @Test
    void inputsThatAreNotRetainedComeAsNull() {
        Products function = new Products() {
            @Override
            protected NDArray[] forward(NDArray[] in) {
                retainInputs(1);
                return super.forward(in);
            }

            @Override
            protected NDArray[] backward(NDArray[] in, NDArray[] gy) {
                assertThat(in[0]).isNull();
                return new NDArray[] {gy[0].mul(in[1]), null};
            }
        };
        F.sum(function.apply(a, b)[0]).backward();
        assertThat(a.grad().toDoubleArray()).containsExactly(5, 7);
        assertThat(b.grad()).isNull();
    }

    @Test
    void retainedOutputs() {
        Function exp = new Function() {
            @Override
            protected NDArray[] forward(NDArray[] in) {
                retainInputs();
                retainOutputs(0);
                return new NDArray[] {in[0].apply(org.chainer.backend.kernels.UnaryOp.EXP)};
            }

            @Override
            protected NDArray[] backward(NDArray[] in, NDArray[] gy) {
                return new NDArray[] {gy[0].mul(retainedOutputs()[0])};
            }
        };
        Variable y = exp.apply(a)[0];
        F.sum(y).backward();
        assertThat(a.grad().allClose(y.array(), 0, 1e-12)).isTrue();
    }

    @Test
    void theyCanBePassedByButNotDifferentiatedTwice() {
        Variable y = F.sum(new Products().apply(a, b)[0].add(b.mul(b).mul(b)));
        Variable[] gx = Chainer.grad(new Variable[] {y}, new Variable[] {a, b}, null, null, false, true);
        assertThat(gx[0].array().toDoubleArray()).containsExactly(5, 7);
        assertThatThrownBy(() -> F.sum(gx[0].mul(gx[0])).backward())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Products can be differentiated once only");
    }

    @Test
    void wrongNumbersOfGradientsAreNamed() {
        Function broken = new Products() {
            @Override
            protected NDArray[] backward(NDArray[] in, NDArray[] gy) {
                return new NDArray[1];
            }

            @Override
            public String label() {
                return "Broken";
            }
        };
        Variable y = F.sum(broken.apply(a, b)[0]);
        assertThatThrownBy(y::backward)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Broken: backward() returned 1 gradients, expected one for each of the 2 inputs");
    }
}
