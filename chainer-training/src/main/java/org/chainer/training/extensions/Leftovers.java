package org.chainer.training.extensions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that a killed process left half written, under the temporary names of {@link org.chainer.utils.AtomicFile}. */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    /** Before this process can have written any file here. What the system says of a process's start is up to a second wrong. */
    private static final FileTime FIRST_USE = FileTime.from(Instant.now());

    private Leftovers() {}

    /** Removes those of files whose names match. Such as are younger than this run may be another one's work and stay. */
    static void remove(Path folder, String namePattern) {
        // What writes under a temporary name may have used a temporary name for that one, too.
        Pattern halfWritten = Pattern.compile("\\.+(" + namePattern + ")(\\.[0-9a-f]+\\.tmp)+");
        for (Path path : list(folder, halfWritten)) {
            try {
                if (Files.getLastModifiedTime(path).compareTo(FIRST_USE) < 0) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                LOG.warn("the half-written file {} cannot be removed: {}", path, e.toString());
            }
        }
    }

    /** Files of a folder with such names. */
    static List<Path> list(Path folder, Pattern names) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(p -> names.matcher(p.getFileName().toString()).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder.toAbsolutePath() + " cannot be listed: " + e, e);
        }
    }
}
