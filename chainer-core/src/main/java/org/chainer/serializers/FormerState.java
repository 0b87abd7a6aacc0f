package org.chainer.serializers;

import java.util.Map;
import org.chainer.Deserializer;
import org.chainer.Serializer;
import org.chainer.array.NDArray;

/** The state that an object had before a file was tried on it, to put it back. Arrays are referred to, not copied: trying does not write to them. */
final class FormerState implements Deserializer {
    private final Map<String, Object> values;
    private final String path;

    private FormerState(Map<String, Object> values, String path) {
        this.values = values;
        this.path = path;
    }

    static FormerState of(Serializable target) {
        DictionarySerializer collector = new DictionarySerializer();
        try {
            collector.save(target);
        } catch (RuntimeException e) {
            // An object that cannot be saved yet can be loaded all the same; what it gave so far serves.
        }
        return new FormerState(collector.target(), "");
    }

    /** Puts the state back; a failure to do so is noted with the failure that led here. */
    void restore(Serializable target, Throwable reason) {
        try {
            target.serialize(this);
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public boolean isRehearsal() {
        return true;
    }

    @Override
    public Serializer child(String name) {
        return new FormerState(values, path + DictionarySerializer.stripped(name) + "/");
    }

    @Override
    public boolean has(String key) {
        return values.containsKey(path + DictionarySerializer.stripped(key));
    }

    private <T> T value(String key, Class<T> type, T otherwise) {
        String full = path + DictionarySerializer.stripped(key);
        if (!values.containsKey(full)) {
            return otherwise;
        }
        Object value = values.get(full);
        return value == null || type.isInstance(value) ? type.cast(value) : otherwise;
    }

    @Override
    public NDArray array(String key, NDArray value) {
        return value(key, NDArray.class, value);
    }

    @Override
    public long integer(String key, long value) {
        return value(key, Long.class, value);
    }

    @Override
    public double number(String key, double value) {
        return value(key, Double.class, value);
    }

    @Override
    public boolean bool(String key, boolean value) {
        return value(key, Boolean.class, value);
    }

    @Override
    public String text(String key, String value) {
        return value(key, String.class, value);
    }
}
