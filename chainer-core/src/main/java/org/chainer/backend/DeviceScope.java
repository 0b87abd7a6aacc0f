package org.chainer.backend;

/** Restores the current thread's former device when it is closed. See {@link Device#use()}. */
public final class DeviceScope implements AutoCloseable {
    private final Device former;

    DeviceScope(Device device) {
        former = Devices.setCurrent(device);
    }

    @Override
    public void close() {
        Devices.setCurrent(former);
    }
}
