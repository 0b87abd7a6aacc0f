package org.chainer.backend.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernels' sources, which are resources of this package: a file for each topic, and what they have in common. */
final class KernelSource {
    private static final String COMMON = "common.cuh";
    private static final Pattern INCLUDE = Pattern.compile("(?m)^#include \"(\\w+\\.cuh)\"$");

    private KernelSource() {}

    /** The source of a topic, whole. */
    static String of(String topic) {
        return common() + included(read(topic + ".cu"));
    }

    /** NVRTC knows no files: what a source includes is put in its place. */
    private static String included(String source) {
        return INCLUDE.matcher(source).replaceAll(found -> Matcher.quoteReplacement(read(found.group(1))));
    }

    /** What a user's kernel begins with. */
    static String user(String declarations) {
        return common() + read("user.cuh") + declarations;
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
