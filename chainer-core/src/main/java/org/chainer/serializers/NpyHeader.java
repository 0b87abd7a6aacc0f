package org.chainer.serializers;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainer.array.DType;
import org.chainer.array.Shape;

/**
 * The header of an array in NumPy's npy format.
 *
 * @param kind NumPy's kind of type: f, i, u, b, U (text) or O (object)
 * @param itemBytes size of an element in bytes
 * @param order byte order of the elements
 * @param fortranOrder whether the first axis varies fastest
 * @param length number of bytes that the header takes
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The npy format</a>
 */
record NpyHeader(char kind, int itemBytes, ByteOrder order, boolean fortranOrder, Shape shape, int length) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 10_000;
    private static final int ALIGNMENT = 64;
    /** Byte order, kind and size of an element. */
    private static final Pattern DESCR = Pattern.compile("([<>|=])([a-zA-Z])(\\d{0,9})");

    static NpyHeader read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        byte[] magic = new byte[MAGIC.length];
        in.readFully(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new SerializationException("it is no npy array: the magic number is missing");
        }
        int major = in.readUnsignedByte();
        in.readUnsignedByte();
        if (major < 1 || major > 3) {
            throw new SerializationException("its npy version is " + major + ", expected 1 to 3");
        }
        long size = Integer.toUnsignedLong(
                major == 1
                        ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
                        : Integer.reverseBytes(in.readInt()));
        if (size > LONGEST) {
            throw new SerializationException("its npy header has " + size + " bytes, expected at most " + LONGEST);
        }
        byte[] text = new byte[(int) size];
        in.readFully(text);
        int length = MAGIC.length + (major == 1 ? 4 : 6) + text.length;
        return parse(new String(text, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1), length);
    }

    private static NpyHeader parse(String text, int length) {
        Map<String, Object> values = PythonDictionary.parse(text);
        if (!(values.get("descr") instanceof String type)
                || !(values.get("fortran_order") instanceof Boolean fortran)
                || !(values.get("shape") instanceof long[] shape)) {
            throw new SerializationException("its npy header lacks 'descr', 'fortran_order' or 'shape', or one of them"
                    + " is not a text, a bool and a tuple: " + values.keySet());
        }
        Matcher descr = DESCR.matcher(type);
        if (!descr.matches()) {
            throw new SerializationException("arrays of NumPy's type '" + type + "' cannot be read");
        }
        char kind = descr.group(2).charAt(0);
        int size = descr.group(3).isEmpty() ? 0 : Integer.parseInt(descr.group(3));
        ByteOrder order = switch (descr.group(1)) {
            case ">" -> ByteOrder.BIG_ENDIAN;
            case "=" -> ByteOrder.nativeOrder();
            default -> ByteOrder.LITTLE_ENDIAN;
        };
        int bytes = kind == 'U' ? Math.multiplyExact(size, 4) : size;
        return new NpyHeader(kind, bytes, order, fortran, Shape.of(shape), length);
    }

    /** Number of bytes that follow the header. */
    long dataBytes() {
        return Math.multiplyExact(shape.size(), itemBytes);
    }

    /** NumPy's name of the type, for messages. */
    String type() {
        return (order == ByteOrder.BIG_ENDIAN ? ">" : "<") + kind + (kind == 'U' ? itemBytes / 4 : itemBytes);
    }

    /** The dtype of an array that has this header; unsigned integers of 16 bits and more become int64. */
    DType dtype() {
        String name = switch (kind) {
            case 'b' -> "b" + itemBytes;
            case 'f', 'i' -> kind + Integer.toString(itemBytes);
            case 'u' -> itemBytes == 1 ? "u1" : "i8";
            default -> "";
        };
        try {
            return DType.of(name);
        } catch (IllegalArgumentException e) {
            throw new SerializationException("arrays of NumPy's type " + type() + " cannot be read", e);
        }
    }

    /** A header of version 1 in front of little-endian elements in C order. */
    static byte[] write(String descr, Shape shape) {
        StringBuilder dims = new StringBuilder();
        for (int i = 0; i < shape.rank(); i++) {
            dims.append(i == 0 ? "" : " ")
                    .append(shape.dim(i))
                    .append(i < shape.rank() - 1 || shape.rank() == 1 ? "," : "");
        }
        String dictionary = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + dims + "), }";
        int unpadded = MAGIC.length + 4 + dictionary.length() + 1;
        String text = dictionary + " ".repeat((ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT) + "\n";
        byte[] header = new byte[MAGIC.length + 4 + text.length()];
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[6] = 1;
        header[8] = (byte) text.length();
        header[9] = (byte) (text.length() >>> 8);
        System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, header, 10, text.length());
        return header;
    }
}
