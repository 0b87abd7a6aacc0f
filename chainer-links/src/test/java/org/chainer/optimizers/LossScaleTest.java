package org.chainer.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.GradientMethod;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.math.Sum;
import org.chainer.optimizerhooks.GradientClipping;
import org.chainer.optimizerhooks.GradientHardClipping;
import org.chainer.optimizerhooks.GradientLARS;
import org.chainer.optimizerhooks.Lasso;
import org.chainer.optimizerhooks.WeightDecay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossScaleTest {
    private final TwoParams link = new TwoParams();
    private final GradientMethod optimizer = new SGD(0.5).setup(link);

    private Variable loss() {
        return Sum.sum(link.a.mul(3)).add(Sum.sum(link.b.mul(4)));
    }

    private static float[] step(TwoParams link, DType dtype, boolean wide, double scale) {
        GradientMethod sgd = new SGD(0.5).setup(link);
        sgd.useFp32Update(wide);
        sgd.addHook(new GradientHardClipping(-3.5, 3.5));
        sgd.addHook(new GradientClipping(5));
        sgd.addHook(new WeightDecay(0.125));
        sgd.addHook(new Lasso(0.125));
        sgd.addHook(new GradientLARS(0.01, 0.125, 0.5));
        sgd.setLossScale(scale);
        sgd.update(() -> Sum.sum(link.a.mul(3)).add(Sum.sum(link.b.mul(4))));
        return link.a.array().toFloatArray();
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32,false", "FLOAT16,false", "FLOAT16,true"})
    void aFixedScaleChangesNothing(DType dtype, boolean wide) {
        float[] scaled = step(new TwoParams(dtype), dtype, wide, 256);
        float[] plain = step(new TwoParams(dtype), dtype, wide, 1);
        assertThat(NDArray.of(scaled).allClose(NDArray.of(plain), 2e-3, 0)).isTrue();
        assertThat(plain[0]).isNotEqualTo(1);
    }

    @Test
    void gradientsOfUnscaledLossesAreLeftAlone() {
        optimizer.setLossScale(16);
        loss().backward();
        optimizer.update();
        assertThat(link.b.item()).isEqualTo(-3);
        link.clearGrads();
        loss().backward(false, false, 16);
        assertThat(link.b.grad().item()).isEqualTo(64);
        optimizer.update();
        assertThat(link.b.item()).isEqualTo(-5);
    }

    @Test
    void smallGradientsOfHalfFloatsSurvive() {
        TwoParams half = new TwoParams(DType.FLOAT16);
        GradientMethod sgd = new SGD(1e7).setup(half);
        sgd.useFp32Update(true);
        sgd.update(() -> Sum.sum(half.a.mul(1e-4)).mul(1e-4));
        assertThat(half.a.array().toFloatArray()[0]).isEqualTo(1);
        sgd.setLossScale(32768);
        sgd.update(() -> Sum.sum(half.a.mul(1e-4)).mul(1e-4));
        assertThat(half.a.array().toFloatArray()[0]).isNotEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void updatesWithGradientsThatAreNotFiniteAreSkipped(double bad) {
        optimizer.setDynamicLossScale(2);
        optimizer.addHook(new WeightDecay(0.1));
        assertThat(optimizer.lossScale()).isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            optimizer.update(this::loss);
        }
        assertThat(optimizer.lossScale()).isEqualTo(8);
        String before = link.a.toString() + link.b;
        optimizer.update(() -> loss().add(Sum.sum(link.b.mul(bad))));
        assertThat(optimizer.skippedUpdates()).isEqualTo(1);
        assertThat(link.a.toString() + link.b).isEqualTo(before);
        assertThat(optimizer.t()).isEqualTo(4);
        assertThat(optimizer.lossScale()).isEqualTo(4);
        optimizer.update(this::loss);
        assertThat(optimizer.lossScale()).isCloseTo(4 * Math.sqrt(2), org.assertj.core.api.Assertions.within(1e-9));
        assertThat(link.a.toString() + link.b).isNotEqualTo(before);
    }

    @Test
    void theScaleStaysWithinBounds() {
        optimizer.setDynamicLossScale();
        for (int i = 0; i < 20; i++) {
            optimizer.update(this::loss);
        }
        assertThat(optimizer.lossScale()).isEqualTo(65504);
        for (int i = 0; i < 20; i++) {
            link.setGrads(Double.NaN, 0, 0, 0);
            optimizer.update();
        }
        assertThat(optimizer.lossScale()).isEqualTo(1);
    }

    @Test
    void greatButFiniteGradientsAreNoReasonToSkip() {
        optimizer.setDynamicLossScale();
        link.setGrads(3e30, 3e30, 3e30, 1);
        optimizer.update();
        assertThat(optimizer.skippedUpdates()).isZero();
        assertThat(link.b.item()).isEqualTo(-1.5);
    }

    @Test
    void scalesThatAreNone() {
        assertThatThrownBy(() -> optimizer.setLossScale(0)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> optimizer.setLossScale(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> optimizer.setDynamicLossScale(0)).hasMessageContaining("interval is 0");
    }
}
