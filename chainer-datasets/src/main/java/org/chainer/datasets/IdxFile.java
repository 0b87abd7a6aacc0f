package org.chainer.datasets;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/**
 * Reads IDX files, the format of MNIST: an array of any rank of numbers in big-endian order, compressed by gzip or not.
 *
 * @see <a href="https://web.archive.org/web/2016/http://yann.lecun.com/exdb/mnist/">The format, at the foot of the page</a>
 */
public final class IdxFile {

    private static final int MAX_RANK = 32;

    private IdxFile() {}

    /**
     * The array in a file.
     *
     * @param file an IDX file; whether it is compressed is told by its content
     * @return an array of uint8, int8, int16, int32, float32 or float64, as the file says
     * @throws IOException if it cannot be read, is no IDX file, is truncated or longer than it says
     */
    public static NDArray read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(open(file))) {
            int magic = in.readInt();
            int rank = magic & 0xff;
            if (magic >>> 16 != 0 || rank == 0 || rank > MAX_RANK) {
                throw new IOException(String.format("%s is no IDX file: it starts with 0x%08x", file, magic));
            }
            DType dtype = dtype(file, magic >>> 8);
            long[] shape = new long[rank];
            // As a double, because the product of what a damaged file says may be beyond a long.
            double bytes = dtype.bytes();
            for (int axis = 0; axis < rank; axis++) {
                shape[axis] = in.readInt() & 0xffffffffL;
                bytes *= shape[axis];
            }
            return HostArrays.of(content(file, in, shape, bytes), dtype, shape);
        } catch (EOFException | ZipException e) {
            throw new IOException(file + " is truncated or damaged: " + e.getMessage(), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            raw.mark(2);
            boolean compressed = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return compressed ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static DType dtype(Path file, int code) throws IOException {
        return switch (code) {
            case 0x08 -> DType.UINT8;
            case 0x09 -> DType.INT8;
            case 0x0b -> DType.INT16;
            case 0x0c -> DType.INT32;
            case 0x0d -> DType.FLOAT32;
            case 0x0e -> DType.FLOAT64;
            default ->
                throw new IOException(String.format("%s is no IDX file: 0x%02x is no type of number", file, code));
        };
    }

    private static ByteBuffer content(Path file, InputStream in, long[] shape, double bytes) throws IOException {
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new IOException(
                    file + " says that its shape is " + Arrays.toString(shape) + ", which is more than can be read");
        }
        byte[] data = in.readNBytes((int) bytes);
        if (data.length < bytes) {
            throw new IOException(file + " is truncated: shape " + Arrays.toString(shape) + " takes " + (long) bytes
                    + " bytes, but there are only " + data.length);
        }
        if (in.read() >= 0) {
            throw new IOException(file + " is longer than its shape " + Arrays.toString(shape) + " says");
        }
        return ByteBuffer.wrap(data);
    }
}
