package org.chainer.golden;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A call's keyword arguments under Chainer's names. */
public final class Kwargs {
    private final Map<?, ?> values;

    Kwargs(Map<?, ?> values) {
        this.values = values;
    }

    /** Whether there is such an argument, other than {@code None}. */
    public boolean has(String name) {
        return values.get(name) != null;
    }

    /** The names. */
    public Set<?> names() {
        return values.keySet();
    }

    /** An integer argument. */
    public int integer(String name) {
        return ((Number) values.get(name)).intValue();
    }

    /** An integer argument, or null. */
    public Integer optional(String name) {
        return has(name) ? integer(name) : null;
    }

    /** An integer argument, or its default. */
    public int integer(String name, int otherwise) {
        return has(name) ? integer(name) : otherwise;
    }

    /** A floating-point argument, or its default. */
    public double number(String name, double otherwise) {
        return has(name) ? ((Number) values.get(name)).doubleValue() : otherwise;
    }

    /** A boolean argument, or its default. */
    public boolean flag(String name, boolean otherwise) {
        return has(name) ? (Boolean) values.get(name) : otherwise;
    }

    /** A text argument, or its default. */
    public String text(String name, String otherwise) {
        return has(name) ? (String) values.get(name) : otherwise;
    }

    /** A list of integers, of which a single one may stand for a list of length 1; empty if there is no such argument. */
    public int[] integers(String name) {
        Object value = values.get(name);
        if (value == null) {
            return new int[0];
        }
        return value instanceof Number number
                ? new int[] {number.intValue()}
                : ((List<?>) value)
                        .stream().mapToInt(v -> ((Number) v).intValue()).toArray();
    }

    /** As {@link #integers}, as long. */
    public long[] longs(String name) {
        int[] integers = integers(name);
        long[] result = new long[integers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = integers[i];
        }
        return result;
    }

    /** Integers for each of {@code count} axes: a single one stands for all of them; {@code otherwise} if there is no such argument. */
    public int[] perAxis(String name, int count, int otherwise) {
        int[] given = has(name) ? integers(name) : new int[] {otherwise};
        if (given.length == count) {
            return given;
        }
        int[] result = new int[count];
        java.util.Arrays.fill(result, given[0]);
        return result;
    }

    /** A list as it is; null if the argument is none. */
    public List<?> list(String name) {
        return values.get(name) instanceof List<?> list ? list : null;
    }
}
