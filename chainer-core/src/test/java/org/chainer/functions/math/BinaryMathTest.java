package org.chainer.functions.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.testing.GradientCheck;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;

/** Functions of two or three arrays, element by element. */
class BinaryMathTest {

    @Test
    void twoArraysAreBroadcast() {
        NDArray a = FunctionChecks.distinct(1, 3, 4);
        NDArray b = FunctionChecks.uniform(2, 0.31, 0.41, 3, 4);
        NDArray row = FunctionChecks.uniform(3, 0.31, 0.41, 4);
        for (GradientCheck.SingleTarget f : List.<GradientCheck.SingleTarget>of(
                x -> F.arctan2(x[0], x[1]),
                x -> F.fmod(x[0].mul(3), x[1]),
                x -> F.maximum(x[0], x[1]),
                x -> F.minimum(x[0], x[1]))) {
            FunctionChecks.of(f).input(a).input(b).eps(1e-4).halfTolerance(1e-2).run();
            FunctionChecks.of(f)
                    .input(a)
                    .weight(row)
                    .eps(1e-4)
                    .halfTolerance(1e-2)
                    .run();
            Variable x = new Variable(a);
            assertThatThrownBy(() -> f.apply(new Variable[] {x, F.cast(x, DType.FLOAT32)}))
                    .isInstanceOf(InvalidTypeException.class);
            assertThatThrownBy(() -> f.apply(new Variable[] {x, new Variable(NDArray.of(1.0, 2.0))}))
                    .isInstanceOf(InvalidTypeException.class)
                    .hasMessageContaining("broadcast");
            Variable n = new Variable(NDArray.of(1, 2), false);
            assertThatThrownBy(() -> f.apply(new Variable[] {n, n})).isInstanceOf(InvalidTypeException.class);
        }
        FunctionChecks.of(x -> F.arctan2(x[0], x[1]))
                .weight(row)
                .input(a)
                .eps(1e-4)
                .run();
        FunctionChecks.of(x -> F.maximum(x[0], x[1]))
                .weight(FunctionChecks.uniform(3, 0.01, 0.02))
                .input(a)
                .run();
    }

    @Test
    void values() {
        Variable a = new Variable(NDArray.of(7.0, -7.0, 7.0));
        Variable b = new Variable(NDArray.of(2.0, 2.0, -2.0));
        assertThat(F.fmod(a, b).array().toDoubleArray()).containsExactly(1, -1, 1);
        assertThat(F.arctan2(a, a).array().toDoubleArray()).containsExactly(Math.PI / 4, -3 * Math.PI / 4, Math.PI / 4);
        assertThat(F.maximum(a, b).array().toDoubleArray()).containsExactly(7, 2, 7);
        assertThat(F.minimum(a, b).array().toDoubleArray()).containsExactly(2, -7, -2);
    }

    @Test
    void ofEqualElementsTheFirstGetsTheGradient() {
        for (boolean greatest : new boolean[] {true, false}) {
            Variable a = new Variable(NDArray.of(1.0));
            Variable b = new Variable(NDArray.of(1.0));
            (greatest ? F.maximum(a, b) : F.minimum(a, b)).backward();
            assertThat(a.grad().item()).isEqualTo(1);
            assertThat(b.grad().item()).isZero();
        }
    }

    @Test
    void linearInterpolate() {
        FunctionChecks.of(x -> F.linearInterpolate(x[0], x[1], x[2]))
                .input(3, 2)
                .input(3, 2)
                .input(3, 2)
                .run();
        Variable x = new Variable(NDArray.of(1.0, 2.0));
        assertThatThrownBy(() -> F.linearInterpolate(x, x, new Variable(NDArray.of(1.0))))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("y.shape == p.shape");
    }

    @Test
    void clip() {
        NDArray x = FunctionChecks.distinct(1, 4, 3);
        FunctionChecks.of(v -> F.clip(v[0], -0.5, 0.6)).input(x).run();
        FunctionChecks.of(v -> F.clip(v[0], Double.NEGATIVE_INFINITY, 0.6))
                .input(x)
                .run();
        assertThatThrownBy(() -> F.clip(new Variable(x), 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void biasAndScale() {
        for (GradientCheck.SingleTarget f :
                List.<GradientCheck.SingleTarget>of(x -> F.bias(x[0], x[1]), x -> F.scale(x[0], x[1]))) {
            FunctionChecks.of(f).input(2, 3, 4).weight(3).run();
            FunctionChecks.of(f).input(2, 3, 4).weight(3, 4).run();
            FunctionChecks.of(f).input(2, 3).weight().run();
            assertThatThrownBy(() -> f.apply(new Variable[] {
                        new Variable(NDArray.zeros(DType.FLOAT32, 2, 3)), new Variable(NDArray.zeros(DType.FLOAT32, 2))
                    }))
                    .isInstanceOf(InvalidTypeException.class)
                    .hasMessageContaining("y.shape == x.shape[1:2]")
                    .hasMessageContaining("(2,) != (3,)");
        }
        FunctionChecks.of(x -> F.bias(x[0], x[1], 0)).weight(2, 3).weight(2).run();
        FunctionChecks.of(x -> F.scale(x[0], x[1], 2)).input(2, 3, 4).weight(4).run();
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
        assertThatThrownBy(() -> F.scale(x, x, 1)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.scale(x, x, -1)).isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void identity() {
        FunctionChecks.of(x -> F.identity(x[0])).input(3, 2).run();
        FunctionChecks.ofAll(x -> F.identity(x)).input(3, 2).input(3).run();
        Variable x = new Variable(NDArray.of(1.0));
        assertThat(F.identity(x)).isNotSameAs(x);
        assertThat(F.identity(x).creator()).isNotNull();
        assertThat(F.identity(x).shape()).isEqualTo(Shape.of(1));
    }
}
