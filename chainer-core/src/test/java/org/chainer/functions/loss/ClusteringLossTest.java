package org.chainer.functions.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusteringLossTest {
    private static final NDArray LABELS =
            NDArray.of(1, 2, 0, 3, 1, 1, 2, 2, 7, 3, 3, 1).reshape(2, 2, 3);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void gradients(int norm) {
        FunctionChecks.ofAll(x -> {
                    var parts = F.discriminativeMarginBasedClusteringLoss(
                            x[0], LABELS.slice(0, 0, x[0].dim(0)), 0.1, 0.4, 3, norm, 1, 2, 0.5);
                    return new Variable[] {parts.variance(), parts.distance(), parts.regularization()};
                })
                .input(2, 3, 2, 3)
                .eps(1e-4)
                .tolerance(1e-5, 1e-7)
                .halfTolerance(2e-2)
                .run();
    }

    @Test
    void figures() {
        Variable e = new Variable(NDArray.of(0.0, 2, 5, 5, 0, 0, 1, 1).reshape(1, 2, 2, 2));
        NDArray labels = NDArray.of(1, 1, 2, 2).reshape(1, 2, 2);
        var parts = F.discriminativeMarginBasedClusteringLoss(e, labels, 0.25, 4, 2, 2, 1, 1, 1);
        assertThat(parts.variance().item()).isCloseTo(0.75 * 0.75 / 2, within(1e-12));
        assertThat(parts.distance().item()).isCloseTo(Math.pow(8 - Math.sqrt(17), 2), within(1e-12));
        assertThat(parts.regularization().item()).isCloseTo((1 + Math.sqrt(26)) / 2, within(1e-12));
    }

    @Test
    void gradientsAreFiniteWhereNormsAreZero() {
        Variable e = new Variable(NDArray.zeros(DType.FLOAT64, 1, 2, 2, 2));
        var parts = F.discriminativeMarginBasedClusteringLoss(
                e, NDArray.of(1, 1, 2, 2).reshape(1, 2, 2), 0.5, 1.5, 2, 2, 1, 1, 1);
        parts.variance().add(parts.distance()).add(parts.regularization()).backward();
        assertThat(e.grad().toDoubleArray()).containsOnly(0);
    }

    @Test
    void wrongInputs() {
        Variable e = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3, 2, 3));
        assertThatThrownBy(() -> F.discriminativeMarginBasedClusteringLoss(e, LABELS, 0.5, 1.5, 4))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("embeddings.shape[1] == 4");
        assertThatThrownBy(() -> F.discriminativeMarginBasedClusteringLoss(e, LABELS.transpose(0, 2, 1), 0.5, 1.5, 3))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("labels.shape[1] == embeddings.shape[2]");
        assertThatThrownBy(() -> F.discriminativeMarginBasedClusteringLoss(e, LABELS, 0.5, 1.5, 3, 3, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("norm is 3");
        assertThatThrownBy(() -> F.discriminativeMarginBasedClusteringLoss(e, LABELS, -1, 1.5, 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.discriminativeMarginBasedClusteringLoss(e, LABELS, 1, 1.5, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
