package org.chainer.serializers;

import java.nio.file.Path;
import java.util.Set;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;

/** A file of values by key, as a {@link FileDeserializer} reads it. Every method throws a {@link SerializationException} that names file and key. */
interface StateFile {

    /** Where the file is. */
    Path path();

    /** All keys, in the file's order. */
    Set<String> keys();

    /** Whether the value is Python's {@code None}. */
    boolean isNone(String key);

    /** Shape of an array, without reading its elements. */
    Shape shape(String key);

    /** Dtype of an array, without reading its elements; null for texts and None. */
    DType dtype(String key);

    /** Reads a text. */
    String text(String key);

    /** Reads an array to a device. */
    NDArray array(String key, Device device);

    /** Reads all of an array's bytes to see that they are whole, and forgets them. */
    void verify(String key);

    /** Overwrites an array of the same shape, converting to its dtype. */
    void readInto(String key, NDArray target);

    /**
     * Refuses an array that the device could never hold: a small file may promise, and even contain, as many compressed zeros as it likes.
     *
     * @throws SerializationException if it needs more bytes than the device's pool may take
     */
    static void requireMemory(long bytes, Device device) {
        long limit = device.pool().statistics().limit();
        if (bytes > limit) {
            throw new SerializationException("it has " + bytes + " bytes, but " + device + " may take at most " + limit
                    + " in all (-Dchainer.memory.limit)");
        }
    }
}
