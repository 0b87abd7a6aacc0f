package org.chainer.backend;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.Locale;

/** The most host memory that a pool takes: {@code -Dchainer.memory.limit}, by default half of the machine's or container's memory. */
public final class MemoryLimit {
    /** Name of the system property: a number of bytes, or with a suffix {@code k}, {@code m}, {@code g} or {@code t}. */
    public static final String PROPERTY = "chainer.memory.limit";

    private MemoryLimit() {}

    /**
     * The limit in bytes.
     *
     * @throws IllegalArgumentException if the property is no size
     */
    public static long bytes() {
        return bytes(PROPERTY, machineMemory() / 2);
    }

    /**
     * The limit in bytes that another system property gives; of a device with memory of its own.
     *
     * @param otherwise the limit if the property is not set
     * @throws IllegalArgumentException if the property is no size
     */
    public static long bytes(String property, long otherwise) {
        String text = System.getProperty(property);
        return text == null ? otherwise : parse(property, text);
    }

    static long parse(String property, String text) {
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        int shift = trimmed.isEmpty()
                ? 0
                : switch (trimmed.charAt(trimmed.length() - 1)) {
                    case 'k' -> 10;
                    case 'm' -> 20;
                    case 'g' -> 30;
                    case 't' -> 40;
                    default -> 0;
                };
        String digits = shift == 0 ? trimmed : trimmed.substring(0, trimmed.length() - 1);
        try {
            long value = Long.parseLong(digits);
            if (value > 0 && value <= Long.MAX_VALUE >> shift) {
                return value << shift;
            }
        } catch (NumberFormatException e) {
            // reported below, together with sizes out of range
        }
        throw new IllegalArgumentException(
                property + " is '" + text + "': expected a positive number of bytes, for example 2147483648 or 2g");
    }

    private static long machineMemory() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof com.sun.management.OperatingSystemMXBean machine) {
            return machine.getTotalMemorySize();
        }
        return Runtime.getRuntime().maxMemory() * 4;
    }
}
