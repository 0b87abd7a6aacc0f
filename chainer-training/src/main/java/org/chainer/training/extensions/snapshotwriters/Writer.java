package org.chainer.training.extensions.snapshotwriters;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chainer.serializers.SerializationException;
import org.chainer.utils.AtomicFile;

/** Writes snapshots that are given to it as values by key. */
public abstract class Writer implements AutoCloseable {
    private final SaveFunction saveFunction;
    private final List<Runnable> afterSaving = new ArrayList<>();

    /** A writer that saves files by a function. */
    protected Writer(SaveFunction saveFunction) {
        this.saveFunction = Objects.requireNonNull(saveFunction, "saveFunction");
    }

    /**
     * Writes a snapshot, now or later.
     *
     * @param fileName name in the folder
     * @param values copies, if {@link #needsCopies()}
     */
    public abstract void write(String fileName, Path folder, Map<String, Object> values);

    /** Whether the values are written after {@link #write} has returned, so that nobody may change them. */
    public abstract boolean needsCopies();

    /** Writes the file now, under another name until it is complete, and calls what is to be done afterwards. */
    protected final void save(String fileName, Path folder, Map<String, Object> values) {
        Path path = folder.resolve(fileName);
        try {
            AtomicFile.write(path, temporary -> {
                saveFunction.save(temporary, values);
                force(temporary);
            });
        } catch (IOException | SerializationException e) {
            throw new SerializationException(
                    "the snapshot " + path.toAbsolutePath() + " cannot be written: " + e.getMessage(), e);
        }
        afterSaving.forEach(Runnable::run);
    }

    /** The name must not reach the disk before the content does, or a power failure would leave an empty file under it. */
    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Lets something be done after each file, on the thread that writes; removing old ones, for example. Call it before the first. */
    public final void afterSaving(Runnable action) {
        afterSaving.add(action);
    }

    /**
     * Waits until all is written.
     *
     * @throws IllegalStateException if something could not be written
     */
    @Override
    public void close() {}
}
