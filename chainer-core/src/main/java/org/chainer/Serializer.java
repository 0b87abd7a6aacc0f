package org.chainer;

import org.chainer.array.NDArray;

/**
 * Carries the state of links, optimizers and trainers to a file, or from it. An object's {@code serialize} method hands over each of its values and
 * stores what comes back: a writer returns the value itself, a reader what the file holds.
 *
 * <p>As Chainer's: {@code self.t = serializer('t', self.t)} becomes {@code t = serializer.integer("t", t)}.
 */
public interface Serializer {

    /** Whether values come from a file. */
    boolean isReader();

    /** The serializer for what is below a name. */
    Serializer child(String name);

    /**
     * An array. A reader copies into the array it is given and returns it; given null, it returns a new one.
     *
     * @return null only if the file says there is none
     */
    NDArray array(String key, NDArray value);

    /**
     * An array whose shape may change. A reader leaves the array that it is given alone, and returns a new one on the current device.
     *
     * @return null if the file says there is none
     */
    default NDArray newArray(String key, NDArray value) {
        if (!isReader()) {
            return array(key, value);
        }
        NDArray read = array(key, null);
        return read == null && !has(key) ? value : read;
    }

    /** An integer. */
    long integer(String key, long value);

    /** A floating-point number. */
    double number(String key, double value);

    /** A boolean. */
    boolean bool(String key, boolean value);

    /** A text; may be null. */
    String text(String key, String value);

    /** Whether a reader's file has an array or value under this key; a writer always says no. */
    boolean has(String key);

    /**
     * Whether a reader only tries whether everything is there and fits. What it returns is real, but its target is put back afterwards: a target that would change otherwise than by taking
     * what it is given (by making parameters, say) leaves that for the second time.
     */
    default boolean isRehearsal() {
        return false;
    }

    /** An object that serialises itself. */
    interface Serializable {
        /** Hands all state over. */
        void serialize(Serializer serializer);
    }
}
