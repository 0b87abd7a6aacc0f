package org.chainer.backend;

/**
 * A family of devices. Implementations are found by {@link java.util.ServiceLoader}; their constructors and {@link #name()} must not
 * throw and must not load native libraries.
 */
public interface Backend {

    /** The name under which devices are asked for: {@code cpu}, {@code cuda}. */
    String name();

    /** Why no device of this backend can be used here, in a sentence that says what is missing and what to do; null if one can. */
    String unavailableReason();

    /** How many devices there are; 0 if the backend is unavailable. */
    int deviceCount();

    /**
     * One device; the same object for the same index.
     *
     * @throws IllegalArgumentException if there is no such device
     */
    Device device(int index);
}
