package org.chainer.training.extensions.snapshotwriters;

/**
 * Chainer's queue of another process. Java runs all threads at once, so this one writes on a thread, as {@link ThreadQueueWriter} does.
 */
public final class ProcessQueueWriter extends QueueWriter {

    /** Writes compressed npz files. */
    public ProcessQueueWriter() {
        this(SaveFunction.NPZ);
    }

    /** Writes files by a function. */
    public ProcessQueueWriter(SaveFunction saveFunction) {
        super(saveFunction);
    }
}
