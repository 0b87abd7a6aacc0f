package org.chainer.functions.noise;

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
import org.junit.jupiter.params.provider.EnumSource;

class GaussianTest {

    @Test
    void gradientsWithGivenNoise() {
        NDArray eps = FunctionChecks.uniform(7, -2, 2, 4, 3);
        FunctionChecks.of(x ->
                        F.gaussian(x[0], x[1], eps.slice(0, 0, x[0].dim(0)).astype(x[0].dtype())))
                .input(4, 3)
                .input(4, 3)
                .run();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "FLOAT32", "FLOAT64"})
    void samplesHaveTheMeanAndVariance(DType dtype) {
        Variable mean = new Variable(NDArray.full(3, dtype, 100, 100));
        Variable lnVar = new Variable(NDArray.full(2 * Math.log(0.5), dtype, 100, 100));
        Gaussian.WithEps sample = F.gaussianReturnEps(mean, lnVar, null);
        assertThat(sample.y().dtype()).isEqualTo(dtype);
        NDArray y = sample.y().array().astype(DType.FLOAT64);
        assertThat(y.mean().item()).isCloseTo(3, within(0.03));
        assertThat(y.sub(3).mul(y.sub(3)).mean().item()).isCloseTo(0.25, within(0.02));
        assertThat(F.gaussian(mean, lnVar, sample.eps())
                        .array()
                        .contentEquals(sample.y().array()))
                .isTrue();
        assertThat(F.gaussian(mean, lnVar).array().contentEquals(sample.y().array()))
                .isFalse();
    }

    @Test
    void returnedNoiseIsTheUsers() {
        Variable zero = new Variable(NDArray.zeros(DType.FLOAT32, 3));
        Gaussian.WithEps sample = F.gaussianReturnEps(zero, zero, null);
        sample.y().unchainBackward();
        assertThat(sample.eps().contentEquals(sample.y().array())).isTrue();
    }

    @Test
    void wrongInputs() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
        assertThatThrownBy(() -> F.gaussian(x, x.transpose()))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("ln_var.shape == mean.shape");
        assertThatThrownBy(() -> F.gaussian(x, x, NDArray.zeros(DType.FLOAT32, 3, 2)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("eps.shape == ln_var.shape");
        assertThatThrownBy(() -> F.gaussian(x, x, NDArray.zeros(DType.FLOAT64, 2, 3)))
                .isInstanceOf(InvalidTypeException.class);
    }
}
