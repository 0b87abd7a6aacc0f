package org.chainer.training.extensions.snapshotwriters;

/**
 * Writes each snapshot on a thread of its own; training waits only if the next one comes before the last is written.
 */
public final class ThreadWriter extends StandardWriter {

    /** Writes compressed npz files. */
    public ThreadWriter() {
        this(SaveFunction.NPZ);
    }

    /** Writes files by a function. */
    public ThreadWriter(SaveFunction saveFunction) {
        super(saveFunction);
    }
}
