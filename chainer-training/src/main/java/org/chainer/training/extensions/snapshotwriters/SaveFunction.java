package org.chainer.training.extensions.snapshotwriters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.chainer.serializers.Serializers;

/** Writes values by key to a file. */
@FunctionalInterface
public interface SaveFunction {
    /** Writes a compressed npz file, which Chainer reads. */
    SaveFunction NPZ = (path, values) -> Serializers.saveNpz(path, values, true);

    /** Writes an npz file without compression: larger, and faster to write. */
    SaveFunction NPZ_UNCOMPRESSED = (path, values) -> Serializers.saveNpz(path, values, false);

    /**
     * Writes a file.
     *
     * @param path where to; a temporary name
     * @param values arrays, numbers, booleans, texts and nulls by key
     */
    void save(Path path, Map<String, Object> values) throws IOException;
}
