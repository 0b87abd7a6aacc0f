package org.chainer.functions.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.testing.GradientCheck;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicMathTest {
    private static final Map<String, GradientCheck.SingleTarget> TWO = Map.of(
            "add", x -> x[0].add(x[1]),
            "sub", x -> x[0].sub(x[1]),
            "mul", x -> x[0].mul(x[1]),
            "div", x -> x[0].div(x[1]),
            "pow", x -> x[0].pow(x[1]));
    private static final Map<String, GradientCheck.SingleTarget> ONE = Map.of(
            "add", x -> x[0].add(2.5),
            "sub", x -> x[0].sub(2.5),
            "rsub", x -> x[0].rsub(2.5),
            "mul", x -> x[0].mul(2.5),
            "div", x -> x[0].div(2.5),
            "rdiv", x -> x[0].rdiv(2.5),
            "pow", x -> x[0].pow(2.5),
            "rpow", x -> x[0].rpow(2.5),
            "neg", x -> x[0].neg(),
            "abs", x -> x[0].abs());

    private static NDArray positive(long... shape) {
        return FunctionChecks.uniform(3, 0.5, 1.5, shape);
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "sub", "mul", "div", "pow"})
    void twoArraysAreBroadcast(String name) {
        FunctionChecks.of(TWO.get(name))
                .input(positive(3, 2))
                .input(positive(3, 2))
                .run();
        FunctionChecks.of(TWO.get(name))
                .input(positive(3, 2))
                .weight(positive(1, 2))
                .run();
        FunctionChecks.of(TWO.get(name))
                .weight(positive(2))
                .input(positive(3, 2))
                .run();
        FunctionChecks.of(TWO.get(name))
                .input(positive(3, 1, 2))
                .weight(positive(4, 1))
                .run();
        FunctionChecks.of(TWO.get(name))
                .input(positive(3, 2))
                .weight(positive())
                .run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "sub", "rsub", "mul", "div", "rdiv", "pow", "rpow", "neg", "abs"})
    void arrayAndNumber(String name) {
        FunctionChecks.of(ONE.get(name)).input(positive(3, 2)).run();
        FunctionChecks.of(ONE.get(name)).input(positive()).notEmpty().run();
    }

    @Test
    void powersWithIntegerExponents() {
        for (int n : new int[] {0, 1, 2, 3, -1, -2}) {
            FunctionChecks.of(x -> x[0].pow(n)).input(positive(4)).run();
        }
    }

    @Test
    void severalSummands() {
        FunctionChecks.of(x -> F.add(x[0], x[1], x[2]))
                .input(3, 2)
                .input(3, 2)
                .input(3, 2)
                .run();
        Variable x = new Variable(NDArray.of(1.0));
        assertThat(F.add(x)).isSameAs(x);
    }

    @Test
    void oneVariableTwice() {
        FunctionChecks.of(x -> x[0].mul(x[0]).add(x[0])).input(3, 2).run();
        FunctionChecks.of(x -> F.add(x[0], x[0], x[0])).input(3, 2).run();
    }

    @Test
    void aScalarVariableTakesTheOthersDtype() {
        for (DType dtype : new DType[] {DType.FLOAT16, DType.FLOAT64}) {
            Variable x = new Variable(NDArray.ones(dtype, 2));
            assertThat(Variable.scalar(3).sub(x).array().toDoubleArray()).containsExactly(2, 2);
            assertThat(Variable.scalar(3).div(x).dtype()).isEqualTo(dtype);
            assertThat(x.mul(Variable.scalar(3)).dtype()).isEqualTo(dtype);
            assertThat(x.pow(Variable.scalar(3)).dtype()).isEqualTo(dtype);
        }
    }

    @Test
    void integers() {
        Variable a = new Variable(NDArray.of(7, -7), false);
        Variable b = new Variable(NDArray.of(2, 2), false);
        assertThat(a.add(b).array().toIntArray()).containsExactly(9, -5);
        assertThat(a.floorDiv(b).array().toIntArray()).containsExactly(3, -4);
        assertThat(a.sub(1).array().toIntArray()).containsExactly(6, -8);
        assertThat(a.rsub(1).array().toIntArray()).containsExactly(-6, 8);
        assertThat(a.mul(3).array().toIntArray()).containsExactly(21, -21);
        assertThat(a.div(b).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(a.div(b).array().toDoubleArray()).containsExactly(3.5, -3.5);
    }

    @Test
    void floorDivisionHasNoGradient() {
        Variable a = new Variable(NDArray.of(7.0, -7.0));
        Variable y = a.floorDiv(new Variable(NDArray.of(2.0, 2.0)));
        y.setGrad(NDArray.of(1.0, 1.0));
        y.backward();
        assertThat(y.array().toDoubleArray()).containsExactly(3, -4);
        assertThat(a.grad()).isNull();
    }

    @Test
    void mixedDtypesAndShapesAreRefused() {
        Variable a = new Variable(NDArray.of(1f, 2f));
        assertThatThrownBy(() -> a.add(new Variable(NDArray.of(1.0, 2.0))))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessage("Invalid operation is performed in: _ + _ (Forward)\n\n"
                        + "Expect: rhs.dtype == lhs.dtype\nActual: float64 != float32");
        assertThatThrownBy(() -> a.mul(new Variable(NDArray.of(1f, 2f, 3f))))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("can be broadcast together")
                .hasMessageContaining("(2,) and (3,)");
        assertThatThrownBy(() -> F.add(a, a, new Variable(NDArray.of(1f, 2f, 3f))))
                .isInstanceOf(InvalidTypeException.class);
    }
}
