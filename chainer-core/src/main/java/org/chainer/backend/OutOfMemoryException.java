package org.chainer.backend;

/** A device has no memory left for an array. The message names the request, the limit and what is held. */
public class OutOfMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception with this message. */
    public OutOfMemoryException(String message) {
        super(message);
    }

    /** An exception with this message, caused by a failure of the system's allocator. */
    public OutOfMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
