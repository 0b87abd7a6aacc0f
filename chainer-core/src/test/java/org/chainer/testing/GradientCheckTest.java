package org.chainer.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainer.FunctionNode;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.functions.F;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    private final NDArray x = NDArray.of(0.5, -1.5, 2.0, 0.25).reshape(2, 2);

    /** The cube, whose gradient is {@code 3x²·gy} times what the test wants it to be wrong by, element by element. */
    private static final class Cube extends FunctionNode {
        private final double[] wrong;
        private final boolean differentiable;

        Cube(boolean differentiable, double... wrong) {
            this.wrong = wrong;
            this.differentiable = differentiable;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            retainInputs(0);
            return arrays(in[0].pow(3));
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] gy) {
            NDArray factor = NDArray.of(wrong).reshape(inputShape(0));
            if (differentiable) {
                Variable x = retainedInput(0);
                return variables(gy[0].mul(x.mul(x).mul(3)).mul(new Variable(factor, false)));
            }
            NDArray square = inputData(0).apply(BinaryOp.POWER, 2).mul(3);
            return variables(gy[0].mul(new Variable(square.mul(factor), false)));
        }
    }

    @Test
    void rightGradientsPass() {
        GradientCheck.of(v -> new Cube(true, 1, 1, 1, 1).applySingle(v), x)
                .tolerance(1e-8, 1e-10)
                .checkBackward()
                .checkDoubleBackward();
    }

    @Test
    void aWrongElementIsNamedWithBothValues() {
        NDArray ones = NDArray.ones(DType.FLOAT64, 2, 2);
        GradientCheck check = GradientCheck.of(v -> new Cube(true, 1, 1, 1.5, 1).applySingle(v), x)
                .gradOutputs(ones);
        assertThatThrownBy(check::checkBackward)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("backward: along a random direction")
                .hasMessageContaining("worst at input 0[1, 0]: gradient 18.0, finite difference 12.0");
    }

    @Test
    void aSecondGradientThatIsMissingIsFound() {
        GradientCheck check = GradientCheck.of(v -> new Cube(false, 1, 1, 1, 1).applySingle(v), x);
        check.checkBackward();
        assertThatThrownBy(check::checkDoubleBackward)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("double backward: ")
                .hasMessageContaining("worst at input 0[");
    }

    @Test
    void gradientsOfParametersAreCheckedAndParametersRestored() {
        Parameter w = new Parameter(NDArray.of(2f, 3f));
        w.setGrad(NDArray.of(1f, 1f));
        GradientCheck.of(v -> v[0].mul(w).mul(w), x).params(w).checkBackward().checkDoubleBackward();
        assertThat(w.array().toFloatArray()).containsExactly(2, 3);
        assertThat(w.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(w.grad().toFloatArray()).containsExactly(1, 1);
    }

    @Test
    void aGradientToAParameterThatIsWrongIsFound() {
        Parameter w = new Parameter(NDArray.of(1.0, 2.0, 3.0, 4.0).reshape(2, 2));
        GradientCheck check = GradientCheck.of(v -> v[0].add(new Cube(true, 1, 2, 1, 1).applySingle(w)), x)
                .params(w);
        assertThatThrownBy(check::checkBackward)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("worst at parameter 0[0, 1]");
    }

    @Test
    void severalOutputsAndIgnoredOnes() {
        NDArray ones = NDArray.ones(DType.FLOAT64, 2, 2);
        GradientCheck.ofAll(v -> new Variable[] {v[0].mul(v[1]), new Cube(true, 9, 9, 9, 9).applySingle(v[0])}, x, x)
                .gradOutputs(ones, null)
                .checkBackward()
                .checkDoubleBackward();
    }

    @Test
    void integerInputsGetNoGradient() {
        NDArray index = NDArray.of(1, 0);
        GradientCheck.of(v -> F.embedId(v[0], v[1]), index, x).checkBackward().checkDoubleBackward();
    }

    @Test
    void aFunctionThatReturnsItsInputPasses() {
        GradientCheck.of(v -> v[0], x).checkBackward().checkDoubleBackward();
    }

    @Test
    void gradientsMustFitTheOutputs() {
        GradientCheck check = GradientCheck.of(v -> v[0].mul(v[0]), x);
        assertThatThrownBy(() -> check.gradOutputs(x, x).checkBackward())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("backward: the function has 1 outputs, but 2 gradients were given");
        assertThatThrownBy(() -> check.gradOutputs(NDArray.of(1.0)).checkBackward())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("backward: gradient to output 0 is (1,) float64, the output (2, 2) float64");
        assertThatThrownBy(() -> check.eps(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> check.dtype(DType.INT32)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numericalGradients() {
        NDArray a = NDArray.of(1.0, 2.0);
        NDArray b = NDArray.of(3.0, -1.0);
        NDArray[] gradients = GradientCheck.numericalGrad(
                () -> new NDArray[] {a.mul(b), a},
                new NDArray[] {a, b},
                new NDArray[] {NDArray.of(1.0, 10.0), null},
                1e-3);
        assertThat(gradients[0].toDoubleArray()).containsExactly(new double[] {3, -10}, within(1e-9));
        assertThat(gradients[1].toDoubleArray()).containsExactly(new double[] {1, 20}, within(1e-9));
        assertThat(a.toDoubleArray()).containsExactly(1, 2);
        assertThatThrownBy(() -> GradientCheck.numericalGrad(
                        () -> new NDArray[] {a}, new NDArray[] {NDArray.of(1)}, new NDArray[] {null}, 1e-3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input 0 has dtype int32");
    }
}
