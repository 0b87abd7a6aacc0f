package org.chainer.dataset;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * An example of several parts in a fixed order, such as an image and its label: Python's tuple.
 *
 * <p>Immutable; equal to another tuple whose parts are equal in the same order.
 */
public final class Tuple {

    private final Object[] parts;

    private Tuple(Object[] parts) {
        this.parts = parts;
    }

    /**
     * A tuple of the given parts.
     *
     * @param parts the parts, which may be null
     * @return the tuple
     */
    public static Tuple of(Object... parts) {
        return new Tuple(parts.clone());
    }

    /** The number of parts. */
    public int size() {
        return parts.length;
    }

    /**
     * One part, as the type that the caller assigns it to: {@code NDArray image = example.get(0)}.
     *
     * @param index from 0 to {@code size() - 1}
     * @param <T> type of the part
     * @return the part
     * @throws IndexOutOfBoundsException if there is no such part
     * @throws ClassCastException at the caller, if the part is of another type
     */
    @SuppressWarnings("unchecked")
    public <T> T get(int index) {
        if (index < 0 || index >= parts.length) {
            throw new IndexOutOfBoundsException("Tuple: no part " + index + " in a tuple of " + parts.length);
        }
        return (T) parts[index];
    }

    /** The parts as a list that cannot be changed. */
    public List<Object> toList() {
        return Collections.unmodifiableList(Arrays.asList(parts));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tuple that && Arrays.equals(parts, that.parts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts);
    }

    /** The parts in parentheses, as Python prints them. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < parts.length; i++) {
            text.append(i == 0 ? "" : ", ").append(parts[i]);
        }
        return text.append(parts.length == 1 ? ",)" : ")").toString();
    }
}
