package org.chainer.examples.common;

import java.io.PrintStream;
import org.chainer.array.RandomState;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.backend.Devices;
import picocli.CommandLine.Option;

/** The options of every example: where to compute, and the seed. */
public class RunOptions {
    @Option(
            names = {"--device", "-d"},
            paramLabel = "DEVICE",
            description = "Device: cpu, reference, cuda:0 (or 0). Default: ${DEFAULT-VALUE}.")
    private String device = "cpu";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Seed of everything random: made-up data, parameters, order, dropout. Default: ${DEFAULT-VALUE}.")
    private long seed = 0;

    /** The defaults. */
    public RunOptions() {}

    /**
     * Seeds the random numbers and makes the device current.
     *
     * @return ends the use of the device when it is closed
     * @throws IllegalArgumentException if there is no such device; the message lists those that there are
     */
    public final DeviceScope start() {
        RandomState.seed(seed);
        return device().use();
    }

    /**
     * The device.
     *
     * @throws IllegalArgumentException if there is no such device; the message lists those that there are
     */
    public final Device device() {
        return Devices.get(device);
    }

    /** The seed. */
    public final long seed() {
        return seed;
    }

    /** Prints the settings, as Chainer's examples do. */
    public void print(PrintStream console) {
        console.println("Device: " + device().name());
    }
}
