package org.chainer.datasets;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainer.array.NDArray;
import org.chainer.dataset.Tuple;

/** Writes data as Python's pickles of protocol 4, which Python 3.4 and later read: see {@link Unpickler} for what is data. */
final class Pickler {

    private static final int MAX_DEPTH = 500;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private Pickler() {}

    /**
     * The pickle of an object.
     *
     * @throws IllegalArgumentException if it holds anything that is no data
     */
    static byte[] dump(Object object) {
        Pickler pickler = new Pickler();
        try {
            pickler.out.write(new byte[] {(byte) 0x80, 4});
            pickler.write(object, 0);
            pickler.out.write('.');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pickler.bytes.toByteArray();
    }

    private void write(Object object, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "PickleDataset: an object holds others more than " + MAX_DEPTH + " levels deep, or itself");
        }
        if (object == null) {
            out.write('N');
        } else if (object instanceof Boolean value) {
            out.write(value ? 0x88 : 0x89);
        } else if (object instanceof Float || object instanceof Double) {
            out.write('G');
            out.writeDouble(((Number) object).doubleValue());
        } else if (object instanceof Integer
                || object instanceof Long
                || object instanceof Short
                || object instanceof Byte) {
            writeInteger(BigInteger.valueOf(((Number) object).longValue()));
        } else if (object instanceof BigInteger value) {
            writeInteger(value);
        } else if (object instanceof CharSequence || object instanceof Character) {
            writeSized('X', object.toString().getBytes(StandardCharsets.UTF_8));
        } else if (object instanceof byte[] value) {
            writeSized('B', value);
        } else if (object instanceof NDArray value) {
            writeArray(value);
        } else {
            writeContainer(object, depth + 1);
        }
    }

    private void writeContainer(Object object, int depth) throws IOException {
        if (object instanceof Tuple value) {
            writeItems('(', value.toList(), 't', depth);
        } else if (object instanceof List<?> value) {
            out.write(']');
            writeItems('(', value, 'e', depth);
        } else if (object instanceof Set<?> value) {
            out.write(0x8f);
            writeItems('(', value, 0x90, depth);
        } else if (object instanceof Map<?, ?> value) {
            out.write("}(".getBytes(StandardCharsets.US_ASCII));
            for (Map.Entry<?, ?> entry : value.entrySet()) {
                write(entry.getKey(), depth);
                write(entry.getValue(), depth);
            }
            out.write('u');
        } else {
            throw new IllegalArgumentException(
                    "PickleDataset: an object of " + object.getClass()
                            + " cannot be written; null, booleans, numbers, strings, byte[], NDArray, Tuple, List, Set and Map can");
        }
    }

    private void writeItems(int start, Collection<?> items, int end, int depth) throws IOException {
        out.write(start);
        for (Object item : items) {
            write(item, depth);
        }
        out.write(end);
    }

    private void writeInteger(BigInteger value) throws IOException {
        if (value.bitLength() < Integer.SIZE) {
            out.write('J');
            writeLittle(value.intValue());
            return;
        }
        byte[] big = value.toByteArray();
        if (big.length > 255) {
            throw new IllegalArgumentException(
                    "PickleDataset: an integer of " + big.length + " bytes cannot be written");
        }
        out.write(0x8a);
        out.write(big.length);
        for (int i = big.length - 1; i >= 0; i--) {
            out.write(big[i]);
        }
    }

    private void writeSized(int opcode, byte[] data) throws IOException {
        out.write(opcode);
        writeLittle(data.length);
        out.write(data);
    }

    private void writeLittle(int value) throws IOException {
        out.writeInt(Integer.reverseBytes(value));
    }

    /** As NumPy does: an empty array is made, then given its shape, dtype and content. */
    private void writeArray(NDArray array) throws IOException {
        String code = PickleArrays.code(array.dtype());
        ByteBuffer data = ByteBuffer.allocate(
                        Math.toIntExact(array.size() * array.dtype().bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        array.copyTo(data);
        writeGlobal("numpy.core.multiarray", "_reconstruct");
        writeGlobal("numpy", "ndarray");
        write(Tuple.of(0), 0);
        write(new byte[] {'b'}, 0);
        out.write(new byte[] {(byte) 0x87, 'R', '('});
        write(1, 0);
        writeItems('(', Arrays.stream(array.shape().toArray()).boxed().toList(), 't', 0);
        writeGlobal("numpy", "dtype");
        write(Tuple.of(code, false, true), 0);
        out.write('R');
        String order = array.dtype().bytes() == 1 ? "|" : "<";
        write(Tuple.of(3, order, null, null, null, -1, -1, 0), 0);
        out.write('b');
        write(false, 0);
        writeSized('B', data.array());
        out.write("tb".getBytes(StandardCharsets.US_ASCII));
    }

    private void writeGlobal(String module, String name) throws IOException {
        out.write(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
