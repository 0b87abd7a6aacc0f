package org.chainer.functions.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses of distances between examples: contrastive and triplet. */
class MetricLossTest {
    private static final Variable FLOATS = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));

    @ParameterizedTest
    @ValueSource(strings = {"mean", "no"})
    void contrastiveGradients(String reduce) {
        for (double margin : new double[] {0.7, 3}) {
            FunctionChecks.of(x -> F.contrastive(x[0], x[1], x[2], margin, reduce))
                    .input(4, 3)
                    .input(4, 3)
                    .input(NDArray.of(1, 0, 0, 1))
                    .notEmpty()
                    .eps(1e-4)
                    .run();
        }
    }

    @Test
    void contrastiveFigures() {
        Variable x0 = new Variable(NDArray.of(3.0, 0, 0, 0).reshape(2, 2));
        Variable x1 = new Variable(NDArray.of(0, 4.0, 0.5, 0).reshape(2, 2));
        Variable y = new Variable(NDArray.of(1, 0), false);
        assertThat(F.contrastive(x0, x1, y, 1, "no").array().toDoubleArray()).containsExactly(12.5, 0.125);
        assertThat(F.contrastive(x0, x1, y).item()).isEqualTo(6.3125);
    }

    @Test
    void contrastiveLossOfEqualExamplesHasAFiniteGradient() {
        for (DType dtype : new DType[] {DType.FLOAT16, DType.FLOAT32, DType.FLOAT64}) {
            Variable x0 = new Variable(NDArray.ones(dtype, 2, 3));
            Variable x1 = new Variable(NDArray.ones(dtype, 2, 3));
            F.contrastive(x0, x1, new Variable(NDArray.of(0, 1), false)).backward();
            assertThat(x0.grad().contentEquals(x0.array().zerosLike())).isTrue();
            assertThat(x1.grad().contentEquals(x1.array().zerosLike())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "no"})
    void tripletGradients(String reduce) {
        for (double margin : new double[] {0.2, 2}) {
            FunctionChecks.of(x -> F.triplet(x[0], x[1], x[2], margin, reduce))
                    .input(4, 3)
                    .input(4, 3)
                    .input(4, 3)
                    .notEmpty()
                    .run();
        }
    }

    @Test
    void tripletFigures() {
        Variable anchor = new Variable(NDArray.of(0.0, 0, 0, 0).reshape(2, 2));
        Variable positive = new Variable(NDArray.of(1.0, 0, 0, 1).reshape(2, 2));
        Variable negative = new Variable(NDArray.of(0.0, 0, 3, 0).reshape(2, 2));
        assertThat(F.triplet(anchor, positive, negative, 0.5, "no").array().toDoubleArray())
                .containsExactly(1.5, 0);
        assertThat(F.triplet(anchor, positive, negative, 0.5).item()).isEqualTo(0.75);
    }

    @Test
    void wrongInputs() {
        Variable y = new Variable(NDArray.of(1, 0), false);
        Variable none = new Variable(NDArray.zeros(DType.FLOAT32, 0, 3));
        assertThatThrownBy(() -> F.contrastive(FLOATS, FLOATS, y, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("margin is 0.0");
        assertThatThrownBy(() -> F.contrastive(FLOATS, FLOATS, FLOATS))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("y.dtype.kind == i");
        assertThatThrownBy(() -> F.contrastive(FLOATS, FLOATS.transpose(), y)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.contrastive(none, none, new Variable(NDArray.zeros(DType.INT32, 0), false)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x0.shape[0] > 0");
        assertThatThrownBy(() -> F.contrastive(FLOATS, FLOATS, y, 1, "sum"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.triplet(FLOATS, FLOATS, FLOATS, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.triplet(FLOATS, FLOATS, FLOATS, 1, "sum"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.triplet(FLOATS, FLOATS, FLOATS.transpose()))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("triplet (Forward)")
                .hasMessageContaining("negative.shape == anchor.shape");
        assertThatThrownBy(() -> F.triplet(none, none, none)).isInstanceOf(InvalidTypeException.class);
    }
}
