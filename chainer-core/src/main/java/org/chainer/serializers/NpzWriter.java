package org.chainer.serializers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;

/** Writes values by key as an npz archive that NumPy and Chainer read. The same values give the same bytes. */
final class NpzWriter {
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private NpzWriter() {}

    static void write(Map<String, ?> values, OutputStream out, boolean compression) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(compression ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION);
            for (Map.Entry<String, ?> value : values.entrySet()) {
                ZipEntry entry = new ZipEntry(value.getKey() + ".npy");
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                writeValue(value.getKey(), value.getValue(), zip);
                zip.closeEntry();
            }
        }
    }

    private static void writeValue(String key, Object value, OutputStream out) throws IOException {
        if (value == null) {
            out.write(NpyHeader.write("|O", Shape.of()));
            out.write(PickledNone.bytes());
        } else if (value instanceof NDArray array) {
            out.write(NpyHeader.write(descr(array.dtype()), array.shape()));
            NpyElements.write(array.device().isHost() ? array : array.toDevice(Devices.reference()), out);
        } else if (value instanceof Long || value instanceof Integer) {
            writeScalar("<i8", 8, b -> b.putLong(((Number) value).longValue()), out);
        } else if (value instanceof Double || value instanceof Float) {
            writeScalar("<f8", 8, b -> b.putDouble(((Number) value).doubleValue()), out);
        } else if (value instanceof Boolean flag) {
            writeScalar("|b1", 1, b -> b.put((byte) (flag ? 1 : 0)), out);
        } else if (value instanceof String text) {
            String padded = text.isEmpty() ? "\0" : text;
            out.write(NpyHeader.write("<U" + padded.codePointCount(0, padded.length()), Shape.of()));
            out.write(padded.getBytes(Charset.forName("UTF-32LE")));
        } else {
            throw new SerializationException("'" + key + "' is a "
                    + value.getClass().getName()
                    + ", which npz files cannot hold: expected an NDArray, a number, a boolean, a text or null");
        }
    }

    private interface Filling {
        void fill(ByteBuffer buffer);
    }

    private static void writeScalar(String descr, int bytes, Filling filling, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        filling.fill(buffer);
        out.write(NpyHeader.write(descr, Shape.of()));
        out.write(buffer.array());
    }

    /** NumPy's name of a dtype; it has none for bfloat16, which is written as float32. */
    private static String descr(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> "<f2";
            case FLOAT32, BFLOAT16 -> "<f4";
            case FLOAT64 -> "<f8";
            case INT8 -> "|i1";
            case INT16 -> "<i2";
            case INT32 -> "<i4";
            case INT64 -> "<i8";
            case UINT8 -> "|u1";
            case BOOL -> "|b1";
        };
    }
}
