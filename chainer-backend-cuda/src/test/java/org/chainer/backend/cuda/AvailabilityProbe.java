package org.chainer.backend.cuda;

import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.testing.cuda.CudaEmulator;

/** A program that asks for a CUDA device and then computes on the device that there is. */
final class AvailabilityProbe {
    private AvailabilityProbe() {}

    public static void main(String[] arguments) {
        String reason = CudaEmulator.unavailableReason();
        System.out.println(reason == null ? "emulator: " + CudaEmulator.isLoaded() : reason);
        try {
            System.out.println(Devices.get("cuda:0"));
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        NDArray one = NDArray.of(1f);
        System.out.println("1 + 1 = " + one.add(one).item() + " on " + one.device());
    }
}
