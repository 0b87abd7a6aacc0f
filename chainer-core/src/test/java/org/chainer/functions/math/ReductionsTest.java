package org.chainer.functions.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.testing.GradientCheck;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReductionsTest {

    private interface Reduction {
        Variable apply(Variable x, boolean keepDims, int... axes);
    }

    private static final Map<String, Reduction> ALL = Map.of(
            "average", F::average,
            "max", F::max,
            "mean", F::mean,
            "min", F::min,
            "prod", F::prod,
            "sum", F::sum);

    private static Variable zeros(long... shape) {
        return new Variable(NDArray.zeros(DType.FLOAT32, shape));
    }

    @ParameterizedTest
    @ValueSource(strings = {"average", "max", "mean", "min", "prod", "sum"})
    void overAllKindsOfAxes(String name) {
        Reduction f = ALL.get(name);
        NDArray x = FunctionChecks.distinct(1, 2, 3, 2);
        for (boolean keepDims : new boolean[] {true, false}) {
            for (int[] axes : new int[][] {{}, {0}, {1}, {-1}, {0, 2}, {2, 0}, {0, 1, 2}}) {
                FunctionChecks.of(v -> f.apply(v[0], keepDims, axes)).weight(x).run();
            }
            FunctionChecks.of(v -> f.apply(v[0], keepDims, 1, 2)).input(x).run();
            FunctionChecks.of(v -> f.apply(v[0], keepDims))
                    .weight(FunctionChecks.uniform(1, 1, 2))
                    .run();
        }
        assertThat(f.apply(zeros(2, 3, 4), true, 0, 2).shape()).isEqualTo(Shape.of(1, 3, 1));
        assertThat(f.apply(zeros(2, 3, 4), false, 0, 2).shape()).isEqualTo(Shape.of(3));
        assertThat(f.apply(zeros(2, 3, 4), false).shape()).isEqualTo(Shape.of());
        assertThatThrownBy(() -> f.apply(zeros(2, 3), false, 2))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("axis == 2");
        assertThatThrownBy(() -> f.apply(zeros(2, 3), false, 1, -1))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("named once");
        assertThatThrownBy(() -> f.apply(new Variable(NDArray.of(1, 2), false), false))
                .isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void shortForms() {
        NDArray x = FunctionChecks.distinct(1, 2, 3);
        FunctionChecks.of(v -> F.sum(v[0], 1)).input(x).run();
        FunctionChecks.of(v -> F.mean(v[0], 1)).input(x).run();
        FunctionChecks.of(v -> F.average(v[0], 1)).input(x).run();
        FunctionChecks.of(v -> F.max(v[0], 1)).input(x).run();
        FunctionChecks.of(v -> F.min(v[0], 1)).input(x).run();
        FunctionChecks.of(v -> F.prod(v[0], 1)).input(x).run();
        FunctionChecks.of(v -> F.logsumexp(v[0], 1)).input(x).run();
        FunctionChecks.of(v -> F.logsumexp(v[0])).weight(x).run();
        FunctionChecks.of(v -> F.logsumexp(v[0], -1, 0)).weight(x).run();
        assertThatThrownBy(() -> F.logsumexp(zeros(2), 1)).isInstanceOf(InvalidTypeException.class);
        assertThat(F.logsumexp(new Variable(NDArray.of(1000.0, 1000.0))).item()).isEqualTo(1000 + Math.log(2));
    }

    @Test
    void nothingToChooseFrom() {
        assertThat(F.sum(zeros(0, 3)).item()).isZero();
        assertThat(F.prod(zeros(0, 3)).item()).isEqualTo(1);
        assertThat(F.max(zeros(0, 3), 1).shape()).isEqualTo(Shape.of(0));
        assertThatThrownBy(() -> F.max(zeros(0, 3), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max of no elements");
        assertThatThrownBy(() -> F.min(zeros(0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.argmax(zeros(0, 3), 0))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("ArgMax");
    }

    @Test
    void equalElementsAllGetTheGradient() {
        Variable x = new Variable(NDArray.of(1.0, 3.0, 3.0));
        F.max(x).backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(0, 1, 1);
    }

    @Test
    void weightedAverage() {
        NDArray w = FunctionChecks.uniform(1, 0.5, 1, 3);
        FunctionChecks.of(v -> F.average(v[0], v[1], 1, false))
                .input(2, 3)
                .weight(w)
                .run();
        FunctionChecks.of(v -> F.average(v[0], v[1], -2, true))
                .input(2, 3, 2)
                .weight(w)
                .run();
        FunctionChecks.of(v -> F.average(v[0], v[1]))
                .weight(3, 2)
                .weight(FunctionChecks.uniform(1, 0.5, 1, 3, 2))
                .run();
        assertThatThrownBy(() -> F.average(zeros(2, 3), zeros(2), 1, false))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("weights.shape[0] == x.shape[1]");
        assertThatThrownBy(() -> F.average(zeros(2, 3), zeros(3))).isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void placesOfExtremes() {
        Variable x = new Variable(NDArray.of(1f, 5, 2, 9, 0, 9).reshape(2, 3));
        assertThat(F.argmax(x, 1).array().toIntArray()).containsExactly(1, 0);
        assertThat(F.argmin(x, -1).array().toIntArray()).containsExactly(0, 1);
        assertThat(F.argmax(x, 0).array().toIntArray()).containsExactly(1, 0, 1);
        assertThat(F.argmax(x).item()).isEqualTo(3);
        assertThat(F.argmin(x).item()).isEqualTo(4);
        assertThat(F.argmax(x).dtype()).isEqualTo(DType.INT32);
        assertThat(F.argmax(x).shape()).isEqualTo(Shape.of());
        assertThat(F.argmax(new Variable(NDArray.of(1.0, Double.NaN))).item()).isEqualTo(1);
        assertThatThrownBy(() -> F.argmax(x, 2)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.argmax(new Variable(NDArray.of(1), false))).isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void runningSumsAndProducts() {
        for (int axis : new int[] {0, 1, -1}) {
            FunctionChecks.of(x -> F.cumsum(x[0], axis)).input(3, 4).run();
            FunctionChecks.of(x -> F.cumprod(x[0], axis)).input(3, 4).run();
        }
        FunctionChecks.of(x -> F.cumsum(x[0])).input(3, 4).run();
        FunctionChecks.of(x -> F.cumprod(x[0])).input(3, 4).run();
        FunctionChecks.of(x -> F.cumprod(x[0], 1)).input(3, 1).run();
        assertThatThrownBy(() -> F.cumsum(zeros(2), 1)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.cumprod(zeros(2), 1)).isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void productsWithZeros() {
        NDArray x = NDArray.of(2.0, 0, 3, 0, 5, 7, 0.5, 2, 3).reshape(3, 3);
        for (GradientCheck.SingleTarget f : new GradientCheck.SingleTarget[] {
            v -> F.cumprod(v[0], 1), v -> F.cumprod(v[0]), v -> F.prod(v[0], 1), v -> F.prod(v[0])
        }) {
            GradientCheck.of(f, x).tolerance(1e-6, 1e-7).checkBackward().checkDoubleBackward();
        }
    }

    @Test
    void sumTo() {
        FunctionChecks.of(x -> F.sumTo(x[0], Shape.of(3, 1))).weight(2, 3, 4).run();
        FunctionChecks.of(x -> F.sumTo(x[0], Shape.of())).weight(2, 3).run();
        Variable x = zeros(2, 3);
        assertThat(F.sumTo(x, x.shape())).isSameAs(x);
        assertThatThrownBy(() -> F.sumTo(x, Shape.of(2)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.shape can be broadcast from (2,)");
    }

    @Test
    void normsOfSamples() {
        FunctionChecks.of(x -> F.batchL2NormSquared(x[0])).input(3, 4).run();
        FunctionChecks.of(x -> F.batchL2NormSquared(x[0])).input(3, 2, 2).run();
        assertThatThrownBy(() -> F.batchL2NormSquared(zeros(3))).isInstanceOf(InvalidTypeException.class);
    }
}
