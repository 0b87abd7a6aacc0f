package org.chainer.datasets;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.chainer.dataset.Dataset;

/**
 * Examples in a file of Python's pickles, one after the other, each read when it is asked for: Chainer's
 * {@code open_pickle_dataset}. Files written by Chainer can be read, and Chainer reads those of {@link PickleDatasetWriter}.
 *
 * <p>Read are None (null), bool, int (Integer, Long or BigInteger), float (Double), str, bytes ({@code byte[]}), tuple
 * ({@link org.chainer.dataset.Tuple}), list, dict, set, and NumPy's arrays and scalars ({@link org.chainer.array.NDArray}). A
 * pickle of anything else is refused, so that, unlike in Python, a file from anybody can do no harm.
 *
 * <p>Several threads may read. The file must not change while it is open.
 */
public final class PickleDataset implements Dataset<Object>, Closeable {

    private final Path path;
    private final RandomAccessFile file;
    /** Where each pickle starts, and where the last one ends. */
    private final long[] bounds;

    /**
     * Opens a file, and finds the pickles in it.
     *
     * @param path the file
     * @throws IOException if it cannot be read, or does not consist of whole pickles
     */
    public PickleDataset(Path path) throws IOException {
        this.path = path;
        this.bounds = scan(path);
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    private static long[] scan(Path path) throws IOException {
        long[] bounds = new long[1024];
        int count = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            PickleScanner scanner = new PickleScanner(in);
            try {
                while (scanner.skip()) {
                    count++;
                    if (count == bounds.length) {
                        bounds = Arrays.copyOf(bounds, 2 * count);
                    }
                    bounds[count] = scanner.position();
                }
            } catch (IOException e) {
                throw new IOException(path + ": after " + count + " whole examples, " + e.getMessage(), e);
            }
        }
        return Arrays.copyOf(bounds, count + 1);
    }

    @Override
    public int size() {
        return bounds.length - 1;
    }

    /**
     * One example.
     *
     * @param index from 0 to {@code size() - 1}
     * @return what was pickled
     * @throws IndexOutOfBoundsException if there is no such example
     * @throws UncheckedIOException if it is damaged, or more than data; the message names file and example
     */
    @Override
    public Object get(int index) {
        Objects.checkIndex(index, size());
        try {
            return Unpickler.load(ByteBuffer.wrap(read(bounds[index], bounds[index + 1])));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Example " + index + " of " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private synchronized byte[] read(long from, long to) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(to - from)];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
