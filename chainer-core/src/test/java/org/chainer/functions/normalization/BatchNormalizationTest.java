package org.chainer.functions.normalization;

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

class BatchNormalizationTest {
    private static NDArray positive(long... shape) {
        return FunctionChecks.uniform(6, 0.5, 2, shape);
    }

    @Test
    void gradients() {
        FunctionChecks.of(x -> F.batchNormalization(x[0], x[1], x[2]))
                .input(5, 3)
                .weight(3)
                .weight(3)
                .run();
        FunctionChecks.of(x -> F.batchNormalization(x[0], x[1], x[2], 1e-3))
                .input(3, 2, 2, 3)
                .weight(2)
                .weight(2)
                .run();
        FunctionChecks.of(x -> F.batchNormalization(x[0], x[1], x[2], 1e-3))
                .input(4, 2, 3)
                .weight(2, 3)
                .weight(2, 3)
                .run();
        FunctionChecks.of(x -> F.batchNormalization(x[0], x[1], x[2], 1e-3, 0, 1))
                .input(4, 2, 3)
                .weight(3)
                .weight(3)
                .run();
    }

    @Test
    void gradientsWithFixedStatistics() {
        FunctionChecks.of(x -> F.fixedBatchNormalization(x[0], x[1], x[2], x[3], x[4]))
                .input(5, 3)
                .weight(3)
                .weight(3)
                .weight(3)
                .weight(positive(3))
                .run();
        FunctionChecks.of(x -> F.fixedBatchNormalization(x[0], x[1], x[2], x[3], x[4], 1e-3))
                .input(3, 2, 2, 3)
                .weight(2)
                .weight(2)
                .weight(2)
                .weight(positive(2))
                .run();
        FunctionChecks.of(x -> F.fixedBatchNormalization(x[0], x[1], x[2], x[3], x[4], 1e-3, 0, 1))
                .input(4, 2, 3)
                .weight(3)
                .weight(3)
                .weight(3)
                .weight(positive(3))
                .run();
    }

    @Test
    void gradientsOfRenormalisationTakeTheCorrectionsAsConstants() {
        // Beyond their bounds the corrections are constant, so that finite differences see what backprop sees.
        NDArray mean = NDArray.of(5.0, -5, 5);
        NDArray var = NDArray.of(1e-3, 100, 1e-3);
        FunctionChecks.of(x -> F.batchRenormalization(
                        x[0], x[1], x[2], 1.5, 0.3, mean.astype(x[1].dtype()), var.astype(x[1].dtype())))
                .input(5, 3)
                .weight(3)
                .weight(3)
                .run();
    }

    @Test
    void resultsAreStandardised() {
        Variable x = new Variable(FunctionChecks.uniform(1, 2, 5, 200, 2));
        Variable y = F.batchNormalization(x, new Variable(NDArray.of(1.0, 3.0)), new Variable(NDArray.of(0.0, 4.0)), 0);
        assertThat(y.array().mean(0).allClose(NDArray.of(0.0, 4.0), 1e-9, 1e-9)).isTrue();
        NDArray centered = y.array().sub(NDArray.of(0.0, 4.0));
        assertThat(centered.mul(centered).mean(0).allClose(NDArray.of(1.0, 9.0), 1e-9, 0))
                .isTrue();
    }

    @Test
    void runningStatistics() {
        NDArray mean = NDArray.of(1.0);
        NDArray var = NDArray.of(2.0);
        Variable x = new Variable(NDArray.of(1.0, 3.0).reshape(2, 1));
        Variable one = new Variable(NDArray.of(1.0));
        F.batchNormalization(x, one, one, 1e-5, mean, var, 0.75);
        assertThat(mean.item()).isCloseTo(0.75 * 1 + 0.25 * 2, within(1e-12));
        assertThat(var.item()).isCloseTo(0.75 * 2 + 0.25 * 2, within(1e-12));
        F.batchNormalization(new Variable(NDArray.zeros(DType.FLOAT64, 0, 1)), one, one, 1e-5, mean, var, 0.75);
        assertThat(mean.item()).isCloseTo(1.25, within(1e-12));
    }

    @Test
    void renormalisationUpdatesStatisticsWhenAsked() {
        NDArray mean = NDArray.of(1.0);
        NDArray var = NDArray.of(2.0);
        Variable x = new Variable(NDArray.of(1.0, 3.0).reshape(2, 1));
        Variable one = new Variable(NDArray.of(1.0));
        F.batchRenormalization(x, one, one, 2, 1, mean, var);
        assertThat(mean.item()).isEqualTo(1);
        F.batchRenormalization(x, one, one, 2, 1, 1e-5, mean, var, 0.75, true);
        assertThat(mean.item()).isCloseTo(1.25, within(1e-12));
        assertThat(var.item()).isCloseTo(2, within(1e-12));
    }

    @Test
    void renormalisationOfAnEmptyBatchChangesNothing() {
        NDArray mean = NDArray.of(1.0);
        NDArray var = NDArray.of(2.0);
        Variable x = new Variable(NDArray.zeros(DType.FLOAT64, 0, 1));
        Variable gamma = new Variable(NDArray.of(1.0));
        Variable beta = new Variable(NDArray.of(1.0));
        F.sum(F.batchRenormalization(x, gamma, beta, 2, 1, 1e-5, mean, var, 0.75, true))
                .backward();
        assertThat(gamma.grad().item()).isZero();
        assertThat(beta.grad().item()).isZero();
        assertThat(mean.item()).isEqualTo(1);
        assertThat(var.item()).isEqualTo(2);
    }

    @Test
    void float16WithFloat32Parameters() {
        NDArray x = FunctionChecks.uniform(1, -1, 1, 6, 3);
        Variable half = new Variable(x.astype(DType.FLOAT16));
        Variable gamma = new Variable(NDArray.of(1f, 2f, 3f));
        Variable beta = new Variable(NDArray.of(1f, 0f, -1f));
        NDArray mean = NDArray.zeros(DType.FLOAT32, 3);
        NDArray var = NDArray.ones(DType.FLOAT32, 3);
        Variable y = F.batchNormalization(half, gamma, beta, 2e-5, mean, var, 0.9);
        assertThat(y.dtype()).isEqualTo(DType.FLOAT16);
        F.sum(y.mul(y)).backward();
        assertThat(half.grad().dtype()).isEqualTo(DType.FLOAT16);
        assertThat(gamma.grad().dtype()).isEqualTo(DType.FLOAT32);
        Variable fixed =
                F.fixedBatchNormalization(half, gamma, beta, new Variable(mean, false), new Variable(var, false));
        assertThat(fixed.dtype()).isEqualTo(DType.FLOAT16);
        NDArray full = F.batchNormalization(new Variable(half.array().astype(DType.FLOAT32)), gamma, beta)
                .array();
        assertThat(y.array().astype(DType.FLOAT32).allClose(full, 2e-3, 2e-3)).isTrue();
        Variable normal = F.groupNormalization(half, 3, gamma, beta);
        assertThat(normal.dtype()).isEqualTo(DType.FLOAT16);
    }

    @Test
    void wrongInputs() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 4, 3));
        Variable three = new Variable(NDArray.ones(DType.FLOAT32, 3));
        Variable four = new Variable(NDArray.ones(DType.FLOAT32, 4));
        assertThatThrownBy(() -> F.batchNormalization(x, four, four))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("BatchNormalization (Forward)")
                .hasMessageContaining("gamma.shape == (3,)")
                .hasMessageContaining("(4,) (x.shape (4, 3))");
        assertThatThrownBy(() -> F.batchNormalization(x, three, four)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.batchNormalization(x, three, three, 1e-5, 2))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("axis [2]");
        assertThatThrownBy(() -> F.batchNormalization(x, three, three, 1e-5, 1, 0))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("ascending");
        assertThatThrownBy(() -> F.batchNormalization(x, three, three, 1e-5, three.array(), null, 0.9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("running_mean and running_var");
        NDArray running = NDArray.zeros(DType.FLOAT32, 4);
        assertThatThrownBy(() -> F.batchNormalization(x, three, three, 1e-5, running, running, 0.9))
                .isInstanceOf(InvalidTypeException.class);
        assertThat(running.shape()).isEqualTo(Shape.of(4));
        assertThatThrownBy(() -> F.fixedBatchNormalization(x, three, three, three, four))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("var.shape == gamma.shape");
        assertThatThrownBy(() -> F.batchRenormalization(x, three, three, 0.5, 1, three.array(), three.array()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rmax is 0.5");
        assertThatThrownBy(() -> F.batchRenormalization(x, three, three, 1, 1, null, three.array()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("required");
        assertThatThrownBy(() -> F.batchRenormalization(x, three, three, 1, 1, running, three.array()))
                .isInstanceOf(InvalidTypeException.class);
    }
}
