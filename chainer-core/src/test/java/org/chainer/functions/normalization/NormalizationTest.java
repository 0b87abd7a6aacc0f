package org.chainer.functions.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;

/** Normalisation within each example: layer, group, length, neighbouring channels. */
class NormalizationTest {
    private static final Variable FLOATS = new Variable(NDArray.zeros(DType.FLOAT32, 2, 6, 4));

    private static Variable ones(long... shape) {
        return new Variable(NDArray.ones(DType.FLOAT32, shape));
    }

    @Test
    void layerNormalizationGradients() {
        FunctionChecks.of(x -> F.layerNormalization(x[0], x[1], x[2]))
                .input(4, 5)
                .weight(5)
                .weight(5)
                .run();
        FunctionChecks.of(x -> F.layerNormalization(x[0], x[1], x[2], 0.1))
                .input(4, 5)
                .weight(5)
                .weight(5)
                .run();
    }

    @Test
    void groupNormalizationGradients() {
        for (int groups : new int[] {1, 2, 6}) {
            FunctionChecks.of(x -> F.groupNormalization(x[0], groups, x[1], x[2]))
                    .input(2, 6, 2, 2)
                    .weight(6)
                    .weight(6)
                    .run();
        }
        FunctionChecks.of(x -> F.groupNormalization(x[0], 2, x[1], x[2], 1e-3))
                .input(3, 6)
                .weight(6)
                .weight(6)
                .run();
    }

    @Test
    void layerNormalizationIsGroupNormalizationWithOneGroup() {
        Variable x = new Variable(FunctionChecks.uniform(1, -1, 1, 3, 4));
        Variable gamma = new Variable(FunctionChecks.uniform(2, -1, 1, 4));
        Variable beta = new Variable(FunctionChecks.uniform(3, -1, 1, 4));
        assertThat(F.layerNormalization(x, gamma, beta)
                        .array()
                        .allClose(F.groupNormalization(x, 1, gamma, beta).array(), 1e-12, 1e-12))
                .isTrue();
    }

    @Test
    void normalizeGradients() {
        FunctionChecks.of(x -> F.normalize(x[0])).input(4, 3).run();
        FunctionChecks.of(x -> F.normalize(x[0], 0.1, 2)).input(2, 3, 4).run();
        FunctionChecks.of(x -> F.normalize(x[0], 0.1, 1, -1)).input(2, 3, 4).run();
    }

    @Test
    void normalizedZerosHaveAFiniteGradient() {
        Variable x = new Variable(NDArray.from(new double[][] {{0, 0}, {3, 4}}));
        Variable y = F.normalize(x, 0);
        assertThat(y.array().toDoubleArray()[2]).isEqualTo(0.6);
        Variable z = F.normalize(x, 0.5);
        z.setGrad(z.array().emptyLike().fill(1));
        z.backward(false, true, 1);
        Variable gx = x.gradVariable();
        assertThat(gx.array().toDoubleArray()[0]).isEqualTo(2);
        x.clearGrad();
        F.sum(gx.mul(gx)).backward();
        assertThat(x.grad().toDoubleArray()).doesNotContain(Double.NaN);
    }

    @Test
    void localResponseNormalizationGradients() {
        FunctionChecks.of(x -> F.localResponseNormalization(x[0]))
                .input(2, 7, 3)
                .run();
        for (int n : new int[] {1, 2, 3}) {
            FunctionChecks.of(x -> F.localResponseNormalization(x[0], n, 1.5, 0.3, 0.6))
                    .input(2, 4, 2, 2)
                    .run();
        }
        FunctionChecks.of(x -> F.localResponseNormalization(x[0], 3, 1, 0.5, 0.75))
                .input(3, 4)
                .run();
    }

    @Test
    void wrongInputs() {
        Variable x = ones(4, 3);
        assertThatThrownBy(() -> F.layerNormalization(FLOATS, ones(6), ones(6)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.ndim == 2");
        assertThatThrownBy(() -> F.layerNormalization(x, ones(4), ones(3)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("gamma.shape[0] == x.shape[1]");
        assertThatThrownBy(() -> F.groupNormalization(FLOATS, 4, ones(6), ones(6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("group_normalization: 6 channels can't be divided into 4 groups");
        assertThatThrownBy(() -> F.groupNormalization(FLOATS, 0, ones(6), ones(6)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.groupNormalization(FLOATS, 2, ones(4), ones(4)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("group_normalization (Forward)");
        assertThatThrownBy(() -> F.normalize(x, 1e-5, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> F.normalize(x, 1e-5, 1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> F.normalize(x, 1e-5, new int[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.localResponseNormalization(ones(3)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.ndim >= 2");
        assertThatThrownBy(() -> F.localResponseNormalization(x, 0, 2, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("n is 0");
    }
}
