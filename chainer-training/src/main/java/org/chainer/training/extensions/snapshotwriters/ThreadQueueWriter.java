package org.chainer.training.extensions.snapshotwriters;

/**
 * Writes snapshots from a queue on a thread of its own.
 */
public final class ThreadQueueWriter extends QueueWriter {

    /** Writes compressed npz files. */
    public ThreadQueueWriter() {
        this(SaveFunction.NPZ);
    }

    /** Writes files by a function. */
    public ThreadQueueWriter(SaveFunction saveFunction) {
        super(saveFunction);
    }
}
