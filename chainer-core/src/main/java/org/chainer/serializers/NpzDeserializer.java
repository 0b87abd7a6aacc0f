package org.chainer.serializers;

import java.util.function.Predicate;
import org.chainer.Deserializer;
import org.chainer.Serializer;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;

/**
 * Reads values from an npz archive.
 *
 * <p>{@code strict}: a key that is missing is an error; else the target keeps its value. Names for which {@code ignored} holds are left alone.
 */
public final class NpzDeserializer implements Deserializer {
    private final NpzFile file;
    private final String path;
    private final boolean strict;
    private final Predicate<String> ignored;
    private final boolean checkOnly;

    /**
     * Reads below a path.
     *
     * @param path prefix of all keys, with a slash at its end, or empty
     */
    public NpzDeserializer(NpzFile file, String path, boolean strict, Predicate<String> ignored) {
        this(file, path, strict, ignored, false);
    }

    private NpzDeserializer(NpzFile file, String path, boolean strict, Predicate<String> ignored, boolean checkOnly) {
        this.file = file;
        this.path = path;
        this.strict = strict;
        this.ignored = ignored;
        this.checkOnly = checkOnly;
    }

    /** A deserializer that verifies that all can be read, and returns the target's own values. */
    NpzDeserializer checking() {
        return new NpzDeserializer(file, path, strict, ignored, true);
    }

    @Override
    public Serializer child(String name) {
        return new NpzDeserializer(file, path + DictionarySerializer.stripped(name) + "/", strict, ignored, checkOnly);
    }

    @Override
    public boolean has(String key) {
        return file.keys().contains(path + DictionarySerializer.stripped(key));
    }

    /** The full key, or null if the target is to keep its value. */
    private String find(String key) {
        String full = path + DictionarySerializer.stripped(key);
        if (ignored.test(full)) {
            return null;
        }
        if (!file.keys().contains(full)) {
            if (strict) {
                throw new SerializationException(
                        "there is no key '" + full + "' in " + file.path().toAbsolutePath()
                                + "; load with strict = false to leave what is missing as it is");
            }
            return null;
        }
        return full;
    }

    @Override
    public NDArray array(String key, NDArray value) {
        String full = find(key);
        if (full == null) {
            return value;
        }
        if (file.isNone(full)) {
            return null;
        }
        Shape shape = file.shape(full);
        DType dtype = file.dtype(full);
        if (dtype == null) {
            throw new SerializationException(
                    "'" + full + "' in " + file.path().toAbsolutePath() + " is a text, expected an array");
        }
        if (value != null && !value.shape().equals(shape)) {
            throw new SerializationException("'" + full + "' in " + file.path().toAbsolutePath() + " has shape " + shape
                    + ", but the target has shape " + value.shape());
        }
        if (value != null && dtype.isFloating() && !value.dtype().isFloating()) {
            throw new SerializationException("'" + full + "' in " + file.path().toAbsolutePath() + " is " + dtype
                    + ", but the target is " + value.dtype());
        }
        if (checkOnly) {
            file.array(full, Devices.reference()).close();
            return value;
        }
        NDArray read = file.array(full, value == null ? Devices.current() : value.device());
        if (value == null) {
            return read.contiguous();
        }
        value.copyFrom(read);
        read.close();
        return value;
    }

    private NDArray single(String full) {
        NDArray array = file.array(full, Devices.reference());
        if (array.size() != 1) {
            throw new SerializationException("'" + full + "' in " + file.path().toAbsolutePath() + " has shape "
                    + array.shape() + ", expected one number");
        }
        return array;
    }

    @Override
    public long integer(String key, long value) {
        String full = find(key);
        if (full == null || file.isNone(full)) {
            return value;
        }
        long read = single(full).toLongArray()[0];
        return checkOnly ? value : read;
    }

    @Override
    public double number(String key, double value) {
        String full = find(key);
        if (full == null || file.isNone(full)) {
            return value;
        }
        double read = single(full).item();
        return checkOnly ? value : read;
    }

    @Override
    public boolean bool(String key, boolean value) {
        String full = find(key);
        if (full == null || file.isNone(full)) {
            return value;
        }
        boolean read = single(full).item() != 0;
        return checkOnly ? value : read;
    }

    @Override
    public String text(String key, String value) {
        String full = find(key);
        if (full == null) {
            return value;
        }
        String read = file.isNone(full) ? null : file.text(full);
        return checkOnly ? value : read;
    }
}
