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
