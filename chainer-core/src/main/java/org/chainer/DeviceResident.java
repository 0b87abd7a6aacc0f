package org.chainer;

import org.chainer.backend.Device;

/** Something whose arrays are on one device, and that can be moved to another. Chainer: {@code chainer.DeviceResident}. */
public interface DeviceResident {

    /** Where its arrays are. */
    Device device();

    /**
     * Moves its arrays, and those of what it owns.
     *
     * @return this
     */
    DeviceResident toDevice(Device target);
}
