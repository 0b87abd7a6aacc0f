package org.chainer.links.caffe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Messages in Protocol Buffers' wire format, as Caffe writes its models. */
public final class CaffeModelBuilder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private CaffeModelBuilder bytes(int field, byte[] bytes) {
        varint((long) field << 3 | 2);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    /** A text. */
    public CaffeModelBuilder text(int field, String... texts) {
        for (String text : texts) {
            bytes(field, text.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** An integer, bool or enumeration. */
    public CaffeModelBuilder integer(int field, long... values) {
        for (long value : values) {
            varint((long) field << 3);
            varint(value);
        }
        return this;
    }

    /** A float. */
    public CaffeModelBuilder number(int field, float... values) {
        for (float value : values) {
            varint((long) field << 3 | 5);
            out.writeBytes(little(4).putFloat(value).array());
        }
        return this;
    }

    /** A message. */
    public CaffeModelBuilder message(int field, CaffeModelBuilder message) {
        return bytes(field, message.out.toByteArray());
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] packed(float... values) {
        ByteBuffer bytes = little(4 * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    /** A blob with a shape. */
    public static CaffeModelBuilder blob(float[] data, long... shape) {
        CaffeModelBuilder dims = new CaffeModelBuilder();
        for (long dim : shape) {
            dims.varint(dim);
        }
        return new CaffeModelBuilder()
                .bytes(5, packed(data))
                .message(7, new CaffeModelBuilder().bytes(1, dims.out.toByteArray()));
    }

    /** A blob with four sizes, as old files have it. */
    public static CaffeModelBuilder formerBlob(float[] data, long... sizes) {
        CaffeModelBuilder blob = new CaffeModelBuilder();
        for (int i = 0; i < 4; i++) {
            blob.integer(i + 1, sizes[i]);
        }
        return blob.number(5, data);
    }

    /** A layer of today's format, with the field of its options. */
    public static CaffeModelBuilder layer(
            String name, String type, String[] bottom, String[] top, int field, CaffeModelBuilder options) {
        CaffeModelBuilder layer = new CaffeModelBuilder()
                .text(1, name)
                .text(2, type)
                .text(3, bottom)
                .text(4, top);
        return field == 0 ? layer : layer.message(field, options);
    }

    /** Blobs of a layer of today's format. */
    public CaffeModelBuilder blobs(CaffeModelBuilder... blobs) {
        for (CaffeModelBuilder blob : blobs) {
            message(7, blob);
        }
        return this;
    }

    /** A model of layers of today's format. */
    public static CaffeModelBuilder net(CaffeModelBuilder... layers) {
        CaffeModelBuilder net = new CaffeModelBuilder().text(1, "net");
        for (CaffeModelBuilder layer : layers) {
            net.message(100, layer);
        }
        return net;
    }

    /** The bytes. */
    public byte[] build() {
        return out.toByteArray();
    }

    /** Writes a file. */
    public Path write(Path file) {
        try {
            return Files.write(file, out.toByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
