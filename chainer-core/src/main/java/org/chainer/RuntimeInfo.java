package org.chainer;

import java.util.stream.Collectors;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;

/** Versions, machine and devices, for {@link Chainer#printRuntimeInfo()}. */
final class RuntimeInfo {
    private RuntimeInfo() {}

    static String describe() {
        String version = Chainer.class.getPackage().getImplementationVersion();
        Runtime runtime = Runtime.getRuntime();
        return line("Platform", property("os.name") + " " + property("os.version") + " " + property("os.arch"))
                + line("Chainer", version == null ? "not packaged" : version)
                + line("Java", property("java.runtime.version") + " (" + property("java.vm.name") + ")")
                + line("Processors", String.valueOf(runtime.availableProcessors()))
                + line("Heap", (runtime.maxMemory() >> 20) + " MiB at most")
                + line("Devices", Devices.available().stream().map(Device::name).collect(Collectors.joining(", ")))
                + line("Current device", Devices.current().name());
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static String line(String what, String value) {
        return what + ": " + value + System.lineSeparator();
    }
}
