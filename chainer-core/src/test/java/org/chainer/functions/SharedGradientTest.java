package org.chainer.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.junit.jupiter.api.Test;

/** What the walk does with gradients of functions of these packages, whose memory it manages itself. */
class SharedGradientTest {

    /** {@code a + b + c}, with one and the same new array as gradient to all three. */
    private static final class SumOfThree extends FunctionNode {
        @Override
        protected NDArray[] forward(NDArray[] in) {
            return arrays(in[0].add(in[1]).add(in[2]));
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] gy) {
            Variable g = gy[0].mul(1);
            return variables(g, g, g);
        }
    }

    @Test
    void oneGradientForSeveralInputs() {
        Variable a = new Variable(NDArray.of(1.0, 2.0));
        Variable b = new Variable(NDArray.of(3.0, 4.0));
        for (int i = 1; i <= 2; i++) {
            F.sum(new SumOfThree().applySingle(a, a, b)).backward();
            assertThat(a.grad().toDoubleArray()).containsExactly(2 * i, 2 * i);
            assertThat(b.grad().toDoubleArray()).containsExactly(i, i);
        }
    }

    /** Returns a gradient of another dtype. */
    private static final class WrongDType extends FunctionNode {
        @Override
        protected NDArray[] forward(NDArray[] in) {
            return arrays(in[0].copy());
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] gy) {
            return variables(new Variable(gy[0].array().astype(DType.FLOAT32), false));
        }
    }

    @Test
    void aGradientOfAnotherDTypeIsRefused() {
        Variable y = F.sum(new WrongDType().applySingle(new Variable(NDArray.of(1.0))));
        assertThatThrownBy(y::backward)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("WrongDType: backward() returned a gradient of dtype float32 to input 0 of dtype float64");
    }
}
