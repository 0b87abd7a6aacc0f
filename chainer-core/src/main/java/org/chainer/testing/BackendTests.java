package org.chainer.testing;

import java.util.function.Consumer;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.backend.Devices;

/** A check on every device there is. Chainer: {@code testing.inject_backend_tests}. */
public final class BackendTests {
    private BackendTests() {}

    /**
     * Runs a check on every available device, each time as the current one.
     *
     * @throws AssertionError if it fails on one; the message names the device
     */
    public static void onEveryDevice(Consumer<Device> check) {
        for (Device device : Devices.available()) {
            try (DeviceScope scope = device.use()) {
                check.accept(device);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("on device " + device + ": " + e.getMessage(), e);
            }
        }
    }
}
