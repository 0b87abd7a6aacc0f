package org.chainer.functions.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ZoneoutTest {

    @Test
    void gradients() {
        for (double ratio : new double[] {0, 0.3, 1}) {
            FunctionChecks.of(x -> {
                        RandomState.seed(4);
                        return F.zoneout(x[0], x[1], ratio);
                    })
                    .input(4, 3)
                    .input(4, 3)
                    .run();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "FLOAT32", "FLOAT64"})
    void elementsStayOrChange(DType dtype) {
        Variable h = new Variable(NDArray.full(Double.POSITIVE_INFINITY, dtype, 100, 100));
        Variable x = new Variable(NDArray.full(2, dtype, 100, 100));
        NDArray y = F.zoneout(h, x, 0.3).array();
        double stayed = y.apply(BinaryOp.EQUAL, Double.POSITIVE_INFINITY).sum().item();
        double changed = y.apply(BinaryOp.EQUAL, 2).sum().item();
        assertThat(stayed + changed).isEqualTo(1e4);
        assertThat(stayed / 1e4).isCloseTo(0.3, within(0.02));
    }

    @Test
    void theNewStateOutsideTraining() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 3));
        try (var mode = Chainer.usingConfig(Config.TRAIN, false)) {
            assertThat(F.zoneout(new Variable(NDArray.ones(DType.FLOAT32, 3)), x))
                    .isSameAs(x);
        }
    }

    @Test
    void wrongInputs() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
        assertThatThrownBy(() -> F.zoneout(x, x.transpose()))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.shape == h.shape");
        assertThatThrownBy(() -> F.zoneout(x, x, 1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ratio is 1.5");
    }
}
