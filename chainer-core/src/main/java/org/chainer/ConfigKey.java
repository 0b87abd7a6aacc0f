package org.chainer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The name and type of a configuration entry. The built-in ones are constants of {@link Config}; users may define their own.
 *
 * @param <T> type of the entry's value
 */
public final class ConfigKey<T> {
    private static final Map<String, ConfigKey<?>> ALL = new ConcurrentHashMap<>();

    private final String name;
    private final Class<T> type;
    private final T initial;

    private ConfigKey(String name, Class<T> type, T initial) {
        this.name = name;
        this.type = type;
        this.initial = initial;
    }

    /**
     * Defines an entry.
     *
     * @param name the name, as {@code using_config} of Chainer would take it
     * @param initial its value where nothing was set; not null
     * @throws IllegalArgumentException if there is an entry of that name
     */
    public static <T> ConfigKey<T> define(String name, Class<T> type, T initial) {
        ConfigKey<T> key = new ConfigKey<>(name, type, type.cast(initial));
        if (ALL.putIfAbsent(name, key) != null) {
            throw new IllegalArgumentException("configuration entry '" + name + "' is already defined");
        }
        return key;
    }

    /**
     * The entry of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static ConfigKey<?> named(String name) {
        Config.loadBuiltInKeys();
        ConfigKey<?> key = ALL.get(name);
        if (key == null) {
            throw new IllegalArgumentException("there is no configuration entry '" + name + "'; there are: "
                    + ALL.keySet().stream().sorted().toList());
        }
        return key;
    }

    /** The entry's name. */
    public String name() {
        return name;
    }

    T initial() {
        return initial;
    }

    T cast(Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("configuration entry '" + name + "' takes a " + type.getSimpleName()
                    + ", not "
                    + (value == null ? "null" : value + " (" + value.getClass().getSimpleName() + ")"));
        }
        return type.cast(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
