package org.chainer.serializers;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.backend.HostArray;

/**
 * An npz archive, open for reading: arrays by key.
 *
 * <p>Arrays of numbers and bools of any byte order and memory order can be read, and texts. Object arrays (pickles) are refused, but for the one that stands for Python's {@code None}.
 * What a header promises is checked against the entry's real size before memory is allocated.
 */
public final class NpzFile implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    /** Deflate cannot compress better than this; a higher ratio means a forged size. */
    private static final int HIGHEST_COMPRESSION = 1100;

    private static final int LONGEST_PICKLED_NONE = 300;

    private final Path path;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

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
        } catch (ZipException e) {
            throw new SerializationException(
                    "cannot read " + path.toAbsolutePath() + ": it is no whole npz archive (truncated or corrupt?): "
                            + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new SerializationException("cannot read " + path.toAbsolutePath() + ": " + e.getMessage(), e);
        }
        Enumeration<? extends ZipEntry> all = zip.entries();
        while (all.hasMoreElements()) {
            ZipEntry entry = all.nextElement();
            String name = entry.getName();
            if (!name.endsWith(".npy")) {
                continue;
            }
            String key = name.substring(0, name.length() - ".npy".length());
            if (entries.putIfAbsent(key, entry) != null) {
                close();
                throw new SerializationException(
                        "cannot read " + path.toAbsolutePath() + ": it has the key '" + key + "' twice");
            }
        }
    }

    /** The keys, in the file's order. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** Where the archive is. */
    public Path path() {
        return path;
    }

    private SerializationException failure(String key, String what, Throwable cause) {
        return new SerializationException("cannot read '" + key + "' in " + path.toAbsolutePath() + ": " + what, cause);
    }

    /** Something that is done with an entry's header and the data that follows it. */
    private interface Reading<T> {
        T read(NpyHeader header, InputStream data) throws IOException;
    }

    private <T> T open(String key, Reading<T> reading) {
        ZipEntry entry = entries.get(key);
        if (entry == null) {
            throw new SerializationException(
                    "there is no key '" + key + "' in " + path.toAbsolutePath() + "; there are " + brief());
        }
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), CHUNK)) {
            NpyHeader header = NpyHeader.read(in);
            if (header.kind() != 'O' && header.dataBytes() > entry.getSize()) {
                throw new SerializationException("its header promises " + header.shape() + " " + header.type() + " ("
                        + header.dataBytes() + " bytes), but the entry has " + entry.getSize() + " bytes");
            }
            if (entry.getCompressedSize() > 0 && entry.getSize() / entry.getCompressedSize() > HIGHEST_COMPRESSION) {
                throw new SerializationException("it claims to be compressed "
                        + entry.getSize() / entry.getCompressedSize() + " times, which no honest file is");
            }
            return reading.read(header, in);
        } catch (EOFException e) {
            throw failure(key, "it ends too early (truncated?)", e);
        } catch (IOException | ArithmeticException | IllegalArgumentException e) {
            throw failure(key, e.getMessage(), e);
        } catch (SerializationException e) {
            throw failure(key, e.getMessage(), e);
        }
    }

    private String brief() {
        return entries.size() <= 20 ? entries.keySet().toString() : entries.size() + " others";
    }

    /** Shape of an array, without reading its elements. */
    public Shape shape(String key) {
        return open(key, (header, data) -> header.shape());
    }

    /** Dtype of an array, without reading its elements; null for texts and None. */
    public DType dtype(String key) {
        return open(key, (header, data) -> header.kind() == 'U' || header.kind() == 'O' ? null : dtypeOf(header));
    }

    /** Whether the entry stands for Python's {@code None}. */
    public boolean isNone(String key) {
        return open(key, (header, data) -> {
            if (header.kind() != 'O') {
                return false;
            }
            byte[] pickle = data.readNBytes(LONGEST_PICKLED_NONE);
            boolean none = header.shape().rank() == 0
                    && pickle.length < LONGEST_PICKLED_NONE
                    && PickledNone.isOne(new String(pickle, StandardCharsets.ISO_8859_1));
            if (!none) {
                throw new SerializationException("it holds Python objects, which are not read for safety's sake");
            }
            return true;
        });
    }

    /**
     * Reads an array to a device.
     *
     * @throws SerializationException if there is no such key, or it holds no numbers or bools
     */
    public NDArray array(String key, Device device) {
        NDArray host = open(key, (header, data) -> {
            NDArray array = NDArray.empty(Devices.reference(), dtypeOf(header), storedShape(header));
            readElements(header, data, array);
            return header.fortranOrder() ? array.transpose() : array;
        });
        return host.toDevice(device);
    }

    /** Reads a text. */
    public String text(String key) {
        return open(key, (header, data) -> {
            if (header.kind() != 'U' || header.shape().size() != 1) {
                throw new SerializationException(
                        "expected one text, it is " + header.type() + " of shape " + header.shape());
            }
            byte[] bytes = data.readNBytes(header.itemBytes());
            if (bytes.length < header.itemBytes()) {
                throw new EOFException();
            }
            String charset = header.order() == java.nio.ByteOrder.BIG_ENDIAN ? "UTF-32BE" : "UTF-32LE";
            String text = new String(bytes, Charset.forName(charset));
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == 0) {
                end--;
            }
            return text.substring(0, end);
        });
    }

    private static Shape storedShape(NpyHeader header) {
        if (!header.fortranOrder()) {
            return header.shape();
        }
        long[] dims = header.shape().toArray();
        long[] reversed = new long[dims.length];
        for (int i = 0; i < dims.length; i++) {
            reversed[i] = dims[dims.length - 1 - i];
        }
        return Shape.of(reversed);
    }

    private static DType dtypeOf(NpyHeader header) {
        String name = switch (header.kind()) {
            case 'b' -> "b1";
            case 'f', 'i', 'u' -> header.kind() + Integer.toString(header.itemBytes());
            default -> header.type();
        };
        return switch (name) {
            case "u2", "u4", "u8" -> DType.INT64;
            default -> {
                try {
                    yield DType.of(name);
                } catch (IllegalArgumentException e) {
                    throw new SerializationException("arrays of type " + header.type() + " cannot be read");
                }
            }
        };
    }

    private static void readElements(NpyHeader header, InputStream data, NDArray array) throws IOException {
        HostArray out = HostArray.writing(array);
        int item = header.itemBytes();
        byte[] bytes = new byte[HostArray.TILE * item];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
        boolean floating = header.kind() == 'f';
        double[] doubles = new double[floating ? HostArray.TILE : 0];
        long[] longs = new long[floating ? 0 : HostArray.TILE];
        for (long start = 0; start < array.size(); start += HostArray.TILE) {
            int n = (int) Math.min(HostArray.TILE, array.size() - start);
            if (data.readNBytes(bytes, 0, n * item) < n * item) {
                throw new EOFException();
            }
            for (int i = 0; i < n; i++) {
                int at = i * item;
                if (floating) {
                    doubles[i] = switch (item) {
                        case 2 -> org.chainer.array.HalfFloat.fromFloat16(buffer.getShort(at));
                        case 4 -> buffer.getFloat(at);
                        default -> buffer.getDouble(at);
                    };
                } else {
                    longs[i] = integer(header, buffer, at);
                }
            }
            if (floating) {
                out.put(start, doubles, 0, n);
            } else {
                out.put(start, longs, 0, n);
            }
        }
    }

    private static long integer(NpyHeader header, ByteBuffer buffer, int at) {
        boolean unsigned = header.kind() == 'u';
        return switch (header.itemBytes()) {
            case 1 -> unsigned ? buffer.get(at) & 0xff : buffer.get(at);
            case 2 -> unsigned ? buffer.getShort(at) & 0xffff : buffer.getShort(at);
            case 4 -> unsigned ? Integer.toUnsignedLong(buffer.getInt(at)) : buffer.getInt(at);
            default -> buffer.getLong(at);
        };
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
