package org.chainer.testing;

import org.chainer.backend.Device;
import org.chainer.backend.Devices;

/**
 * What a test needs: conditions for JUnit's {@code @EnabledIf("org.chainer.testing.Requirements#gpu")} and assumptions. Chainer: {@code testing.attr.gpu},
 * {@code testing.attr.multi_gpu} and {@code testing.with_requires}.
 */
public final class Requirements {
    private Requirements() {}

    /** Whether there is a GPU. */
    public static boolean gpu() {
        return multiGpu(1);
    }

    /** Whether there are so many GPUs. */
    public static boolean multiGpu(int count) {
        return Devices.available().stream().filter(device -> isGpu(device)).count() >= count;
    }

    private static boolean isGpu(Device device) {
        return !device.isHost();
    }

    /** Whether all of these classes are on the class path. */
    public static boolean withRequires(String... classNames) {
        for (String name : classNames) {
            try {
                Class.forName(name, false, Requirements.class.getClassLoader());
            } catch (ClassNotFoundException | LinkageError e) {
                return false;
            }
        }
        return true;
    }
}
