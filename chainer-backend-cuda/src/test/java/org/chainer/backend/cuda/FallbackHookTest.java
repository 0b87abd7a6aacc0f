package org.chainer.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainer.Chainer;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.backend.Devices;
import org.chainer.functions.F;
import org.junit.jupiter.api.Test;

class FallbackHookTest {

    @Test
    void functionsThatNeedTheHostAreNamed() {
        CudaDevice device = (CudaDevice) Devices.get("cuda:0");
        FallbackHook hook = new FallbackHook(device);
        Variable x = new Variable(NDArrays.eye(3, DType.FLOAT32).mul(2).toDevice(device), true);
        NDArray inverse;
        try (var scope = Chainer.usingHook(hook)) {
            F.tanh(x);
            inverse = F.inv(x).array();
        }
        assertThat(inverse.toDoubleArray()).containsExactly(0.5, 0, 0, 0, 0.5, 0, 0, 0, 0.5);
        assertThat(hook.fallbacks()).hasSize(1);
        assertThat(hook.fallbacks().values().iterator().next())
                .containsEntry("LinalgKernels.inverse", 1L)
                .hasSize(1);
    }
}
