package org.chainer;

import org.chainer.array.NDArray;

/** Hands a link's values to a serializer, each as what its type is. */
final class LinkState {
    private LinkState() {}

    static void serialize(Serializer serializer, String name, Parameter parameter) {
        NDArray array = serializer.array(name, parameter.array());
        if (array == null || parameter.isInitialized() || !serializer.isReader()) {
            return;
        }
        if (!serializer.isRehearsal()) {
            parameter.initializeFrom(array);
        }
        array.close();
    }

    /** Copies the persistent values of one link, without its descendants; arrays are copied into those that are there. */
    static void copyPersistents(Link from, Link to) {
        for (LinkFields.Entry entry : LinkFields.of(to)) {
            if (entry.persistent()) {
                Object source = LinkFields.of(from).stream()
                        .filter(e -> e.persistent() && e.name().equals(entry.name()))
                        .findFirst()
                        .orElseThrow(() -> missing(from, entry.name()))
                        .get(from);
                Object copied = copied(source, entry.get(to), to);
                if (copied != entry.get(to)) {
                    entry.set(to, copied);
                }
            }
        }
        to.addedPersistents().replaceAll((name, value) -> {
            if (!from.addedPersistents().containsKey(name)) {
                throw missing(from, name);
            }
            return copied(from.addedPersistents().get(name), value, to);
        });
    }

    private static IllegalArgumentException missing(Link link, String name) {
        return new IllegalArgumentException(link.getClass().getSimpleName() + " has no persistent value '" + name
                + "', which the link that it is copied to has");
    }

    private static Object copied(Object source, Object target, Link owner) {
        if (!(source instanceof NDArray array)) {
            return source;
        }
        if (target instanceof NDArray here && here.shape().equals(array.shape())) {
            return here.copyFrom(array);
        }
        return array.copy().toDevice(owner.device());
    }

    static Object serialize(Serializer serializer, String name, Object value, Class<?> type) {
        if (value instanceof NDArray || value == null && type == NDArray.class) {
            return serializer.array(name, (NDArray) value);
        } else if (value instanceof Integer number) {
            return Math.toIntExact(serializer.integer(name, number));
        } else if (value instanceof Long number) {
            return serializer.integer(name, number);
        } else if (value instanceof Float number) {
            return (float) serializer.number(name, number);
        } else if (value instanceof Double number) {
            return serializer.number(name, number);
        } else if (value instanceof Boolean flag) {
            return serializer.bool(name, flag);
        } else if (value instanceof String || value == null && type == String.class) {
            return serializer.text(name, (String) value);
        }
        throw new IllegalStateException(
                "persistent value '" + name + "' is a " + (value == null ? type : value.getClass()).getName()
                        + ": expected an NDArray, a number, a boolean or a String");
    }
}
