package org.chainer.serializers;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;

/**
 * An npz archive, open for reading: arrays by key.
 *
 * <p>Arrays of numbers and bools of any byte order and memory order can be read, and texts. Object arrays (pickles) are refused, but for the one that stands for Python's {@code None}.
 *
 * <p>An archive from an untrusted source does no harm: nothing in it is executed, keys are never used as paths of files, what a header promises is compared with the entry's size, and an
 * entry is read to its end, with its checksum, before anything is allocated for it. Methods throw a {@link SerializationException} that names the file and the key.
 *
 * <p>Not thread-safe.
 */
public final class NpzFile implements StateFile, AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private static final String SUFFIX = ".npy";
    private static final int LONGEST_PICKLED_NONE = 300;
    private static final int LONGEST_TEXT = 1 << 28;

    private final Path path;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
    private final Map<String, NpyHeader> headers = new HashMap<>();

    /**
     * Opens an archive.
     *
     * @throws SerializationException if there is no such file, or it is no whole npz archive
     */
    public NpzFile(Path path) {
        this.path = path;
        if (!Files.isRegularFile(path)) {
            throw new SerializationException("cannot read " + path.toAbsolutePath() + ": "
                    + (Files.exists(path) ? "it is no regular file" : "there is no such file"));
        }
        try {
            zip = new ZipFile(path.toFile());
        } catch (ZipException | IllegalArgumentException e) {
            throw new SerializationException(
                    "cannot read " + path.toAbsolutePath() + ": it is no whole npz archive (truncated or corrupt?): "
                            + e.getMessage(),
                    e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new SerializationException("cannot read " + path.toAbsolutePath() + ": " + e.getMessage(), e);
        }
        try {
            listEntries();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void listEntries() {
        Enumeration<? extends ZipEntry> all = zip.entries();
        while (all.hasMoreElements()) {
            ZipEntry entry = all.nextElement();
            String name = entry.getName();
            if (name.startsWith("/") || name.contains("\\") || ("/" + name + "/").contains("/../")) {
                throw new SerializationException("cannot read " + path.toAbsolutePath() + ": its entry '" + name
                        + "' leads out of the archive; no npz file has such a name");
            }
            String key = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : null;
            if (key != null && entries.putIfAbsent(key, entry) != null) {
                throw new SerializationException(
                        "cannot read " + path.toAbsolutePath() + ": it has the key '" + key + "' twice");
            }
        }
    }

    @Override
    public Set<String> keys() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public Path path() {
        return path;
    }

    /** Something that is done with the bytes that follow an entry's header. */
    private interface Reading<T> {
        T read(NpyHeader header, InputStream data) throws IOException;
    }

    /** Does something with an entry's bytes; if {@code whole}, they must all be there and have the archive's checksum. */
    private <T> T read(String key, boolean whole, Reading<T> reading) {
        ZipEntry entry = entries.get(key);
        if (entry == null) {
            throw new SerializationException(
                    "there is no '" + key + "' in " + path.toAbsolutePath() + ", which has " + entries.keySet());
        }
        CRC32 checksum = new CRC32();
        try (InputStream in =
                new BufferedInputStream(new CheckedInputStream(zip.getInputStream(entry), checksum), CHUNK)) {
            NpyHeader header = NpyHeader.read(in);
            if (header.kind() != 'O' && header.length() + header.dataBytes() != entry.getSize()) {
                throw new SerializationException("its header promises shape " + header.shape() + " of " + header.type()
                        + ", " + header.dataBytes() + " bytes, but it has " + (entry.getSize() - header.length()));
            }
            T result = reading.read(header, in);
            if (whole && (in.read() >= 0 || checksum.getValue() != entry.getCrc())) {
                throw new SerializationException("its bytes do not have the archive's checksum: the file is damaged");
            }
            return result;
        } catch (EOFException e) {
            throw failure(key, "it ends too early: the file is truncated or damaged", e);
        } catch (IOException | IllegalArgumentException | ArithmeticException | SerializationException e) {
            throw failure(key, e.getMessage(), e);
        }
    }

    private SerializationException failure(String key, String what, Throwable cause) {
        return new SerializationException("cannot read '" + key + "' in " + path.toAbsolutePath() + ": " + what, cause);
    }

    private NpyHeader header(String key) {
        NpyHeader known = headers.get(key);
        if (known == null) {
            known = read(key, false, (header, data) -> header);
            headers.put(key, known);
        }
        return known;
    }

    @Override
    public Shape shape(String key) {
        return header(key).shape();
    }

    @Override
    public DType dtype(String key) {
        NpyHeader header = header(key);
        if (header.kind() == 'O') {
            isNone(key);
        }
        try {
            return header.kind() == 'U' || header.kind() == 'O' ? null : header.dtype();
        } catch (SerializationException e) {
            throw failure(key, e.getMessage(), e);
        }
    }

    @Override
    public boolean isNone(String key) {
        return header(key).kind() == 'O'
                && read(key, true, (header, data) -> {
                    byte[] pickle = data.readNBytes(LONGEST_PICKLED_NONE);
                    boolean none = header.shape().rank() == 0
                            && pickle.length < LONGEST_PICKLED_NONE
                            && PickledNone.isOne(new String(pickle, StandardCharsets.ISO_8859_1));
                    if (!none) {
                        throw new SerializationException(
                                "it holds pickled Python objects, which are not read for safety");
                    }
                    return true;
                });
    }

    /** Reads an array to the current device. */
    public NDArray array(String key) {
        return array(key, Devices.current());
    }

    @Override
    public NDArray array(String key, Device device) {
        read(key, false, (header, data) -> {
            StateFile.requireMemory(header.dataBytes(), device);
            return null;
        });
        verify(key);
        NDArray array = NDArray.empty(device, dtype(key), shape(key));
        readInto(key, array);
        return array;
    }

    @Override
    public void verify(String key) {
        dtype(key);
        read(key, true, (header, data) -> {
            data.skipNBytes(header.dataBytes());
            return null;
        });
    }

    @Override
    public void readInto(String key, NDArray target) {
        read(key, true, (header, data) -> {
            boolean direct = target.device().isHost() && !header.fortranOrder();
            if (direct) {
                NpyElements.read(header, data, target);
            } else {
                readThroughCopy(header, data, target);
            }
            return null;
        });
    }

    private static void readThroughCopy(NpyHeader header, InputStream data, NDArray target) throws IOException {
        long[] dims = header.shape().toArray();
        if (header.fortranOrder()) {
            for (int i = 0; i < dims.length / 2; i++) {
                long dim = dims[i];
                dims[i] = dims[dims.length - 1 - i];
                dims[dims.length - 1 - i] = dim;
            }
        }
        try (NDArray stored = NDArray.empty(Devices.reference(), header.dtype(), Shape.of(dims))) {
            NpyElements.read(header, data, stored);
            target.copyFrom(header.fortranOrder() ? stored.transpose() : stored);
        }
    }

    @Override
    public String text(String key) {
        return read(key, true, (header, data) -> {
            if (header.kind() != 'U' || header.shape().size() != 1 || header.itemBytes() > LONGEST_TEXT) {
                throw new SerializationException("expected one text of at most " + LONGEST_TEXT
                        + " bytes, it is of type " + header.type() + " and shape " + header.shape());
            }
            byte[] bytes = data.readNBytes(header.itemBytes());
            if (bytes.length < header.itemBytes()) {
                throw new EOFException();
            }
            Charset charset = Charset.forName(header.order() == ByteOrder.BIG_ENDIAN ? "UTF-32BE" : "UTF-32LE");
            String text = new String(bytes, charset);
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == 0) {
                end--;
            }
            return text.substring(0, end);
        });
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new SerializationException("cannot close " + path.toAbsolutePath(), e);
        }
    }
}
