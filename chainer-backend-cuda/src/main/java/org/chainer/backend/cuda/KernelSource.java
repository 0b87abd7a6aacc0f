package org.chainer.backend.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The kernels' sources, which are resources of this package: a file for each topic, and what they have in common. */
final class KernelSource {
    private static final String COMMON = "common.cuh";

    private KernelSource() {}

    /** The source of a topic, whole. */
    static String of(String topic) {
        return common() + read(topic + ".cu");
    }

    /** What every source begins with: dtypes, views and access to elements. */
    static String common() {
        return read(COMMON);
    }

    private static String read(String name) {
        try (InputStream in = KernelSource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("kernel source " + name + " is missing in this artifact");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("kernel source " + name + " could not be read", e);
        }
    }
}
