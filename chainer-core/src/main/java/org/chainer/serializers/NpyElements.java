package org.chainer.serializers;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.chainer.array.HalfFloat;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;

/** Elements of arrays in host memory from and to streams, tile by tile. */
final class NpyElements {
    private static final int TILE = HostArray.TILE;

    private NpyElements() {}

    /** Overwrites an array, of whatever dtype and strides, with the elements that a header describes. */
    static void read(NpyHeader header, InputStream data, NDArray target) throws IOException {
        HostArray out = HostArray.writing(target);
        boolean floating = header.kind() == 'f';
        boolean toFloating = target.dtype().isFloating();
        int item = header.itemBytes();
        byte[] bytes = new byte[TILE * item];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
        double[] doubles = new double[TILE];
        long[] longs = new long[TILE];
        for (long start = 0; start < target.size(); start += TILE) {
            int n = (int) Math.min(TILE, target.size() - start);
            if (data.readNBytes(bytes, 0, n * item) < n * item) {
                throw new EOFException();
            }
            if (floating) {
                decode(buffer, item, doubles, n);
            } else {
                decode(buffer, item, header.kind() == 'u', longs, n);
            }
            if (!floating && toFloating) {
                for (int i = 0; i < n; i++) {
                    doubles[i] = longs[i];
                }
            }
            if (toFloating) {
                out.put(start, doubles, 0, n);
            } else {
                out.put(start, longs, 0, n);
            }
        }
    }

    private static void decode(ByteBuffer buffer, int item, double[] to, int n) {
        switch (item) {
            case 2 -> {
                for (int i = 0; i < n; i++) {
                    to[i] = HalfFloat.fromFloat16(buffer.getShort(2 * i));
                }
            }
            case 4 -> {
                for (int i = 0; i < n; i++) {
                    to[i] = buffer.getFloat(4 * i);
                }
            }
            default -> buffer.asDoubleBuffer().get(to, 0, n);
        }
    }

    private static void decode(ByteBuffer buffer, int item, boolean unsigned, long[] to, int n) {
        long mask = unsigned && item < 8 ? (1L << (8 * item)) - 1 : -1;
        switch (item) {
            case 1 -> {
                for (int i = 0; i < n; i++) {
                    to[i] = buffer.get(i) & mask;
                }
            }
            case 2 -> {
                for (int i = 0; i < n; i++) {
                    to[i] = buffer.getShort(2 * i) & mask;
                }
            }
            case 4 -> {
                for (int i = 0; i < n; i++) {
                    to[i] = buffer.getInt(4 * i) & mask;
                }
            }
            default -> buffer.asLongBuffer().get(to, 0, n);
        }
    }

    /** Writes an array's elements, little-endian, in C order; bfloat16 as float32. */
    static void write(NDArray array, OutputStream out) throws IOException {
        HostArray in = HostArray.reading(array);
        boolean floating = array.dtype().isFloating();
        int item = Math.max(array.dtype().bytes(), array.dtype() == org.chainer.array.DType.BFLOAT16 ? 4 : 1);
        byte[] bytes = new byte[TILE * item];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        double[] doubles = new double[floating ? TILE : 0];
        long[] longs = new long[floating ? 0 : TILE];
        for (long start = 0; start < array.size(); start += TILE) {
            int n = (int) Math.min(TILE, array.size() - start);
            if (floating) {
                in.get(start, doubles, 0, n);
                encode(doubles, buffer, item, n);
            } else {
                in.get(start, longs, 0, n);
                encode(longs, buffer, item, n);
            }
            out.write(bytes, 0, n * item);
        }
    }

    private static void encode(double[] from, ByteBuffer buffer, int item, int n) {
        switch (item) {
            case 2 -> {
                for (int i = 0; i < n; i++) {
                    buffer.putShort(2 * i, HalfFloat.toFloat16((float) from[i]));
                }
            }
            case 4 -> {
                for (int i = 0; i < n; i++) {
                    buffer.putFloat(4 * i, (float) from[i]);
                }
            }
            default -> buffer.asDoubleBuffer().put(from, 0, n);
        }
    }

    private static void encode(long[] from, ByteBuffer buffer, int item, int n) {
        switch (item) {
            case 1 -> {
                for (int i = 0; i < n; i++) {
                    buffer.put(i, (byte) from[i]);
                }
            }
            case 2 -> {
                for (int i = 0; i < n; i++) {
                    buffer.putShort(2 * i, (short) from[i]);
                }
            }
            case 4 -> {
                for (int i = 0; i < n; i++) {
                    buffer.putInt(4 * i, (int) from[i]);
                }
            }
            default -> buffer.asLongBuffer().put(from, 0, n);
        }
    }
}
