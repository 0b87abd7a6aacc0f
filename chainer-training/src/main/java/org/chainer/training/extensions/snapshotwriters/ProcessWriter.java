package org.chainer.training.extensions.snapshotwriters;

/**
 * Chainer writes snapshots by another process because Python runs one thread at a time. Java runs all of them at once, so this one writes on a thread, as {@link ThreadWriter} does.
 */
public final class ProcessWriter extends StandardWriter {

    /** Writes compressed npz files. */
    public ProcessWriter() {
        this(SaveFunction.NPZ);
    }

    /** Writes files by a function. */
    public ProcessWriter(SaveFunction saveFunction) {
        super(saveFunction);
    }
}
