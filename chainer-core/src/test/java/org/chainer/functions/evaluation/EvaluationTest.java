package org.chainer.functions.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationTest {
    private static final NDArray SCORES =
            NDArray.from(new double[][] {{0.1, 0.7, 0.2}, {8, 1, 2}, {-8, 1, 2}, {-8, -1, -2}, {1, 0, 0}});

    private static Variable ints(int... values) {
        return new Variable(NDArray.of(values), false);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "FLOAT32", "FLOAT64"})
    void accuracy(DType dtype) {
        Variable y = new Variable(SCORES.astype(dtype));
        assertThat(F.accuracy(y, ints(1, 0, 2, 1, 0)).item()).isEqualTo(1);
        Variable some = F.accuracy(y, ints(1, 0, 0, 0, 2));
        assertThat(some.item()).isCloseTo(0.4, within(1e-3));
        assertThat(some.dtype()).isEqualTo(dtype);
        assertThat(F.accuracy(y, ints(1, 0, -1, 0, -1), -1).item()).isCloseTo(2 / 3.0, within(1e-3));
        assertThat(F.accuracy(y, ints(3, 3, 3, 3, 3), 3).item()).isZero();
        Variable spatial = new Variable(SCORES.astype(dtype).expandDims(2).broadcastTo(Shape.of(5, 3, 2)));
        Variable labels = new Variable(NDArray.of(1, 1, 0, 0, 2, 2, 1, 1, 0, 1).reshape(5, 2), false);
        assertThat(F.accuracy(spatial, labels).item()).isCloseTo(0.9, within(1e-3));
        assertThat(F.accuracy(new Variable(SCORES.expandDims(2)), ints(1, 0, 2, 1, 0))
                        .item())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "FLOAT32", "FLOAT64"})
    void binaryAccuracy(DType dtype) {
        Variable y = new Variable(NDArray.of(-2.0, 0, 3, -5).reshape(2, 2).astype(dtype));
        assertThat(F.binaryAccuracy(y, new Variable(NDArray.of(0, 1, 1, 0).reshape(2, 2), false))
                        .item())
                .isEqualTo(1);
        Variable half =
                F.binaryAccuracy(y, new Variable(NDArray.of(0, -1, 0, -1).reshape(2, 2), false));
        assertThat(half.item()).isEqualTo(0.5);
        assertThat(half.dtype()).isEqualTo(dtype);
        assertThat(F.binaryAccuracy(y.reshape(4), ints(-1, -1, -1, -1)).item()).isZero();
    }

    @Test
    void classificationSummary() {
        Variable y = new Variable(SCORES);
        ClassificationSummary.Summary s = F.classificationSummary(y, ints(1, 0, 0, -1, 2), 4, 2, -1);
        assertThat(s.precision().array().toDoubleArray()).containsExactly(0.5, 1, 0, Double.NaN);
        assertThat(s.recall().array().toDoubleArray()).containsExactly(0.5, 1, 0, Double.NaN);
        assertThat(s.fbeta().array().toDoubleArray()).containsExactly(0.5, 1, Double.NaN, Double.NaN);
        assertThat(s.support().array().toLongArray()).containsExactly(2, 1, 1, 0);
        assertThat(F.precision(y, ints(1, 0, 0, 1, 2)).score().shape()).isEqualTo(Shape.of(3));
        assertThat(F.recall(y, ints(1, 1, 1, 1, 1)).score().array().toDoubleArray())
                .containsExactly(Double.NaN, 0.4);
        double p = 1;
        double r = 0.4;
        assertThat(F.f1Score(y, ints(1, 1, 1, 1, 1)).score().array().toDoubleArray()[1])
                .isCloseTo(2 * p * r / (p + r), within(1e-12));
        assertThat(F.fbetaScore(y, ints(1, 1, 1, 1, 1), 2, 0.5, -1)
                        .score()
                        .array()
                        .toDoubleArray()[1])
                .isCloseTo(1.25 * p * r / (0.25 * p + r), within(1e-12));
    }

    @Test
    void r2Score() {
        Variable truth = new Variable(NDArray.of(1.0, 5, 2, 5, 3, 5).reshape(3, 2));
        Variable pred = new Variable(NDArray.of(1.0, 5, 2, 5, 4, 5).reshape(3, 2));
        assertThat(F.r2Score(pred, truth, "raw_values").array().toDoubleArray()).containsExactly(0.5, 0);
        assertThat(F.r2Score(pred, truth).item()).isEqualTo(0.25);
        assertThat(F.r2Score(truth, truth, "raw_values").array().toDoubleArray())
                .containsExactly(1, 0);
    }

    @Test
    void nothingIsDifferentiated() {
        Variable y = new Variable(FunctionChecks.uniform(1, -1, 1, 4, 3));
        F.accuracy(y, ints(0, 1, 2, 0)).backward();
        F.r2Score(y, y).backward();
        F.binaryAccuracy(y.reshape(12), ints(new int[12])).backward();
        assertThat(y.grad()).isNull();
    }

    @Test
    void wrongInputs() {
        Variable y = new Variable(SCORES);
        assertThatThrownBy(() -> F.accuracy(y, ints(1, 2)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("t.shape == y.shape without axis 1");
        assertThatThrownBy(() -> F.accuracy(new Variable(SCORES.expandDims(2)), y))
                .isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.binaryAccuracy(y, ints(1, 2))).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.classificationSummary(y, ints(0, 1, 2, 3, 0), 3, 1, -1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("label 3 at 3");
        assertThatThrownBy(() -> F.classificationSummary(y, ints(0, 1, -2, 1, 0)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("label -2");
        assertThatThrownBy(() -> F.classificationSummary(y, ints(0, 1, 2, 0, 0), -1, 1, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.r2Score(y, y, "mean"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("multioutput");
        assertThatThrownBy(() -> F.r2Score(y, y.transpose())).isInstanceOf(InvalidTypeException.class);
    }
}
