package org.chainer.training.extensions.snapshotwriters;

/** Writes snapshots from a queue in the background: training never waits, but each snapshot in the queue holds a copy of all values. */
public abstract class QueueWriter extends BackgroundWriter {

    /** A writer that saves files by a function. */
    protected QueueWriter(SaveFunction saveFunction) {
        super(saveFunction, Integer.MAX_VALUE);
    }
}
