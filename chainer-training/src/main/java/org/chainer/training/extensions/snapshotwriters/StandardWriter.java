package org.chainer.training.extensions.snapshotwriters;

/** Writes one snapshot at a time in the background: training goes on, and waits only if the next snapshot comes before the last one is written. */
public abstract class StandardWriter extends BackgroundWriter {

    /** A writer that saves files by a function. */
    protected StandardWriter(SaveFunction saveFunction) {
        super(saveFunction, 0);
    }
}
