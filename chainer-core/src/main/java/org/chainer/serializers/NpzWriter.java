package org.chainer.serializers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chainer.array.DType;
import org.chainer.array.HalfFloat;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;
import org.chainer.backend.HostArray;

/** Writes values by key as an npz archive that NumPy and Chainer read. */
final class NpzWriter {
    private NpzWriter() {}

    static void write(Map<String, Object> values, OutputStream out, boolean compression) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(compression ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION);
            for (Map.Entry<String, Object> entry : values.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey() + ".npy"));
                writeValue(entry.getKey(), entry.getValue(), zip);
                zip.closeEntry();
            }
        }
    }

    private static void writeValue(String key, Object value, OutputStream out) throws IOException {
        if (value == null) {
            out.write(NpyHeader.write("|O", Shape.of()));
            out.write(PickledNone.bytes());
        } else if (value instanceof NDArray array) {
            writeArray(key, array, out);
        } else if (value instanceof Long number) {
            writeScalar(
                    "<i8", ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number), out);
        } else if (value instanceof Double number) {
            writeScalar(
                    "<f8", ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(number), out);
        } else if (value instanceof Boolean flag) {
            writeScalar("|b1", ByteBuffer.allocate(1).put((byte) (flag ? 1 : 0)), out);
        } else if (value instanceof String text) {
            int length = Math.max(text.codePointCount(0, text.length()), 1);
            byte[] bytes = text.isEmpty() ? new byte[4] : text.getBytes(Charset.forName("UTF-32LE"));
            out.write(NpyHeader.write("<U" + length, Shape.of()));
            out.write(bytes);
        } else {
            throw new SerializationException(
                    "'" + key + "' is a " + value.getClass().getName() + ", which npz files cannot hold");
        }
    }

    private static void writeScalar(String descr, ByteBuffer value, OutputStream out) throws IOException {
        out.write(NpyHeader.write(descr, Shape.of()));
        out.write(value.array());
    }

    private static void writeArray(String key, NDArray array, OutputStream out) throws IOException {
        out.write(NpyHeader.write(descr(key, array.dtype()), array.shape()));
        NDArray host = array.device().isHost() ? array : array.toDevice(Devices.reference());
        HostArray in = HostArray.reading(host);
        int item = array.dtype().bytes();
        boolean floating = array.dtype().isFloating();
        byte[] bytes = new byte[HostArray.TILE * item];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        double[] doubles = new double[floating ? HostArray.TILE : 0];
        long[] longs = new long[floating ? 0 : HostArray.TILE];
        for (long start = 0; start < array.size(); start += HostArray.TILE) {
            int n = (int) Math.min(HostArray.TILE, array.size() - start);
            if (floating) {
                in.get(start, doubles, 0, n);
            } else {
                in.get(start, longs, 0, n);
            }
            for (int i = 0; i < n; i++) {
                put(array.dtype(), buffer, i * item, floating ? doubles[i] : 0, floating ? 0 : longs[i]);
            }
            out.write(bytes, 0, n * item);
        }
    }

    private static String descr(String key, DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> "<f2";
            case FLOAT32 -> "<f4";
            case FLOAT64 -> "<f8";
            case INT8 -> "|i1";
            case INT16 -> "<i2";
            case INT32 -> "<i4";
            case INT64 -> "<i8";
            case UINT8 -> "|u1";
            case BOOL -> "|b1";
            case BFLOAT16 ->
                throw new SerializationException(
                        "'" + key + "' is a bfloat16 array, which npz files cannot hold: convert it to float32 first");
        };
    }

    private static void put(DType dtype, ByteBuffer buffer, int at, double number, long integer) {
        switch (dtype) {
            case FLOAT16 -> buffer.putShort(at, HalfFloat.toFloat16((float) number));
            case FLOAT32 -> buffer.putFloat(at, (float) number);
            case FLOAT64 -> buffer.putDouble(at, number);
            case INT16 -> buffer.putShort(at, (short) integer);
            case INT32 -> buffer.putInt(at, (int) integer);
            case INT64 -> buffer.putLong(at, integer);
            default -> buffer.put(at, (byte) integer);
        }
    }
}
