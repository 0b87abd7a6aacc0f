package org.chainer.utils;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files under a hidden temporary name and moves them, so that nobody ever sees half a file, not even after the process was killed. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes a file's content to the path it is given. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of the content. */
        void writeTo(Path temporary) throws IOException;
    }

    /** Writes bytes; a file that was there is replaced. */
    public static void write(Path path, byte[] content) throws IOException {
        write(path, temporary -> Files.write(temporary, content));
    }

    /**
     * Writes a file; one that was there is replaced when the new one is complete. If anything fails, nothing is left but what was there.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path path, Content content) throws IOException {
        Path target = path.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new IOException(target + " is a folder");
        }
        Path temporary =
                target.resolveSibling("." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".tmp");
        try {
            content.writeTo(temporary);
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
