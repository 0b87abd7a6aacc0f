package org.chainer.serializers;

import java.util.function.Predicate;

/**
 * Reads values from an npz archive.
 *
 * <p>An array is copied into the target's, which must have its shape and a dtype of the same kind; a target without an array gets a new one. Python's {@code None} gives null, and
 * leaves numbers and bools as they are. {@link Serializers#loadNpz} does all of this so that a failure changes nothing.
 */
public final class NpzDeserializer extends FileDeserializer {

    /** Reads everything; a key that is missing is an error. */
    public NpzDeserializer(NpzFile file) {
        this(file, "", true, name -> false);
    }

    /**
     * Reads below a path.
     *
     * @param path prefix of all keys, or empty
     * @param strict whether a key that is missing is an error; else the target keeps its value
     * @param ignored keys, with the path, whose values the target keeps
     */
    public NpzDeserializer(NpzFile file, String path, boolean strict, Predicate<String> ignored) {
        super(file, path, strict, ignored, false);
    }
}
