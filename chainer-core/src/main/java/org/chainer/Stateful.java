package org.chainer;

import org.chainer.array.NDArray;
import org.chainer.backend.Device;

/**
 * Something with state that Chainer does not save: a recurrent link's cells, the random numbers that an order sampler draws. A trainer's snapshot keeps it below {@code _jvm/}, beside
 * Chainer's own keys, so that a resumed run goes on exactly as the one that was stopped.
 *
 * <p>A trainer asks its links, iterators, updater, triggers and extensions for this interface. A snapshot that Chainer wrote has no such state; then it stays as it is.
 */
public interface Stateful {

    /** Hands over the state that {@link Serializer.Serializable#serialize} leaves out. */
    void serializeState(Serializer serializer);

    /**
     * Hands over a variable that may be null, as state before the first call is, and whose shape may change.
     *
     * @param device where a reader puts what it finds
     * @return a writer: the value; a reader: a variable without history, or null
     */
    static Variable variable(Serializer serializer, String key, Variable value, Device device) {
        NDArray array = value == null ? null : value.array();
        NDArray saved = serializer.newArray(key, array);
        if (saved == array) {
            return value;
        }
        return saved == null ? null : new Variable(saved.toDevice(device), false);
    }
}
