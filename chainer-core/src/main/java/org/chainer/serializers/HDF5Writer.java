package org.chainer.serializers;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;

/** Writes values by key as an HDF5 file that h5py and Chainer read: what is before a key's last slash is the path of a group. */
final class HDF5Writer {
    private static final int BUFFER = 1 << 16;
    private static final long SMALLEST_CHUNK = 1 << 16;
    private static final long LARGEST_CHUNK = 1 << 30;
    private static final int LONGEST_NAME = 1 << 15;

    private final Counting out;
    private final int compression;

    private HDF5Writer(OutputStream out, int compression) {
        this.out = new Counting(out);
        this.compression = compression;
    }

    /** A stream that knows the address in the file. */
    private static final class Counting extends FilterOutputStream {
        private long position;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            position += length;
        }
    }

    /** Writes a file from its beginning; the compression is 0 for none to 9. */
    static void write(Map<String, ?> values, FileChannel channel, int compression) throws IOException {
        OutputStream stream = new java.io.BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        HDF5Writer writer = new HDF5Writer(stream, compression);
        writer.out.write(new byte[HDF5Format.SUPERBLOCK_BYTES]);
        long root = writer.group(tree(values));
        writer.out.flush();
        ByteBuffer superblock = ByteBuffer.wrap(HDF5Format.superblock(root, writer.out.position));
        while (superblock.hasRemaining()) {
            channel.write(superblock, superblock.position());
        }
    }

    /** Groups as maps in maps. */
    private static Map<String, Object> tree(Map<String, ?> values) {
        Map<String, Object> root = new TreeMap<>();
        values.forEach((key, value) -> {
            String[] path = key.split("/", -1);
            Map<String, Object> group = root;
            for (int i = 0; i < path.length; i++) {
                if (path[i].isEmpty() || path[i].equals(".") || path[i].length() > LONGEST_NAME) {
                    throw new SerializationException("'" + key + "' cannot be a path in an HDF5 file");
                }
                if (i == path.length - 1) {
                    if (group.putIfAbsent(path[i], new Leaf(key, value)) != null) {
                        throw new SerializationException("'" + key + "' is a value and a group");
                    }
                } else if (group.computeIfAbsent(path[i], name -> new TreeMap<String, Object>())
                        instanceof Map<?, ?> inner) {
                    group = groupOf(inner);
                } else {
                    throw new SerializationException("'" + key + "' lies below a value");
                }
            }
        });
        return root;
    }

    private record Leaf(String key, Object value) {}

    @SuppressWarnings("unchecked")
    private static Map<String, Object> groupOf(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    private long group(Map<String, Object> members) throws IOException {
        Map<String, Long> links = new TreeMap<>();
        for (Map.Entry<String, Object> member : members.entrySet()) {
            links.put(
                    member.getKey(),
                    member.getValue() instanceof Leaf leaf
                            ? value(leaf.key(), leaf.value())
                            : group(groupOf((Map<?, ?>) member.getValue())));
        }
        return append(HDF5Format.group(links));
    }

    private long append(byte[] bytes) throws IOException {
        long address = out.position;
        out.write(bytes);
        return address;
    }

    private long value(String key, Object value) throws IOException {
        if (value == null) {
            return append(HDF5Format.dataset(
                    HDF5Format.type(DType.FLOAT32), null, new HDF5Format.Contiguous(HDF5Format.UNDEFINED, 0)));
        } else if (value instanceof NDArray array) {
            return array(array.device().isHost() ? array : array.toDevice(Devices.reference()));
        } else if (value instanceof Long || value instanceof Integer) {
            return array(NDArray.of(((Number) value).longValue()).reshape());
        } else if (value instanceof Double || value instanceof Float) {
            return array(NDArray.of(((Number) value).doubleValue()).reshape());
        } else if (value instanceof Boolean flag) {
            return array(NDArray.of(flag).reshape());
        } else if (value instanceof String text) {
            byte[] bytes = text.isEmpty() ? new byte[1] : text.getBytes(StandardCharsets.UTF_8);
            long address = append(bytes);
            return append(HDF5Format.dataset(
                    HDF5Format.text(bytes.length), Shape.of(), new HDF5Format.Contiguous(address, bytes.length)));
        }
        throw new SerializationException(
                "'" + key + "' is a " + value.getClass().getName()
                        + ", which HDF5 files cannot hold: expected an NDArray, a number, a boolean, a text or null");
    }

    private long array(NDArray array) throws IOException {
        int item = array.dtype() == DType.BFLOAT16
                ? DType.FLOAT32.bytes()
                : array.dtype().bytes();
        ByteBuffer type = HDF5Format.type(array.dtype());
        if (array.size() == 0) {
            return append(HDF5Format.dataset(type, array.shape(), new HDF5Format.Contiguous(HDF5Format.UNDEFINED, 0)));
        }
        long[] chunk = array.size() > 1 && compression > 0 ? chunk(array.shape(), item) : null;
        if (chunk != null) {
            return append(HDF5Format.dataset(type, array.shape(), chunks(array, chunk, item)));
        }
        long address = out.position;
        NpyElements.write(array, out);
        return append(
                HDF5Format.dataset(type, array.shape(), new HDF5Format.Contiguous(address, out.position - address)));
    }

    /** Shape of the chunks, or null if they would be too large. */
    private static long[] chunk(Shape shape, int item) {
        long row = shape.size() / shape.dim(0) * item;
        long most = (shape.dim(0) + HDF5Format.MOST_CHUNKS - 1) / HDF5Format.MOST_CHUNKS;
        long rows = Math.min(shape.dim(0), Math.max(most, (SMALLEST_CHUNK + row - 1) / row));
        long[] chunk = shape.toArray();
        chunk[0] = rows;
        return rows * row > LARGEST_CHUNK || Arrays.stream(chunk).anyMatch(dim -> dim > Integer.MAX_VALUE)
                ? null
                : chunk;
    }

    private HDF5Format.Chunked chunks(NDArray array, long[] chunk, int item) throws IOException {
        int count = (int) ((array.dim(0) + chunk[0] - 1) / chunk[0]);
        long[] addresses = new long[count];
        int[] sizes = new int[count];
        Deflater deflater = new Deflater(compression);
        try {
            for (int i = 0; i < count; i++) {
                NDArray rows = array.slice(0, i * chunk[0], Math.min(array.dim(0), (i + 1) * chunk[0]));
                byte[] packed = packed(rows, (chunk[0] - rows.dim(0)) * (rows.size() / rows.dim(0)) * item, deflater);
                deflater.reset();
                addresses[i] = append(packed);
                sizes[i] = packed.length;
            }
        } finally {
            deflater.end();
        }
        long index = append(HDF5Format.chunkIndex(addresses, sizes, chunk));
        return new HDF5Format.Chunked(index, chunk, item, compression);
    }

    /** Compressed rows; the last chunk is filled up with zeros. */
    private static byte[] packed(NDArray rows, long missing, Deflater deflater) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream stream = new DeflaterOutputStream(packed, deflater)) {
            NpyElements.write(rows, stream);
            byte[] zeros = new byte[(int) Math.min(missing, BUFFER)];
            for (long left = missing; left > 0; left -= zeros.length) {
                stream.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
        }
        return packed.toByteArray();
    }
}
