package org.chainer.functions.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimplifiedDropconnectTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void gradients(boolean batchwise) {
        FunctionChecks.of(x -> {
                    RandomState.seed(3);
                    return F.simplifiedDropconnect(x[0], x[1], x[2], 0.4, true, null, batchwise);
                })
                .input(4, 3)
                .weight(2, 3)
                .weight(2)
                .run();
        FunctionChecks.of(x -> {
                    RandomState.seed(3);
                    return F.simplifiedDropconnect(x[0], x[1], null, 0.4, true, null, batchwise);
                })
                .input(4, 3, 2)
                .weight(2, 6)
                .run();
    }

    @Test
    void weightsAreDroppedOrScaled() {
        Variable x = new Variable(NDArray.ones(DType.FLOAT64, 2, 3));
        Variable w = new Variable(NDArray.from(new double[][] {{1, 2, 4}}));
        Variable b = new Variable(NDArray.of(10.0));
        NDArray shared = NDArray.of(true, false, true).reshape(1, 3);
        assertThat(F.simplifiedDropconnect(x, w, b, 0.5, true, shared, true)
                        .array()
                        .toDoubleArray())
                .containsExactly(20, 20);
        NDArray each = NDArray.of(true, false, true, false, false, true).reshape(2, 1, 3);
        assertThat(F.simplifiedDropconnect(x, w, b, 0.5, true, each, true)
                        .array()
                        .toDoubleArray())
                .containsExactly(20, 18);
        assertThat(F.simplifiedDropconnect(x, w, b, 0.5, false, null, true)
                        .array()
                        .toDoubleArray())
                .containsExactly(17, 17);
        assertThat(F.simplifiedDropconnect(x, w, b, 0.5, false, shared, true)
                        .array()
                        .toDoubleArray())
                .containsExactly(15, 15);
    }

    @Test
    void wrongInputs() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 4, 3));
        Variable w = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
        assertThatThrownBy(() -> F.simplifiedDropconnect(x, w, null, 1, true, null, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ratio is 1.0");
        assertThatThrownBy(() -> F.simplifiedDropconnect(x, x.transpose(), null))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.shape[1] == W.shape[1]");
        NDArray mask = NDArray.ones(DType.BOOL, 4, 3);
        assertThatThrownBy(() -> F.simplifiedDropconnect(x, w, null, 0.5, true, mask, true))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("mask (4, 3), W (2, 3)");
    }
}
