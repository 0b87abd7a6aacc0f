package org.chainer.serializers;

import java.util.function.Predicate;

/**
 * Reads values from an HDF5 file, whose groups are the objects' hierarchy.
 *
 * <p>An array is copied into the target's, which must have its shape and a dtype of the same kind; a target without an array gets a new one. An empty data space stands for Python's {@code None}: it gives
 * null, and leaves numbers and bools as they are. {@link Serializers#loadHdf5} does all of this so that a failure changes nothing.
 */
public final class HDF5Deserializer extends FileDeserializer {

    /** Reads everything; a path that is missing is an error. */
    public HDF5Deserializer(HDF5File file) {
        this(file, "", true, name -> false);
    }

    /**
     * Reads below a group.
     *
     * @param group path of the group, or empty
     * @param strict whether a path that is missing is an error; else the target keeps its value
     * @param ignored paths whose values the target keeps
     */
    public HDF5Deserializer(HDF5File file, String group, boolean strict, Predicate<String> ignored) {
        super(file, group, strict, ignored, false);
    }
}
