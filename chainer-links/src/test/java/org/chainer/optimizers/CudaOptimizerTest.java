package org.chainer.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Supplier;
import org.chainer.GradientMethod;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.backend.cuda.CudaDevice;
import org.chainer.backend.cuda.CudaStatistics;
import org.chainer.optimizerhooks.GradientClipping;
import org.chainer.optimizerhooks.WeightDecay;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an update asks of a CUDA device: one launch for all parameters, and no wait. */
class CudaOptimizerTest {
    private static final int UPDATES = 3;

    private CudaDevice device;

    @BeforeEach
    void prepare() {
        Assumptions.assumeTrue(
                Devices.available().stream().anyMatch(d -> d.name().equals("cuda:0")), "no CUDA device");
        device = (CudaDevice) Devices.get("cuda:0");
    }

    static List<Supplier<GradientMethod>> methods() {
        return List.of(
                SGD::new,
                MomentumSGD::new,
                CorrectedMomentumSGD::new,
                NesterovAG::new,
                AdaGrad::new,
                AdaDelta::new,
                RMSprop::new,
                RMSpropGraves::new,
                SMORMS3::new,
                MSVAG::new,
                Adam::new,
                AMSGrad::new,
                AdaBound::new,
                AdamW::new);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void oneLaunchUpdatesAllParameters(Supplier<GradientMethod> make) {
        TwoParams link = on(device);
        TwoParams expected = on(Devices.reference());
        GradientMethod optimizer = make.get().setup(link);
        GradientMethod reference = make.get().setup(expected);
        for (int i = 0; i < UPDATES; i++) {
            setGradients(link, i);
            setGradients(expected, i);
            CudaStatistics before = device.statistics();
            optimizer.update();
            reference.update();
            if (i > 0) {
                assertThat(device.statistics().since(before).launches()).isEqualTo(1);
                assertThat(device.statistics().since(before).libraryCalls()).isZero();
            }
            assertThat(device.statistics().since(before).synchronizations()).isZero();
            assertThat(device.statistics().since(before).fallbacks()).isEmpty();
        }
        assertSame(link, expected);
    }

    @Test
    void clippingAndWeightDecayDoNotWait() {
        TwoParams link = on(device);
        TwoParams expected = on(Devices.reference());
        GradientMethod optimizer = new SGD(0.1).setup(link);
        GradientMethod reference = new SGD(0.1).setup(expected);
        for (GradientMethod each : List.of(optimizer, reference)) {
            each.addHook(new WeightDecay(0.01));
            each.addHook(new GradientClipping(0.5));
        }
        for (int i = 0; i < UPDATES; i++) {
            setGradients(link, i);
            setGradients(expected, i);
            CudaStatistics before = device.statistics();
            optimizer.update();
            reference.update();
            CudaStatistics asked = device.statistics().since(before);
            assertThat(asked.synchronizations()).isZero();
            // Weight decay of two parameters; norms in two launches, clipping and the update in one each.
            assertThat(asked.launches()).isEqualTo(6);
        }
        assertSame(link, expected);
    }

    @Test
    void gradientsBelowTheThresholdAreLeftAlone() {
        TwoParams link = on(device);
        GradientMethod optimizer = new SGD(1).setup(link);
        optimizer.addHook(new GradientClipping(1000));
        setGradients(link, 0);
        float[] before = link.a.grad().toFloatArray();
        optimizer.update();
        assertThat(link.a.grad().toFloatArray()).containsExactly(before);
    }

    @Test
    void halfPrecisionWithFloat32Copies() {
        TwoParams link = new TwoParams(DType.FLOAT16);
        TwoParams expected = new TwoParams(DType.FLOAT16);
        link.toDevice(device);
        expected.toDevice(Devices.reference());
        GradientMethod optimizer = new MomentumSGD(0.1).setup(link);
        GradientMethod reference = new MomentumSGD(0.1).setup(expected);
        optimizer.useFp32Update(true);
        reference.useFp32Update(true);
        for (int i = 0; i < UPDATES; i++) {
            for (TwoParams each : List.of(link, expected)) {
                each.a.setGrad(each.a.array().copy());
                each.b.setGrad(each.b.array().copy());
            }
            optimizer.update();
            reference.update();
        }
        assertSame(link, expected);
    }

    private static TwoParams on(Device device) {
        TwoParams link = new TwoParams();
        link.toDevice(device);
        return link;
    }

    private static void setGradients(TwoParams link, int update) {
        Device device = link.a.device();
        link.a.setGrad(gradient(link.a.array(), update, device));
        link.b.setGrad(gradient(link.b.array(), update + 1, device));
    }

    private static NDArray gradient(NDArray like, int seed, Device device) {
        float[] values = new float[(int) like.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(1 + seed + 3 * i);
        }
        return NDArray.of(values).reshape(like.shape()).toDevice(device);
    }

    private static void assertSame(TwoParams actual, TwoParams expected) {
        assertThat(actual.a.array().toFloatArray())
                .containsExactly(expected.a.array().toFloatArray(), within(1e-5f));
        assertThat(actual.b.array().toFloatArray())
                .containsExactly(expected.b.array().toFloatArray(), within(1e-5f));
    }
}
