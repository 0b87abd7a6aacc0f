package org.chainer.backend;

/** A scope in which a device may put work of one kind together; see {@link Device#batch()}. */
@FunctionalInterface
public interface WorkBatch extends AutoCloseable {

    /** Ends the scope: what waits is begun. */
    @Override
    void close();
}
