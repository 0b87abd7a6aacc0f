package org.chainer.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;
import org.chainer.functions.F;
import org.chainer.testing.cuda.CudaEmulator;
import org.chainer.testing.cuda.EmulatorControl;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices, copies between them, waits, and memory over many iterations. */
class CudaDeviceTest {
    private static final int ITERATIONS = 1000;
    private static final int WARM_UP = 100;

    private CudaDevice device;

    @BeforeEach
    void prepare() {
        device = (CudaDevice) Devices.get("cuda:0");
    }

    @Test
    void namesOfTheDevice() {
        assertThat(Devices.get("0")).isSameAs(device);
        assertThat(Devices.get("@cupy:0")).isSameAs(device);
        assertThat(device.isHost()).isFalse();
        assertThat(Devices.available()).contains(device);
    }

    @Test
    void arraysAreMadeOnTheDeviceInUse() {
        try (var scope = device.use()) {
            assertThat(NDArray.of(1f, 2f).add(1).device()).isSameAs(device);
            assertThat(NDArray.of(1f, 2f).add(1).toFloatArray()).containsExactly(2, 3);
        }
    }

    @Test
    void viewsTravelBetweenDevices() {
        Assumptions.assumeTrue(
                Devices.available().stream().anyMatch(d -> d.name().equals("cuda:1")), "one device");
        NDArray host = NDArray.of(1f, 2f, 3f, 4f, 5f, 6f).reshape(2, 3);
        NDArray first = host.transpose().toDevice(device);
        NDArray second = first.slice(0, 1, 3).toDevice(Devices.get("cuda:1"));
        assertThat(second.mul(2).toFloatArray()).containsExactly(4, 10, 6, 12);
        assertThat(second.toDevice(device).toDevice(Devices.reference()).toFloatArray())
                .containsExactly(2, 5, 3, 6);
    }

    @Test
    void hostMemoryMayBeChangedRightAfterItWasCopied() {
        NDArray host = NDArray.empty(Devices.reference(), DType.FLOAT32, Shape.of(1000))
                .fill(1);
        NDArray there = host.toDevice(device);
        host.fill(2);
        assertThat(there.toFloatArray()).containsOnly(1);
    }

    @Test
    void productsOfAnIterationNeedNoWaitButTheLossRead() {
        Variable w = parameter();
        NDArray x = NDArray.empty(device, DType.FLOAT32, Shape.of(8, 5)).fill(0.1);
        step(w, x);
        device.synchronize();
        CudaStatistics before = device.statistics();
        Variable loss = loss(w, x);
        assertThat(device.statistics().since(before).synchronizations()).isZero();
        loss.array().item();
        assertThat(device.statistics().since(before).synchronizations()).isEqualTo(1);
    }

    @Test
    void memoryStaysTheSameOverManyIterations() {
        Assumptions.assumeTrue(CudaEmulator.isLoaded(), "the emulator keeps the account");
        Variable w = parameter();
        NDArray x = NDArray.empty(device, DType.FLOAT32, Shape.of(8, 5)).fill(0.1);
        double first = step(w, x);
        for (int i = 0; i < WARM_UP; i++) {
            step(w, x);
        }
        device.pool().trim();
        long allocations = EmulatorControl.liveAllocations();
        long bytes = EmulatorControl.liveBytes(0);
        double last = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            last = step(w, x);
        }
        device.pool().trim();
        assertThat(EmulatorControl.liveAllocations()).isLessThanOrEqualTo(allocations);
        assertThat(EmulatorControl.liveBytes(0)).isLessThanOrEqualTo(bytes);
        assertThat(EmulatorControl.count("double frees")).isZero();
        assertThat(EmulatorControl.count("overruns")).isZero();
        assertThat(last).isLessThan(first);
    }

    private Variable parameter() {
        return new Variable(NDArray.empty(device, DType.FLOAT32, Shape.of(4, 5)).fill(0.3), true);
    }

    private static Variable loss(Variable w, NDArray x) {
        Variable y = F.tanh(F.linear(new Variable(x, false), w, null));
        NDArray ones = NDArray.empty(x.device(), DType.FLOAT32, Shape.of(1, 32)).fill(1);
        return F.linear(F.reshape(y.mul(y), 1, 32), new Variable(ones, false), null);
    }

    private static double step(Variable w, NDArray x) {
        w.clearGrad();
        Variable loss = loss(w, x);
        loss.backward();
        w.array().subAssign(w.grad().mul(0.01));
        loss.unchainBackward();
        return loss.array().item();
    }
}
