package org.chainer.examples.mnist;

import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.examples.common.RunOptions;
import picocli.CommandLine.Option;

/** The options of the variants that compute on two devices. */
final class TwoDevices {
    @Option(names = "--device0", paramLabel = "DEVICE", description = "The first device. Default: that of --device.")
    private String device0;

    @Option(
            names = {"--device1", "-D"},
            paramLabel = "DEVICE",
            description = "The second device; may be the first one. Default: that of --device.")
    private String device1;

    Device first(RunOptions options) {
        return device0 == null ? options.device() : Devices.get(device0);
    }

    Device second(RunOptions options) {
        return device1 == null ? options.device() : Devices.get(device1);
    }
}
