package org.chainer.serializers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.chainer.array.DType;
import org.chainer.array.Shape;

/**
 * The records of an HDF5 file that Chainer's values need: groups with compact links, and data sets in one piece or in compressed chunks.
 *
 * @see <a href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html">HDF5 File Format Specification 3.0</a>
 */
final class HDF5Format {
    static final int SUPERBLOCK_BYTES = 48;
    static final long UNDEFINED = -1;
    /** Entries of a chunk index's node, as a file without other settings has. */
    static final int MOST_CHUNKS = 64;

    private static final int DATASPACE = 1;
    private static final int LINK_INFO = 2;
    private static final int DATATYPE = 3;
    private static final int FILL_VALUE = 5;
    private static final int LINK = 6;
    private static final int LAYOUT = 8;
    private static final int GROUP_INFO = 10;
    private static final int FILTERS = 11;
    private static final int DEFLATE = 1;
    private static final int HEADER_PREFIX = 10;

    private HDF5Format() {}

    static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] superblock(long root, long end) {
        ByteBuffer block = buffer(SUPERBLOCK_BYTES);
        block.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n', 2, 8, 8, 0});
        block.putLong(0).putLong(UNDEFINED).putLong(end).putLong(root);
        return withChecksum(block);
    }

    private static byte[] withChecksum(ByteBuffer block) {
        block.putInt(HDF5Checksum.of(block.array(), block.position()));
        return block.array();
    }

    /** An object header of messages. */
    private static byte[] header(ByteArrayOutputStream messages) {
        ByteBuffer header = buffer(HEADER_PREFIX + messages.size() + 4);
        header.put("OHDR".getBytes(StandardCharsets.US_ASCII)).put((byte) 2).put((byte) 2);
        header.putInt(messages.size()).put(messages.toByteArray());
        return withChecksum(header);
    }

    private static void message(ByteArrayOutputStream messages, int type, ByteBuffer data) {
        ByteBuffer prefix = buffer(4);
        prefix.put((byte) type).putShort((short) data.position()).put((byte) 0);
        messages.writeBytes(prefix.array());
        messages.write(data.array(), 0, data.position());
    }

    /** A group of links to objects at these addresses. */
    static byte[] group(Map<String, Long> links) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        message(
                messages,
                LINK_INFO,
                buffer(18).putShort((short) 0).putLong(UNDEFINED).putLong(UNDEFINED));
        message(messages, GROUP_INFO, buffer(2).putShort((short) 0));
        links.forEach((name, address) -> {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            ByteBuffer link = buffer(13 + text.length);
            link.put((byte) 1).put((byte) 0x11).put((byte) 1).putShort((short) text.length);
            message(messages, LINK, link.put(text).putLong(address));
        });
        return header(messages);
    }

    /** A data set's type: what an element looks like. */
    static ByteBuffer type(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> floating(2, 10, 5, 15);
            case FLOAT32, BFLOAT16 -> floating(4, 23, 8, 127);
            case FLOAT64 -> floating(8, 52, 11, 1023);
            case INT8, INT16, INT32, INT64 -> integer(dtype.bytes(), true);
            case UINT8 -> integer(1, false);
            case BOOL -> bool();
        };
    }

    private static ByteBuffer integer(int bytes, boolean signed) {
        ByteBuffer type =
                buffer(12).put((byte) 0x10).put((byte) (signed ? 8 : 0)).putShort((short) 0);
        return type.putInt(bytes).putShort((short) 0).putShort((short) (8 * bytes));
    }

    private static ByteBuffer floating(int bytes, int mantissa, int exponent, int bias) {
        ByteBuffer type = buffer(20)
                .put((byte) 0x11)
                .put((byte) 0x20)
                .put((byte) (8 * bytes - 1))
                .put((byte) 0);
        type.putInt(bytes).putShort((short) 0).putShort((short) (8 * bytes));
        return type.put((byte) mantissa)
                .put((byte) exponent)
                .put((byte) 0)
                .put((byte) mantissa)
                .putInt(bias);
    }

    /** NumPy's bools are an enumeration of two names in HDF5. */
    private static ByteBuffer bool() {
        ByteBuffer type =
                buffer(38).put((byte) 0x18).putShort((short) 2).put((byte) 0).putInt(1);
        type.put(integer(1, true).array());
        type.put("FALSE\0\0\0TRUE\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
        return type.put((byte) 0).put((byte) 1);
    }

    /** A text of that many bytes of UTF-8. */
    static ByteBuffer text(int bytes) {
        return buffer(8).put((byte) 0x13).put((byte) 0x11).putShort((short) 0).putInt(bytes);
    }

    /** Where the elements of a data set are. */
    sealed interface Storage permits Contiguous, Chunked {}

    /** In one piece. */
    record Contiguous(long address, long bytes) implements Storage {}

    /** In compressed chunks, whose index is at an address. */
    record Chunked(long index, long[] chunk, int itemBytes, int level) implements Storage {}

    /** A data set; a null shape stands for Python's None. */
    static byte[] dataset(ByteBuffer type, Shape shape, Storage storage) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        message(messages, DATASPACE, dataspace(shape));
        message(messages, DATATYPE, type);
        message(messages, FILL_VALUE, buffer(2).put((byte) 3).put((byte) 0x0a));
        if (storage instanceof Contiguous piece) {
            ByteBuffer layout = buffer(18).put((byte) 3).put((byte) 1);
            message(messages, LAYOUT, layout.putLong(piece.address()).putLong(piece.bytes()));
        } else if (storage instanceof Chunked chunks) {
            ByteBuffer layout =
                    buffer(15 + 4 * chunks.chunk().length).put((byte) 3).put((byte) 2);
            layout.put((byte) (chunks.chunk().length + 1)).putLong(chunks.index());
            for (long dim : chunks.chunk()) {
                layout.putInt((int) dim);
            }
            message(messages, LAYOUT, layout.putInt(chunks.itemBytes()));
            ByteBuffer filters = buffer(12).put((byte) 2).put((byte) 1).putShort((short) DEFLATE);
            message(
                    messages,
                    FILTERS,
                    filters.putShort((short) 1).putShort((short) 1).putInt(chunks.level()));
        }
        return header(messages);
    }

    private static ByteBuffer dataspace(Shape shape) {
        int rank = shape == null ? 0 : shape.rank();
        int kind = shape == null ? 2 : rank == 0 ? 0 : 1;
        ByteBuffer space = buffer(4 + 8 * rank)
                .put((byte) 2)
                .put((byte) rank)
                .put((byte) 0)
                .put((byte) kind);
        for (int i = 0; i < rank; i++) {
            space.putLong(shape.dim(i));
        }
        return space;
    }

    /** The index of chunks that divide the first axis. */
    static byte[] chunkIndex(long[] addresses, int[] sizes, long[] chunk) {
        int key = 8 + 8 * (chunk.length + 1);
        ByteBuffer node = buffer(24 + MOST_CHUNKS * 8 + (MOST_CHUNKS + 1) * key);
        node.put("TREE".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
        node.putShort((short) addresses.length).putLong(UNDEFINED).putLong(UNDEFINED);
        for (int i = 0; i <= addresses.length; i++) {
            node.putInt(i < addresses.length ? sizes[i] : 0).putInt(0).putLong(i * chunk[0]);
            for (int axis = 1; axis <= chunk.length; axis++) {
                node.putLong(0);
            }
            if (i < addresses.length) {
                node.putLong(addresses[i]);
            }
        }
        return node.array();
    }
}
