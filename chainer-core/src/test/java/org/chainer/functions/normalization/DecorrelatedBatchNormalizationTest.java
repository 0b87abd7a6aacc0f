package org.chainer.functions.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;

class DecorrelatedBatchNormalizationTest {

    @Test
    void gradients() {
        for (int groups : new int[] {1, 2, 4}) {
            FunctionChecks.of(x -> F.decorrelatedBatchNormalization(x[0], groups, 1e-2, null, null, 0.9))
                    .input(7, 4)
                    .onlyOnce()
                    .tolerance(1e-5, 1e-7)
                    .eps(1e-3)
                    .run();
        }
        FunctionChecks.of(x -> F.decorrelatedBatchNormalization(x[0], 1, 1e-2, null, null, 0.9))
                .input(3, 3, 2, 2)
                .onlyOnce()
                .run();
    }

    @Test
    void gradientsWithFixedStatistics() {
        FunctionChecks.of(x -> F.fixedDecorrelatedBatchNormalization(x[0], x[1], x[2], 2))
                .input(3, 4, 2)
                .weight(2, 2)
                .weight(2, 2, 2)
                .run();
    }

    @Test
    void equalEigenvaluesHaveAFiniteGradient() {
        Variable x = new Variable(NDArray.from(new double[][] {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}}));
        Variable y = F.decorrelatedBatchNormalization(x, 1, 0, null, null, 0.9);
        assertThat(y.array().allClose(x.array(), 1e-9, 1e-9)).isTrue();
        F.sum(y.mul(y).mul(y)).backward();
        assertThat(x.grad().toDoubleArray()).doesNotContain(Double.NaN);
    }

    @Test
    void channelsOfAGroupAreUncorrelated() {
        Variable x = new Variable(FunctionChecks.uniform(1, 0, 1, 50, 4));
        NDArray y = F.decorrelatedBatchNormalization(x, 1, 0, null, null, 0.9).array();
        assertThat(y.transpose().matmul(y).div(50).allClose(NDArrays.eye(4, DType.FLOAT64), 1e-9, 1e-9))
                .isTrue();
    }

    @Test
    void runningStatisticsServeForInference() {
        Variable x = new Variable(FunctionChecks.uniform(1, 0, 1, 500, 4));
        NDArray mean = NDArray.zeros(DType.FLOAT64, 2, 2);
        NDArray projection = NDArray.zeros(DType.FLOAT64, 2, 2, 2);
        Variable y = F.decorrelatedBatchNormalization(x, 2, 1e-5, mean, projection, 0);
        Variable z =
                F.fixedDecorrelatedBatchNormalization(x, new Variable(mean, false), new Variable(projection, false), 2);
        assertThat(z.array().allClose(y.array().mul(500 / 499.0), 1e-9, 1e-9)).isTrue();
        F.decorrelatedBatchNormalization(
                new Variable(NDArray.zeros(DType.FLOAT64, 0, 4)), 2, 1e-5, mean, projection, 0.5);
        assertThat(mean.toDoubleArray()).doesNotContain(Double.NaN);
    }

    @Test
    void secondDerivativesAreRefused() {
        Variable x = new Variable(FunctionChecks.uniform(1, 0, 1, 5, 2));
        Variable y = F.sum(F.decorrelatedBatchNormalization(x, 1));
        y.backward(false, true, 1);
        Variable gx = x.gradVariable();
        assertThatThrownBy(() -> F.sum(gx).backward())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DecorrelatedBatchNormalization can be differentiated once only");
    }

    @Test
    void wrongInputs() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 2, 4));
        assertThatThrownBy(() -> F.decorrelatedBatchNormalization(x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 channels can't be divided into 16 groups");
        assertThatThrownBy(() -> F.decorrelatedBatchNormalization(x.reshape(8), 2))
                .isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(
                        () -> F.decorrelatedBatchNormalization(x, 2, 1e-5, NDArray.zeros(DType.FLOAT32, 4), null, 0.9))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("running_mean.shape == (2, 2)");
        Variable mean = new Variable(NDArray.zeros(DType.FLOAT32, 2, 2));
        assertThatThrownBy(() -> F.fixedDecorrelatedBatchNormalization(x, mean, mean, 2))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("projection.shape == (2, 2, 2)");
    }
}
