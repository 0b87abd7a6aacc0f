package org.chainer.functions.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;

class GumbelSoftmaxTest {

    @Test
    void gradients() {
        for (int axis : new int[] {1, 2, -1}) {
            FunctionChecks.of(x -> {
                        RandomState.seed(4);
                        return F.gumbelSoftmax(x[0], 0.7, axis);
                    })
                    .input(3, 4, 2)
                    .halfTolerance(2e-2)
                    .run();
        }
        FunctionChecks.of(x -> {
                    RandomState.seed(4);
                    return F.gumbelSoftmax(x[0], x[1], 1);
                })
                .input(3, 4)
                .weight(NDArray.scalar(0.7, DType.FLOAT64))
                .halfTolerance(2e-2)
                .run();
    }

    @Test
    void aColdSampleIsOneHotWithTheProbabilities() {
        double[] pi = {0.2, 0.5, 0.3};
        Variable logPi = new Variable(NDArray.of(Math.log(0.2), Math.log(0.5), Math.log(0.3))
                .broadcastTo(org.chainer.array.Shape.of(20_000, 3)));
        NDArray y = F.gumbelSoftmax(logPi, 1e-3).array();
        assertThat(y.max(1).mean().item()).isCloseTo(1, within(1e-2));
        double[] frequencies = y.mean(0).toDoubleArray();
        for (int i = 0; i < pi.length; i++) {
            assertThat(frequencies[i]).isCloseTo(pi[i], within(0.02));
        }
    }

    @Test
    void withoutAxesTheAnswerIsOne() {
        assertThat(F.gumbelSoftmax(new Variable(NDArray.scalar(-3, DType.FLOAT32)))
                        .item())
                .isEqualTo(1);
    }

    @Test
    void wrongInputs() {
        assertThatThrownBy(() -> F.gumbelSoftmax(new Variable(NDArray.of(1, 2), false)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("gumbel_softmax")
                .hasMessageContaining("log_pi.dtype.kind == f");
        assertThatThrownBy(() -> F.gumbelSoftmax(new Variable(NDArray.of(1f, 2))))
                .isInstanceOf(InvalidTypeException.class);
    }
}
