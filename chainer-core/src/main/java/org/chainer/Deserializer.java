package org.chainer;

/** A {@link Serializer} that reads. */
public interface Deserializer extends Serializer {
    @Override
    default boolean isReader() {
        return true;
    }

    /** Reads an object's whole state. */
    default <T extends Serializer.Serializable> T load(T target) {
        target.serialize(this);
        return target;
    }
}
