package org.chainer.functions.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.testing.GradientCheck;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationTest {

    private static Arguments elementwise(String name, GradientCheck.SingleTarget function) {
        return Arguments.of(name, function);
    }

    static Stream<Arguments> elementwise() {
        return Stream.of(
                elementwise("clipped_relu", x -> F.clippedRelu(x[0], 1.3)),
                elementwise("relu6", x -> F.relu6(x[0].mul(4))),
                elementwise("elu", x -> F.elu(x[0])),
                elementwise("elu 0.7", x -> F.elu(x[0], 0.7)),
                elementwise("elu -0.7", x -> F.elu(x[0], -0.7)),
                elementwise("hard_sigmoid", x -> F.hardSigmoid(x[0].mul(1.9))),
                elementwise("leaky_relu", x -> F.leakyRelu(x[0])),
                elementwise("leaky_relu 0", x -> F.leakyRelu(x[0], 0)),
                elementwise("leaky_relu -0.5", x -> F.leakyRelu(x[0], -0.5)),
                elementwise("relu", x -> F.relu(x[0])),
                elementwise("selu", x -> F.selu(x[0])),
                elementwise("selu with own constants", x -> F.selu(x[0], 1.2, 0.8)),
                elementwise("sigmoid", x -> F.sigmoid(x[0])),
                elementwise("softplus", x -> F.softplus(x[0])),
                elementwise("softplus 2", x -> F.softplus(x[0], 2)),
                elementwise("softplus -2", x -> F.softplus(x[0], -2)),
                elementwise("tanh", x -> F.tanh(x[0])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("elementwise")
    void gradients(String name, GradientCheck.SingleTarget function) {
        NDArray x = FunctionChecks.distinct(1, 4, 3, 2);
        x.mulAssign(2);
        FunctionChecks.of(function).input(x).run();
        FunctionChecks.of(function)
                .input(NDArray.scalar(0.37, DType.FLOAT64))
                .notEmpty()
                .run();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("elementwise")
    void integersAreRefused(String name, GradientCheck.SingleTarget function) {
        Variable[] x = {new Variable(NDArray.of(1, 2), false)};
        assertThatThrownBy(() -> function.apply(x))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.dtype.kind == f");
    }

    @Test
    void kinksGiveChainersGradients() {
        assertThat(gradient(x -> F.relu(x[0]), 0)).isZero();
        assertThat(gradient(x -> F.leakyRelu(x[0], 0.5), 0)).isEqualTo(0.5);
        assertThat(gradient(x -> F.clippedRelu(x[0], 2), 0)).isZero();
        assertThat(gradient(x -> F.clippedRelu(x[0], 2), 2)).isZero();
        assertThat(gradient(x -> F.elu(x[0], 0.5), 0)).isEqualTo(0.5);
        assertThat(gradient(x -> F.hardSigmoid(x[0]), 2.5)).isZero();
        assertThat(gradient(x -> F.rrelu(x[0], 0.25, 0.5), 0)).isEqualTo(1);
    }

    private static double gradient(GradientCheck.SingleTarget function, double at) {
        Variable x = new Variable(NDArray.of(at));
        function.apply(new Variable[] {x}).backward();
        return x.grad().item();
    }

    @Test
    void largeArgumentsDoNotOverflow() {
        Variable x = new Variable(NDArray.of(-1000.0, 1000.0));
        assertThat(F.softplus(x).array().toDoubleArray()).containsExactly(0, 1000);
        assertThat(F.sigmoid(x).array().toDoubleArray()).containsExactly(0, 1);
        assertThat(F.elu(x).array().toDoubleArray()).containsExactly(-1, 1000);
        assertThat(F.softmax(x, 0).array().toDoubleArray()).containsExactly(0, 1);
        assertThat(F.logSoftmax(x, 0).array().toDoubleArray()).containsExactly(-2000, 0);
        for (GradientCheck.SingleTarget f :
                new GradientCheck.SingleTarget[] {v -> F.softplus(v[0]), v -> F.sigmoid(v[0]), v -> F.elu(v[0])}) {
            x.clearGrad();
            F.sum(f.apply(new Variable[] {x})).backward();
            assertThat(x.grad().toDoubleArray()).doesNotContain(Double.NaN);
            Variable gx = Chainer.grad(
                    new Variable[] {F.sum(f.apply(new Variable[] {x}))}, new Variable[] {x}, null, null, false, true)[
                    0];
            assertThat(gx.array().toDoubleArray()).doesNotContain(Double.NaN);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, -1, -3})
    void alongAnAxis(int axis) {
        NDArray x = FunctionChecks.distinct(2, 4, 2, 6);
        FunctionChecks crelu = FunctionChecks.of(v -> F.crelu(v[0], axis)).input(x);
        crelu.run();
        FunctionChecks.of(v -> F.softmax(v[0], axis)).weight(x).run();
        FunctionChecks.of(v -> F.logSoftmax(v[0], axis)).weight(x).run();
        FunctionChecks.of(v -> F.maxout(v[0], 2, axis)).weight(x).run();
    }

    @Test
    void axesOfChainersDefault() {
        NDArray x = FunctionChecks.distinct(2, 4, 6);
        FunctionChecks.of(v -> F.crelu(v[0])).input(x).run();
        FunctionChecks.of(v -> F.softmax(v[0])).input(x).run();
        FunctionChecks.of(v -> F.logSoftmax(v[0])).input(x).run();
        FunctionChecks.of(v -> F.maxout(v[0], 3)).input(x).run();
        FunctionChecks.of(v -> F.clippedRelu(v[0].mul(30))).input(x).run();
    }

    @Test
    void axesThatAreNotThereAreRefused() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 4, 6));
        for (int axis : new int[] {2, -3}) {
            assertThatThrownBy(() -> F.crelu(x, axis))
                    .isInstanceOf(InvalidTypeException.class)
                    .hasMessageContaining("-2 <= axis < 2")
                    .hasMessageContaining("axis == " + axis);
            assertThatThrownBy(() -> F.softmax(x, axis)).isInstanceOf(InvalidTypeException.class);
            assertThatThrownBy(() -> F.logSoftmax(x, axis)).isInstanceOf(InvalidTypeException.class);
            assertThatThrownBy(() -> F.maxout(x, 2, axis)).isInstanceOf(InvalidTypeException.class);
        }
        assertThatThrownBy(() -> F.maxout(x, 4))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.shape[1] % pool_size == 0");
        assertThatThrownBy(() -> F.maxout(x, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parametersPerChannel() {
        NDArray x = FunctionChecks.distinct(3, 4, 3, 2);
        for (long[] shape : new long[][] {{3}, {3, 2}, {}}) {
            FunctionChecks.of(v -> F.prelu(v[0], v[1])).input(x).weight(shape).run();
            FunctionChecks.of(v -> F.swish(v[0], v[1])).input(x).weight(shape).run();
        }
        Variable input = new Variable(x);
        assertThatThrownBy(() -> F.prelu(input, new Variable(NDArray.zeros(DType.FLOAT64, 2))))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("PReLUFunction")
                .hasMessageContaining("W.shape == x.shape[1:2]")
                .hasMessageContaining("(2,) != (3,)");
        assertThatThrownBy(() -> F.swish(input, new Variable(NDArray.zeros(DType.FLOAT64, 4, 3, 2))))
                .isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.swish(input, new Variable(NDArray.zeros(DType.FLOAT32, 3))))
                .isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void constantsAreChecked() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 4, 6));
        assertThatThrownBy(() -> F.clippedRelu(x, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clipped_relu: z is 0.0, expected a positive number");
        assertThatThrownBy(() -> F.softplus(x, 0)).isInstanceOf(IllegalArgumentException.class);
        for (double[] bounds : new double[][] {{0.5, 0.5}, {-0.1, 0.5}, {0.5, 1}, {Double.NaN, 0.5}}) {
            assertThatThrownBy(() -> F.rrelu(x, bounds[0], bounds[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected 0 <= l < u < 1");
        }
    }

    @Test
    void randomSlopes() {
        NDArray x = FunctionChecks.distinct(3, 40, 5);
        RReLU.WithR first = F.rreluReturnR(new Variable(x), 0.1, 0.4, null);
        assertThat(first.r().toDoubleArray()).doesNotContain(0.4);
        assertThat(first.r().min().item()).isBetween(0.1, 0.2);
        assertThat(first.r().max().item()).isBetween(0.3, 0.4);
        assertThat(first.r().toDoubleArray()).doesNotHaveDuplicates();
        assertThat(F.rrelu(new Variable(x), 0.1, 0.4, first.r())
                        .array()
                        .contentEquals(first.y().array()))
                .isTrue();
        assertThat(F.rrelu(new Variable(x))
                        .array()
                        .contentEquals(F.rrelu(new Variable(x)).array()))
                .isFalse();
        FunctionChecks.of(v -> F.rrelu(
                        v[0], 0.1, 0.4, first.r().slice(0, 0, v[0].dim(0)).astype(v[0].dtype())))
                .input(x)
                .run();
        assertThatThrownBy(() -> F.rrelu(new Variable(x), 0.1, 0.4, NDArray.of(1.0)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("r.shape == x.shape");
        try (Chainer.Scope mode = Chainer.usingConfig(Config.TRAIN, false)) {
            assertThat(F.rreluReturnR(new Variable(x), 0.125, 0.375, null).r().toDoubleArray())
                    .containsOnly(0.25);
            FunctionChecks.of(v -> F.rrelu(v[0])).input(x).run();
        }
    }
}
