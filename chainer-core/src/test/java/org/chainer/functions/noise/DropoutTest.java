package org.chainer.functions.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.RandomState;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DropoutTest {
    private static NDArray random(DType dtype, long... shape) {
        return new RandomState(1).normal(0, 1, dtype, shape);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "FLOAT32", "FLOAT64"})
    void elementsAreDroppedOrScaled(DType dtype) {
        Variable x = new Variable(NDArray.ones(dtype, 100, 100));
        Variable y = Dropout.dropout(x, 0.2);
        assertThat(y.dtype()).isEqualTo(dtype);
        double[] values = y.array().toDoubleArray();
        int dropped = 0;
        for (double value : values) {
            dropped += value == 0 ? 1 : 0;
            assertThat(value == 0 || Math.abs(value - 1.25) < 1e-3).isTrue();
        }
        assertThat(dropped / 1e4).isCloseTo(0.2, within(0.02));
    }

    @Test
    void withRatioZeroNothingIsDrawn() {
        Variable x = new Variable(random(DType.FLOAT32, 30));
        long offset = RandomState.shared().getOffset();
        Variable y = Dropout.dropout(x, 0);
        assertThat(RandomState.shared().getOffset()).isEqualTo(offset);
        assertThat(y.array().contentEquals(x.array())).isTrue();
        assertThat(y.array().memory()).isNotSameAs(x.array().memory());
        NDArray gy = random(DType.FLOAT32, 30);
        y.setGrad(gy);
        y.backward();
        assertThat(x.grad().contentEquals(gy)).isTrue();
        assertThat(Dropout.dropoutReturnMask(x, 0, null)
                        .mask()
                        .contentEquals(x.array().emptyLike().fill(1)))
                .isTrue();
    }

    @Test
    void twoCallsDropDifferentElements() {
        Variable x = new Variable(random(DType.FLOAT32, 1000));
        assertThat(Dropout.dropout(x).array().contentEquals(Dropout.dropout(x).array()))
                .isFalse();
    }

    @Test
    void gradientPassesWhereTheOutputDid() {
        Variable x = new Variable(random(DType.FLOAT64, 4, 5));
        Dropout.WithMask result = Dropout.dropoutReturnMask(x, 0.5, null);
        assertThat(result.y().array().contentEquals(x.array().mul(result.mask())))
                .isTrue();
        NDArray gy = random(DType.FLOAT64, 4, 5);
        result.y().setGrad(gy);
        result.y().backward();
        assertThat(x.grad().contentEquals(gy.mul(result.mask()))).isTrue();
    }

    @Test
    void aMaskServesAgain() {
        Variable x = new Variable(random(DType.FLOAT32, 3, 4).transpose());
        Dropout.WithMask first = Dropout.dropoutReturnMask(x, 0.3, null);
        Dropout.WithMask second = Dropout.dropoutReturnMask(x, 0.9, first.mask());
        assertThat(second.mask()).isSameAs(first.mask());
        assertThat(second.y().array().contentEquals(first.y().array())).isTrue();
        assertThat(Dropout.dropout(x, 0.9, first.mask())
                        .array()
                        .contentEquals(first.y().array()))
                .isTrue();
        first.y().unchainBackward();
        assertThat(first.mask().size()).isEqualTo(12);
        assertThat(first.mask().toFloatArray()).hasSize(12);
    }

    @Test
    void gradientIsDifferentiableAgain() {
        Variable x = new Variable(random(DType.FLOAT64, 6));
        Dropout.WithMask result = Dropout.dropoutReturnMask(x.mul(x), 0.5, null);
        Variable[] gx = Chainer.grad(
                new Variable[] {result.y()},
                new Variable[] {x},
                new Variable[] {new Variable(NDArray.ones(DType.FLOAT64, 6))},
                null,
                false,
                true);
        Variable[] ggx = Chainer.grad(
                gx,
                new Variable[] {x},
                new Variable[] {new Variable(NDArray.ones(DType.FLOAT64, 6))},
                null,
                false,
                false);
        assertThat(ggx[0].array().allClose(result.mask().mul(2), 1e-12, 0)).isTrue();
    }

    @Test
    void nothingHappensOutsideTraining() {
        Variable x = new Variable(random(DType.FLOAT32, 3));
        try (var mode = Chainer.usingConfig(Config.TRAIN, false)) {
            assertThat(Dropout.dropout(x)).isSameAs(x);
            assertThat(Dropout.dropoutReturnMask(x, 0.5, null).mask()).isNull();
        }
    }

    @Test
    void emptyArraysAndRatioZero() {
        assertThat(Dropout.dropout(new Variable(NDArray.zeros(DType.FLOAT32, 0, 3)))
                        .shape()
                        .toArray())
                .containsExactly(0, 3);
        Variable x = new Variable(random(DType.FLOAT32, 5));
        assertThat(Dropout.dropout(x, 0).array().contentEquals(x.array())).isTrue();
    }

    @Test
    void wrongArguments() {
        Variable x = new Variable(random(DType.FLOAT32, 3));
        assertThatThrownBy(() -> Dropout.dropout(x, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ratio is 1.0");
        assertThatThrownBy(() -> Dropout.dropout(x, -0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Dropout.dropout(x, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Dropout.dropout(new Variable(NDArrays.arange(3), false)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("Dropout")
                .hasMessageContaining("int64");
        assertThatThrownBy(() -> Dropout.dropout(x, 0.5, NDArray.ones(DType.FLOAT32, 4)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("mask.shape")
                .hasMessageContaining("(4,)");
        assertThatThrownBy(() -> Dropout.dropout(x, 0.5, NDArray.ones(DType.FLOAT64, 3)))
                .isInstanceOf(InvalidTypeException.class);
    }
}
