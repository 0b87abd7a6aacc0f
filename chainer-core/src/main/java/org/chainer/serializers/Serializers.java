package org.chainer.serializers;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
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
    static final int HDF5_COMPRESSION = 4;

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

    /**
     * Saves values by key, as {@link #serialize} or a {@link DictionarySerializer} collects them: {@link NDArray}, number, boolean, text or null.
     *
     * @throws SerializationException if the file cannot be written
     */
    public static void saveNpz(Path path, Map<String, ?> values, boolean compression) {
        writeWhole(path, out -> NpzWriter.write(values, out, compression));
    }

    /** Saves an object as a compressed HDF5 file, as Chainer's {@code save_hdf5} does. */
    public static void saveHdf5(Path path, Serializable object) {
        saveHdf5(path, object, HDF5_COMPRESSION);
    }

    /**
     * Saves an object as an HDF5 file. The file appears under its name when it is complete; one that was there before is replaced then.
     *
     * @param compression level of gzip: 0 for none to 9
     * @throws SerializationException if the file cannot be written
     */
    public static void saveHdf5(Path path, Serializable object, int compression) {
        new HDF5Serializer(path, compression).save(object);
    }

    /**
     * Saves values by key, as {@link #serialize} or a {@link DictionarySerializer} collects them: {@link NDArray}, number, boolean, text or null. What is before a key's last slash is the path of a
     * group.
     *
     * @param compression level of gzip: 0 for none to 9
     * @throws SerializationException if the file cannot be written
     */
    public static void saveHdf5(Path path, Map<String, ?> values, int compression) {
        if (compression < 0 || compression > 9) {
            throw new IllegalArgumentException("saveHdf5: compression is " + compression + ", expected 0 to 9");
        }
        writeChannel(path, channel -> HDF5Writer.write(values, channel, compression));
    }

    /** What is written to a file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private interface ChannelContent {
        void writeTo(FileChannel channel) throws IOException;
    }

    /** Writes a file under another name, and gives it its name when all of it is on the disk. */
    static void writeWhole(Path path, Content content) {
        writeChannel(path, channel -> {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(new Unclosed(out));
            out.flush();
        });
    }

    private static void writeChannel(Path path, ChannelContent content) {
        Path target = path.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new SerializationException("cannot write " + target + ": it is a folder");
        }
        if (!Files.isDirectory(target.getParent())) {
            throw new SerializationException("cannot write " + target + ": there is no folder " + target.getParent());
        }
        Path temporary =
                target.resolveSibling("." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".tmp");
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            content.writeTo(channel);
            channel.force(true);
            moveIntoPlace(temporary, target);
        } catch (IOException e) {
            throw new SerializationException("cannot write " + target + ": " + e, e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    /** Leaves the channel open to whoever writes, so that it can be forced to the disk. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
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
            Files.deleteIfExists(temporary);
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
            FileDeserializer.loadWhole(target, file, prefix, strict, ignored);
        }
    }

    /** Loads an object from an HDF5 file; every value must be there. It needs the library jHDF: see {@link HDF5File}. */
    public static void loadHdf5(Path path, Serializable target) {
        loadHdf5(path, target, "", true, name -> false);
    }

    /**
     * Loads an object from an HDF5 file. The file is checked first; if it does not fit, the object stays as it was.
     *
     * @param group path within the file; empty for all
     * @param strict whether every value must be there
     * @param ignored names to leave alone
     * @throws SerializationException if the file cannot be read or does not fit
     */
    public static void loadHdf5(
            Path path, Serializable target, String group, boolean strict, Predicate<String> ignored) {
        try (HDF5File file = new HDF5File(path)) {
            FileDeserializer.loadWhole(target, file, group, strict, ignored);
        }
    }
}
