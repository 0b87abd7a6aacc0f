package org.chainer;

/** A {@link Serializer} that writes. */
public abstract class AbstractSerializer implements Serializer {
    /** For subclasses. */
    protected AbstractSerializer() {}

    @Override
    public final boolean isReader() {
        return false;
    }

    @Override
    public final boolean has(String key) {
        return false;
    }

    /** Writes an object's whole state. */
    public void save(Serializer.Serializable source) {
        source.serialize(this);
    }
}
