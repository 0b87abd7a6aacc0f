package org.chainer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Named numbers and switches that control an optimizer or one parameter's update rule. A rule's hyperparameters start out empty and take each
 * value from the optimizer's, until they are set for that parameter.
 */
public final class Hyperparameter {
    private final Hyperparameter parent;
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Hyperparameters of an optimizer. */
    public Hyperparameter() {
        this(null);
    }

    /** Hyperparameters that default to another's. */
    public Hyperparameter(Hyperparameter parent) {
        this.parent = parent;
    }

    /** Where values come from that are not set here, or null. */
    public Hyperparameter parent() {
        return parent;
    }

    /** Sets a number. */
    public Hyperparameter set(String name, double value) {
        values.put(name, value);
        return this;
    }

    /** Sets a switch. */
    public Hyperparameter set(String name, boolean value) {
        values.put(name, value);
        return this;
    }

    /** A number. */
    public double get(String name) {
        return (Double) find(name, Double.class);
    }

    /** A switch. */
    public boolean isSet(String name) {
        return (Boolean) find(name, Boolean.class);
    }

    /** Whether there is a number of that name, here or in the parent. */
    public boolean has(String name) {
        return values.get(name) instanceof Double || parent != null && parent.has(name);
    }

    private Object find(String name, Class<?> type) {
        for (Hyperparameter level = this; level != null; level = level.parent) {
            Object value = level.values.get(name);
            if (value != null) {
                if (!type.isInstance(value)) {
                    throw new IllegalArgumentException(
                            "hyperparameter '" + name + "' is " + value + ", not a " + type.getSimpleName());
                }
                return value;
            }
        }
        throw new IllegalArgumentException("there is no hyperparameter '" + name + "'; there are " + names());
    }

    /** All names, the parent's among them, sorted. */
    public Set<String> names() {
        Set<String> result = new TreeSet<>(values.keySet());
        if (parent != null) {
            result.addAll(parent.names());
        }
        return result;
    }

    Hyperparameter copy() {
        Hyperparameter copy = new Hyperparameter(parent);
        copy.values.putAll(values);
        return copy;
    }

    @Override
    public String toString() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String name : names()) {
            all.put(name, find(name, Object.class));
        }
        return "Hyperparameter" + all;
    }
}
