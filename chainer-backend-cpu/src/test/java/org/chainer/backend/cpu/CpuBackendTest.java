package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuBackendTest {

    @Test
    void isTheDefaultWhereItIsOnTheClassPath() {
        assertThat(NDArray.zeros(DType.FLOAT32, 2).device().name()).isEqualTo("cpu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "native", "@numpy", "@intel64", "-1"})
    void isFoundUnderAllItsNames(String name) {
        assertThat(Devices.get(name)).isSameAs(Devices.get("cpu"));
    }

    @Test
    void hasOneDevice() {
        CpuBackend backend = new CpuBackend();
        assertThat(backend.unavailableReason()).isNull();
        assertThat(backend.deviceCount()).isEqualTo(1);
        assertThat(backend.device(0)).isSameAs(backend.device(0));
        assertThatThrownBy(() -> backend.device(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one CPU device");
    }

    @Test
    void arraysGoToTheReferenceAndBack() {
        NDArray x = NDArray.of(1f, 2f, 3f).reshape(3, 1).broadcastTo(org.chainer.array.Shape.of(3, 2));
        NDArray there = x.toDevice(Devices.get("reference"));
        assertThat(there.device().name()).isEqualTo("reference");
        assertThat(there.toDevice(Devices.get("cpu")).contentEquals(x.copy())).isTrue();
    }
}
