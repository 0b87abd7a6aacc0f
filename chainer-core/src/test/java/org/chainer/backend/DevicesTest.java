package org.chainer.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {

    @Test
    void theReferenceIsAlwaysThere() {
        assertThat(Devices.get("reference")).isSameAs(Devices.reference()).hasToString("reference");
        assertThat(Devices.available()).contains(Devices.reference());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tpu", "cuda:99", "cuda:x", "reference:1", "", "99"})
    void unknownDevicesAreNamedWithThoseThatAreThere(String name) {
        assertThatThrownBy(() -> Devices.get(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("device '" + name + "' is not available")
                .hasMessageContaining("reference");
    }

    @Test
    void aScopeChoosesTheDeviceOfNewArrays() {
        TestDevice device = new TestDevice(new TestDevice.CountingAllocator(), 1 << 20);
        Device before = Devices.current();
        try (DeviceScope scope = device.use()) {
            assertThat(NDArray.zeros(DType.FLOAT32, 2).device()).isSameAs(device);
            try (DeviceScope inner = Devices.reference().use()) {
                assertThat(Devices.current()).isSameAs(Devices.reference());
            }
            assertThat(Devices.current()).isSameAs(device);
        }
        assertThat(Devices.current()).isSameAs(before);
    }

    @Test
    void arraysMoveBetweenDevicesAndMayNotBeMixed() {
        TestDevice device = new TestDevice(new TestDevice.CountingAllocator(), 1 << 20);
        try (DeviceScope scope = Devices.reference().use()) {
            NDArray x = NDArray.of(1f, 2f);
            NDArray there = x.toDevice(device);
            assertThat(there.device()).isSameAs(device);
            assertThat(x.toDevice(Devices.reference())).isSameAs(x);
            assertThat(there.toFloatArray()).containsExactly(1, 2);
            assertThat(there.add(1).device()).isSameAs(device);
            assertThatThrownBy(() -> x.add(there))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("reference and test")
                    .hasMessageContaining("toDevice");
            assertThatThrownBy(() -> x.addAssign(there))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("reference");
            x.copyFrom(there.mul(3));
            assertThat(x.toFloatArray()).containsExactly(3, 6);
            assertThatThrownBy(() -> device.transfer(x, NDArray.zeros(DType.FLOAT64, 2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("float32 (2,)")
                    .hasMessageContaining("float64 (2,)");
        }
    }
}
