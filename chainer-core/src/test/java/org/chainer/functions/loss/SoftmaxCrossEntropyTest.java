package org.chainer.functions.loss;

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
import org.junit.jupiter.params.provider.CsvSource;

class SoftmaxCrossEntropyTest {

    @ParameterizedTest
    @CsvSource({
        "true, false, -1, mean",
        "false, false, -1, mean",
        "true, true, -1, mean",
        "false, true, 1, mean",
        "true, false, 1, no",
        "true, true, -1, no",
        "true, false, 7, mean"
    })
    void gradients(boolean normalize, boolean weighted, int ignoreLabel, String reduce) {
        NDArray weight = FunctionChecks.uniform(9, 0.5, 2, 3);
        int[][] labels = {{0, 2, 1, 0}, {0, ignoreLabel, 1, ignoreLabel}};
        for (int[] t : labels) {
            FunctionChecks.of(x -> F.softmaxCrossEntropy(
                            x[0],
                            x[1],
                            new SoftmaxCrossEntropy.Options(
                                    normalize, weighted ? weight.astype(x[0].dtype()) : null, ignoreLabel, reduce)))
                    .input(4, 3)
                    .input(NDArray.of(t))
                    .run();
            FunctionChecks.of(x -> F.softmaxCrossEntropy(
                            x[0],
                            x[1],
                            new SoftmaxCrossEntropy.Options(
                                    normalize, weighted ? weight.astype(x[0].dtype()) : null, ignoreLabel, reduce)))
                    .input(2, 3, 2)
                    .input(NDArray.of(t).reshape(2, 2))
                    .run();
        }
    }

    @Test
    void allIgnored() {
        Variable x = new Variable(FunctionChecks.uniform(1, -1, 1, 2, 3));
        Variable loss = F.softmaxCrossEntropy(x, new Variable(NDArray.of(-1, -1), false));
        loss.backward();
        assertThat(loss.item()).isZero();
        assertThat(x.grad().toDoubleArray()).containsOnly(0);
    }

    @Test
    void labelsAndOptionsAreChecked() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
        assertThatThrownBy(() -> F.softmaxCrossEntropy(x, new Variable(NDArray.of(0, 3), false)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> F.softmaxCrossEntropy(x, new Variable(NDArray.of(0, 1, 2), false)))
                .isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.softmaxCrossEntropy(x, new Variable(NDArray.of(0f, 1f), false)))
                .isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> new SoftmaxCrossEntropy.Options(true, null, -1, "sum"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'sum'");
        NDArray weight = NDArray.zeros(DType.FLOAT32, 2);
        assertThatThrownBy(() -> F.softmaxCrossEntropy(
                        x,
                        new Variable(NDArray.of(0, 1), false),
                        new SoftmaxCrossEntropy.Options(true, weight, -1, "mean")))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("class_weight");
        assertThat(x.shape()).isEqualTo(Shape.of(2, 3));
    }

    @ParameterizedTest
    @CsvSource({"mean, cross-entropy", "no, cross-entropy", "mean, kl-divergence", "no, kl-divergence"})
    void softTargets(String reduce, String loss) {
        SoftmaxCrossEntropy.Options options = new SoftmaxCrossEntropy.Options(true, null, -1, reduce, loss);
        for (long[] shape : new long[][] {{4, 3}, {2, 3, 2}}) {
            FunctionChecks.of(x -> F.softmaxCrossEntropy(x[0], F.softmax(x[1]), options))
                    .input(shape)
                    .input(shape)
                    .noGrads(1)
                    .run();
        }
    }

    @Test
    void oneHotTargetsAreLabels() {
        Variable x = new Variable(FunctionChecks.uniform(1, -1, 1, 2, 3));
        Variable labels = new Variable(NDArray.of(2, 0), false);
        Variable onehot = new Variable(NDArray.from(new double[][] {{0, 0, 1}, {1, 0, 0}}));
        assertThat(F.softmaxCrossEntropy(x, onehot).item())
                .isCloseTo(F.softmaxCrossEntropy(x, labels).item(), within(1e-12));
        SoftmaxCrossEntropy.Options divergence =
                new SoftmaxCrossEntropy.Options(true, null, -1, "mean", "kl-divergence");
        assertThat(F.softmaxCrossEntropy(x, F.softmax(x), divergence).item()).isCloseTo(0, within(1e-6));
        assertThatThrownBy(() -> new SoftmaxCrossEntropy.Options(true, null, -1, "mean", "mse"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("soft_target_loss");
        assertThatThrownBy(() -> F.softmaxCrossEntropy(x, F.transpose(x)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("t.shape == x.shape");
    }
}
