package org.chainer.training.extensions.snapshotwriters;

import java.nio.file.Path;
import java.util.Map;

/** Writes each snapshot at once, while training waits. */
public final class SimpleWriter extends Writer {

    /** Writes compressed npz files. */
    public SimpleWriter() {
        this(SaveFunction.NPZ);
    }

    /** Writes files by a function. */
    public SimpleWriter(SaveFunction saveFunction) {
        super(saveFunction);
    }

    @Override
    public void write(String fileName, Path folder, Map<String, Object> values) {
        save(fileName, folder, values);
    }

    @Override
    public boolean needsCopies() {
        return false;
    }
}
