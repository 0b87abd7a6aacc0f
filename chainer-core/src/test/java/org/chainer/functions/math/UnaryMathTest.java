package org.chainer.functions.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
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

class UnaryMathTest {

    /** Name, function, interval of arguments, a value. */
    static Stream<Arguments> functions() {
        return Stream.of(
                row("absolute", x -> F.absolute(x[0]), 0.1, 2, -3, 3),
                row("arccos", x -> F.arccos(x[0]), -0.8, 0.8, 0.5, Math.PI / 3),
                row("arcsin", x -> F.arcsin(x[0]), -0.8, 0.8, 0.5, Math.PI / 6),
                row("arctan", x -> F.arctan(x[0]), -2, 2, 1, Math.PI / 4),
                row("arctanh", x -> F.arctanh(x[0]), -0.8, 0.8, 0.5, 0.5 * Math.log(3)),
                row("cos", x -> F.cos(x[0]), -2, 2, Math.PI / 3, 0.5),
                row("cosh", x -> F.cosh(x[0]), -2, 2, 1, 1.543080634815244),
                row("digamma", x -> F.digamma(x[0]), 0.5, 3, 1, -0.5772156649015329),
                row("erf", x -> F.erf(x[0]), -2, 2, 1, 0.8427007929497149),
                row("erfc", x -> F.erfc(x[0]), -2, 2, 1, 0.15729920705028513),
                row("erfcinv", x -> F.erfcinv(x[0]), 0.3, 1.7, 0.15729920705028513, 1),
                row("erfcx", x -> F.erfcx(x[0]), -1, 2, 1, 0.427583576155807),
                row("erfinv", x -> F.erfinv(x[0]), -0.7, 0.7, 0.8427007929497149, 1),
                row("exp", x -> F.exp(x[0]), -2, 2, 1, Math.E),
                row("expm1", x -> F.expm1(x[0]), -2, 2, 1e-12, 1e-12),
                row("lgamma", x -> F.lgamma(x[0]), 0.5, 3, 5, Math.log(24)),
                row("log", x -> F.log(x[0]), 0.3, 3, Math.E, 1),
                row("log10", x -> F.log10(x[0]), 0.3, 3, 1000, 3),
                row("log1p", x -> F.log1p(x[0]), -0.5, 3, 1e-12, 1e-12),
                row("log2", x -> F.log2(x[0]), 0.3, 3, 8, 3),
                row("log_ndtr", x -> F.logNdtr(x[0]), -2, 2, -10, -53.23128515051247),
                row("ndtr", x -> F.ndtr(x[0]), -2, 2, 0, 0.5),
                row("ndtri", x -> F.ndtri(x[0]), 0.1, 0.9, 0.5, 0),
                row("rsqrt", x -> F.rsqrt(x[0]), 0.3, 3, 4, 0.5),
                row("sin", x -> F.sin(x[0]), -2, 2, Math.PI / 6, 0.5),
                row("sinh", x -> F.sinh(x[0]), -2, 2, 1, 1.1752011936438014),
                row("sqrt", x -> F.sqrt(x[0]), 0.3, 3, 4, 2),
                row("square", x -> F.square(x[0]), -2, 2, -3, 9),
                row("tan", x -> F.tan(x[0]), -1, 1, Math.PI / 4, 1));
    }

    private static Arguments row(
            String name, GradientCheck.SingleTarget f, double low, double high, double at, double value) {
        return Arguments.of(name, f, low, high, at, value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void valuesAndGradients(
            String name, GradientCheck.SingleTarget f, double low, double high, double at, double value) {
        assertThat(f.apply(new Variable[] {new Variable(NDArray.scalar(at, DType.FLOAT64))})
                        .item())
                .isCloseTo(value, within(1e-11 * Math.max(1, Math.abs(value)) * (at == 1e-12 ? 1e-8 : 1)));
        FunctionChecks.of(f)
                .input(FunctionChecks.uniform(4, low, high, 3, 2))
                .eps(5e-4)
                .run();
        FunctionChecks.of(f)
                .weight(FunctionChecks.uniform(4, low, high))
                .eps(5e-4)
                .notEmpty()
                .run();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void integersAreRefused(
            String name, GradientCheck.SingleTarget f, double low, double high, double at, double value) {
        assertThatThrownBy(() -> f.apply(new Variable[] {new Variable(NDArray.of(1, 2), false)}))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.dtype.kind == f")
                .hasMessageContaining("int32");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void labelsAreChainers(
            String name, GradientCheck.SingleTarget f, double low, double high, double at, double value) {
        Variable y = f.apply(new Variable[] {new Variable(NDArray.of(at))});
        assertThat(y.creator().label()).isEqualTo(name.equals("absolute") ? "|_|" : name);
    }

    @Test
    void gradientOfTheAbsoluteValueAtZero() {
        Variable x = new Variable(NDArray.of(-2.0, 0.0, 3.0));
        F.sum(F.absolute(x)).backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(-1, 0, 1);
    }

    @Test
    void roundingIsConstantToGradients() {
        Variable x = new Variable(NDArray.of(-1.5f, -0.2f, 0f, 2.7f));
        assertThat(F.ceil(x).array().toFloatArray()).containsExactly(-1f, -0f, 0f, 3f);
        assertThat(F.floor(x).array().toFloatArray()).containsExactly(-2f, -1f, 0f, 2f);
        assertThat(F.fix(x).array().toFloatArray()).containsExactly(-1f, -0f, 0f, 2f);
        assertThat(F.sign(x).array().toFloatArray()).containsExactly(-1f, -1f, 0f, 1f);
        for (Variable y : List.of(F.ceil(x), F.floor(x), F.fix(x), F.sign(x))) {
            assertThat(y.requiresGrad()).isFalse();
            assertThat(y.creator()).isNull();
            assertThat(y.dtype()).isEqualTo(DType.FLOAT32);
        }
        assertThat(F.sign(new Variable(NDArray.of(-3, 0, 2), false)).array().toIntArray())
                .containsExactly(-1, 0, 1);
        assertThat(F.floor(new Variable(NDArray.of(-3, 2), false)).dtype()).isEqualTo(DType.INT32);
    }

    @Test
    void polygammaAndZeta() {
        NDArray x = FunctionChecks.uniform(1, 0.5, 3, 3, 2);
        FunctionChecks.of(v -> F.polygamma(v[0], v[1]))
                .input(NDArray.of(0, 1, 2, 3, 0, 1).reshape(3, 2))
                .input(x)
                .halfTolerance(2e-2)
                .run();
        FunctionChecks.of(v -> F.polygamma(2, v[0]))
                .input(x)
                .halfTolerance(2e-2)
                .run();
        FunctionChecks.of(v -> F.zeta(2.5, v[0])).input(x).halfTolerance(2e-2).run();
        NDArray exponents = NDArray.of(1.5, 2, 3).reshape(3, 1);
        FunctionChecks.of(v -> F.zeta(exponents.slice(0, 0, v[0].dim(0)).astype(v[0].dtype()), v[0]))
                .input(x)
                .halfTolerance(2e-2)
                .run();
        assertThat(F.zeta(2, new Variable(NDArray.of(1.0))).item()).isCloseTo(Math.PI * Math.PI / 6, within(1e-12));
        assertThat(F.polygamma(1, new Variable(NDArray.of(1.0))).item())
                .isCloseTo(Math.PI * Math.PI / 6, within(1e-12));
        assertThatThrownBy(() -> F.polygamma(new Variable(NDArray.of(1.0)), new Variable(NDArray.of(1.0))))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("n.dtype.kind == i");
    }
}
