package org.chainer.datasets;

import java.nio.Buffer;
import java.nio.IntBuffer;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;

/** Arrays in the memory of this machine, where data sets live whatever device is current. */
final class HostArrays {

    private HostArrays() {}

    /** A new array of the buffer's remaining elements. */
    static NDArray of(Buffer values, DType dtype, long... shape) {
        NDArray array = NDArray.empty(host(), dtype, Shape.of(shape));
        array.copyFrom(values);
        return array;
    }

    /** A new array without axes. */
    static NDArray scalar(int value, DType dtype) {
        return of(IntBuffer.wrap(new int[] {value}), DType.INT32).astype(dtype);
    }

    private static Device host() {
        Device current = Devices.current();
        return current.isHost()
                ? current
                : Devices.available().stream()
                        .filter(Device::isHost)
                        .findFirst()
                        .orElseGet(Devices::reference);
    }
}
