package org.chainer.serializers;

/** A file cannot be read or written, or does not fit its target. The message names the file, the key and what was expected. */
public class SerializationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception with this message. */
    public SerializationException(String message) {
        super(message);
    }

    /** An exception with this message and cause. */
    public SerializationException(String message, Throwable cause) {
        super(message, cause);
    }
}
