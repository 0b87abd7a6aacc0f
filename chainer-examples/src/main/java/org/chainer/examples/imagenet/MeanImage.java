package org.chainer.examples.imagenet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chainer.array.NDArray;
import org.chainer.utils.AtomicFile;

/** Files of NumPy's format {@code .npy} with one float32 array of three axes: the mean of all training images. */
final class MeanImage {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final Pattern HEADER = Pattern.compile(
            ".*'descr': *'<f4'.*'fortran_order': *False.*'shape': *\\((\\d+), *(\\d+), *(\\d+)\\).*", Pattern.DOTALL);
    private static final int ALIGNMENT = 64;

    private MeanImage() {}

    static void write(Path file, NDArray mean) throws IOException {
        String shape =
                Arrays.stream(mean.shape().toArray()).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String header = String.format(Locale.ROOT, "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }", shape);
        int unpadded = MAGIC.length + 2 + header.length() + 1;
        header += " ".repeat((ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT) + "\n";
        float[] values = mean.toFloatArray();
        ByteBuffer bytes = ByteBuffer.allocate(MAGIC.length + 2 + header.length() + 4 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putShort((short) header.length()).put(header.getBytes(StandardCharsets.ISO_8859_1));
        bytes.asFloatBuffer().put(values);
        AtomicFile.write(file, bytes.array());
    }

    /**
     * Reads a mean image (channels, height, width).
     *
     * @throws IOException if there is no such file, or if it has another array
     */
    static NDArray read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException("the mean image " + file.toAbsolutePath()
                    + " is not there; 'imagenet-compute-mean' makes it from the list of training images");
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[MAGIC.length];
        if (bytes.remaining() > MAGIC.length + 2) {
            bytes.get(magic);
            byte[] header = new byte[Math.min(bytes.getShort() & 0xffff, bytes.remaining())];
            bytes.get(header);
            Matcher matcher = HEADER.matcher(new String(header, StandardCharsets.ISO_8859_1));
            if (Arrays.equals(magic, MAGIC) && matcher.matches()) {
                long[] shape = {
                    Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))
                };
                if (bytes.remaining() == 4 * shape[0] * shape[1] * shape[2]) {
                    float[] values = new float[bytes.remaining() / 4];
                    bytes.asFloatBuffer().get(values);
                    return NDArray.of(values).reshape(shape);
                }
            }
        }
        throw new IOException(file + " is no .npy file of a float32 array (channels, height, width)");
    }
}
