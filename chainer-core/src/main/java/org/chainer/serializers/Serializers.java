package org.chainer.serializers;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Predicate;
import org.chainer.Serializer.Serializable;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;

/** Saves and loads: what Chainer has as functions of the module {@code chainer.serializers}. */
public final class Serializers {
    private Serializers() {}

    /** Saves an object as a compressed npz file. */
    public static void saveNpz(Path path, Serializable object) {
        saveNpz(path, object, true);
    }

    /**
     * Saves an object as an npz file. The file appears under its name when it is complete; one that was there before is replaced then.
     *
     * @throws SerializationException if the file cannot be written
     */
    public static void saveNpz(Path path, Serializable object, boolean compression) {
        DictionarySerializer collector = new DictionarySerializer();
        collector.save(object);
        saveNpz(path, collector.target(), compression);
    }

    /** Saves values by key, as {@link #serialize} or a {@link DictionarySerializer} collects them. */
    public static void saveNpz(Path path, Map<String, Object> values, boolean compression) {
        Path folder = path.toAbsolutePath().getParent();
        Path temporary = null;
        try {
            temporary = Files.createTempFile(folder, "." + path.getFileName(), ".tmp");
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(temporary, StandardOpenOption.WRITE), 1 << 16)) {
                NpzWriter.write(values, out, compression);
            }
            moveIntoPlace(temporary, path);
        } catch (IOException e) {
            throw new SerializationException("cannot write " + path.toAbsolutePath() + ": " + e, e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    private static void moveIntoPlace(Path temporary, Path path) throws IOException {
        try {
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteQuietly(Path temporary) {
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            // What is left is a hidden temporary file; the failure that led here is the one to report.
        }
    }

    /** An object's state by key, with copies of its arrays on the host: nothing changes when the object goes on. */
    public static Map<String, Object> serialize(Serializable object) {
        DictionarySerializer collector = new DictionarySerializer();
        collector.save(object);
        collector
                .target()
                .replaceAll((key, value) -> value instanceof NDArray array
                        ? array.device().isHost() ? array.copy() : array.toDevice(Devices.reference())
                        : value);
        return collector.target();
    }

    /** Loads an object from an npz file; every value must be there. */
    public static void loadNpz(Path path, Serializable target) {
        loadNpz(path, target, "", true, name -> false);
    }

    /**
     * Loads an object from an npz file. The file is checked first; if it does not fit, the object stays as it was.
     *
     * @param prefix path within the file, such as {@code updater/model:main/}; empty for all
     * @param strict whether every value must be there
     * @param ignored names to leave alone
     * @throws SerializationException if the file cannot be read or does not fit
     */
    public static void loadNpz(
            Path path, Serializable target, String prefix, boolean strict, Predicate<String> ignored) {
        try (NpzFile file = new NpzFile(path)) {
            NpzDeserializer deserializer = new NpzDeserializer(file, prefix, strict, ignored);
            target.serialize(deserializer.checking());
            target.serialize(deserializer);
        }
    }
}
