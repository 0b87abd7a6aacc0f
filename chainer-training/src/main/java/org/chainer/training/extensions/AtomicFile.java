package org.chainer.training.extensions;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files under a temporary name and moves them, so that nobody ever sees half a file. */
final class AtomicFile {
    private AtomicFile() {}

    /** Writes a file's content to the path it is given. */
    @FunctionalInterface
    interface Content {
        void writeTo(Path temporary) throws IOException;
    }

    static void write(Path path, byte[] content) throws IOException {
        write(path, temporary -> Files.write(temporary, content));
    }

    static void write(Path path, Content content) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(folder, "." + path.getFileName(), ".tmp");
        try {
            content.writeTo(temporary);
            try {
                Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
