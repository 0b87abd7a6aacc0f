package org.chainer.serializers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainer.AbstractSerializer;
import org.chainer.Serializer;
import org.chainer.array.NDArray;

/**
 * Collects values in a map, by keys with slashes: {@code predictor/mid/upward/W}. Values are {@link NDArray}, {@link Long}, {@link Double}, {@link Boolean}, {@link String} or null.
 */
public final class DictionarySerializer extends AbstractSerializer {
    private final Map<String, Object> target;
    private final String path;

    /** Collects in a new map. */
    public DictionarySerializer() {
        this(new LinkedHashMap<>(), "");
    }

    /**
     * Collects in a map.
     *
     * @param path prefix of all keys, with a slash at its end, or empty
     */
    public DictionarySerializer(Map<String, Object> target, String path) {
        this.target = target;
        this.path = path;
    }

    /** What was collected. */
    public Map<String, Object> target() {
        return target;
    }

    @Override
    public Serializer child(String name) {
        return new DictionarySerializer(target, path + stripped(name) + "/");
    }

    static String stripped(String name) {
        int begin = 0;
        int end = name.length();
        while (begin < end && name.charAt(begin) == '/') {
            begin++;
        }
        while (end > begin && name.charAt(end - 1) == '/') {
            end--;
        }
        return name.substring(begin, end);
    }

    private void put(String key, Object value) {
        String full = path + stripped(key);
        if (target.containsKey(full)) {
            throw new SerializationException("two values have the same key '" + full + "'");
        }
        target.put(full, value);
    }

    @Override
    public NDArray array(String key, NDArray value) {
        put(key, value);
        return value;
    }

    @Override
    public long integer(String key, long value) {
        put(key, value);
        return value;
    }

    @Override
    public double number(String key, double value) {
        put(key, value);
        return value;
    }

    @Override
    public boolean bool(String key, boolean value) {
        put(key, value);
        return value;
    }

    @Override
    public String text(String key, String value) {
        put(key, value);
        return value;
    }
}
