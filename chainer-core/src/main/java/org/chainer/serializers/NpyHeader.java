package org.chainer.serializers;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainer.array.Shape;

/**
 * The header of an array in NumPy's npy format.
 *
 * @param kind NumPy's kind of type: f, i, u, b, U (text) or O (object)
 * @param itemBytes size of an element in bytes
 * @param order byte order of the elements
 * @param fortranOrder whether the first axis varies fastest
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The npy format</a>
 */
record NpyHeader(char kind, int itemBytes, ByteOrder order, boolean fortranOrder, Shape shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int ALIGNMENT = 64;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([a-zA-Z])(\\d*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\sL]*)\\)");

    static NpyHeader read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        byte[] magic = new byte[MAGIC.length];
        in.readFully(magic);
        if (!java.util.Arrays.equals(magic, MAGIC)) {
            throw new SerializationException("it is no npy array: the magic number is missing");
        }
        int major = in.readUnsignedByte();
        in.readUnsignedByte();
        long length =
                Integer.toUnsignedLong(Integer.reverseBytes(major == 1 ? in.readUnsignedShort() << 16 : in.readInt()));
        if (major < 1 || major > 3 || length > LONGEST_HEADER) {
            throw new SerializationException("its npy header has version " + major + " and " + length
                    + " bytes, expected version 1 to 3 and at most " + LONGEST_HEADER + " bytes");
        }
        byte[] text = new byte[(int) length];
        in.readFully(text);
        return parse(new String(text, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    }

    private static NpyHeader parse(String text) {
        Matcher descr = DESCR.matcher(text);
        Matcher fortran = FORTRAN.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!descr.find() || !fortran.find() || !shape.find()) {
            throw new SerializationException("its npy header cannot be understood: " + text.strip());
        }
        char kind = descr.group(2).charAt(0);
        int size = descr.group(3).isEmpty() ? 0 : Integer.parseInt(descr.group(3));
        ByteOrder order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(
                kind,
                kind == 'U' ? Math.multiplyExact(size, 4) : size,
                order,
                fortran.group(1).equals("True"),
                parseShape(shape.group(1)));
    }

    private static Shape parseShape(String text) {
        long[] dims = Pattern.compile(",")
                .splitAsStream(text.replace("L", ""))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        return Shape.of(dims);
    }

    /** Number of bytes that follow the header. */
    long dataBytes() {
        return Math.multiplyExact(shape.size(), itemBytes);
    }

    /** NumPy's name of the type, for messages. */
    String type() {
        return (order == ByteOrder.BIG_ENDIAN ? ">" : "<") + kind + (kind == 'U' ? itemBytes / 4 : itemBytes);
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
