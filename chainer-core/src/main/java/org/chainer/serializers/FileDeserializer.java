package org.chainer.serializers;

import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.chainer.Deserializer;
import org.chainer.Serializer;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;

/** Reads values of a file, whatever its format. */
abstract class FileDeserializer implements Deserializer {
    private static final int KEYS_SHOWN = 12;

    private final StateFile file;
    private final String path;
    private final boolean strict;
    private final Predicate<String> ignored;
    private final boolean rehearsal;

    FileDeserializer(StateFile file, String path, boolean strict, Predicate<String> ignored, boolean rehearsal) {
        this.file = file;
        this.path = path.isEmpty() || path.endsWith("/") ? path : path + "/";
        this.strict = strict;
        this.ignored = ignored;
        this.rehearsal = rehearsal;
    }

    /** Loads an object; if that fails, the object stays as it was. */
    static void loadWhole(Serializable target, StateFile file, String path, boolean strict, Predicate<String> ignored) {
        FormerState before = FormerState.of(target);
        try {
            target.serialize(new Reading(file, path, strict, ignored, true));
        } catch (RuntimeException | Error e) {
            before.restore(target, e);
            throw e;
        }
        target.serialize(new Reading(file, path, strict, ignored, false));
    }

    /** Reads below a name. */
    private static final class Reading extends FileDeserializer {
        Reading(StateFile file, String path, boolean strict, Predicate<String> ignored, boolean rehearsal) {
            super(file, path, strict, ignored, rehearsal);
        }
    }

    @Override
    public final Serializer child(String name) {
        return new Reading(file, path + DictionarySerializer.stripped(name) + "/", strict, ignored, rehearsal);
    }

    @Override
    public final boolean isRehearsal() {
        return rehearsal;
    }

    @Override
    public final boolean has(String key) {
        String full = path + DictionarySerializer.stripped(key);
        return file.keys().contains(full) && !ignored.test(full);
    }

    /** The full key, or null if the target is to keep its value. */
    private String find(String key) {
        String full = path + DictionarySerializer.stripped(key);
        if (ignored.test(full)) {
            return null;
        }
        if (!file.keys().contains(full)) {
            if (strict) {
                throw new SerializationException("there is no '" + full + "' in "
                        + file.path().toAbsolutePath() + ", which has " + keysShown()
                        + "; load with strict = false to leave what is missing as it is");
            }
            return null;
        }
        return full;
    }

    private String keysShown() {
        int more = file.keys().size() - KEYS_SHOWN;
        return file.keys().isEmpty()
                ? "no keys at all"
                : file.keys().stream().limit(KEYS_SHOWN).collect(Collectors.joining(", "))
                        + (more > 0 ? " and " + more + " others" : "");
    }

    private SerializationException misfit(String full, String what) {
        return new SerializationException(
                "'" + full + "' in " + file.path().toAbsolutePath() + " does not fit: " + what);
    }

    private String type(String full) {
        DType dtype = file.dtype(full);
        return dtype == null
                ? file.isNone(full) ? "None" : "a text"
                : "a " + dtype + " array of shape " + file.shape(full);
    }

    @Override
    public final NDArray array(String key, NDArray value) {
        String full = find(key);
        if (full == null) {
            return value;
        }
        if (file.isNone(full)) {
            return null;
        }
        if (file.dtype(full) == null) {
            throw misfit(full, "it is a text, expected an array");
        }
        if (value == null) {
            return file.array(full, Devices.current());
        }
        Shape shape = file.shape(full);
        if (!value.shape().equals(shape) || !isSafe(file.dtype(full), value.dtype())) {
            throw misfit(
                    full,
                    "it is " + type(full) + ", the target a " + value.dtype() + " array of shape " + value.shape());
        }
        if (rehearsal) {
            file.verify(full);
        } else {
            file.readInto(full, value);
        }
        return value;
    }

    /** NumPy's rule "same kind": no fractions to integers, no signed numbers to unsigned ones, nothing but bools to bools. */
    private static boolean isSafe(DType from, DType to) {
        if (from == to || to.isFloating() || from == DType.BOOL) {
            return true;
        }
        return from.isInteger() && to.isInteger() && to != DType.UINT8;
    }

    private NDArray number(String full, String expected) {
        DType dtype = file.dtype(full);
        if (dtype == null || file.shape(full).size() != 1) {
            throw misfit(full, "it is " + type(full) + ", expected " + expected);
        }
        return file.array(full, Devices.reference());
    }

    @Override
    public final long integer(String key, long value) {
        String full = find(key);
        if (full == null || file.isNone(full)) {
            return value;
        }
        NDArray read = number(full, "an integer");
        if (read.dtype().isFloating()) {
            throw misfit(full, "it is a " + read.dtype() + ", expected an integer");
        }
        return read.toLongArray()[0];
    }

    @Override
    public final double number(String key, double value) {
        String full = find(key);
        return full == null || file.isNone(full)
                ? value
                : number(full, "a number").item();
    }

    @Override
    public final boolean bool(String key, boolean value) {
        String full = find(key);
        if (full == null || file.isNone(full)) {
            return value;
        }
        NDArray read = number(full, "a bool");
        if (read.dtype() != DType.BOOL) {
            throw misfit(full, "it is a " + read.dtype() + ", expected a bool");
        }
        return read.toBooleanArray()[0];
    }

    @Override
    public final String text(String key, String value) {
        String full = find(key);
        if (full == null) {
            return value;
        }
        if (file.dtype(full) != null) {
            throw misfit(full, "it is " + type(full) + ", expected a text");
        }
        return file.isNone(full) ? null : file.text(full);
    }
}
