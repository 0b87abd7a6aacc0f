package org.chainer.datasets;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes examples to a file of Python's pickles, which {@link PickleDataset} and Chainer read: Chainer's
 * {@code open_pickle_dataset_writer}.
 *
 * <pre>{@code
 * try (PickleDatasetWriter writer = new PickleDatasetWriter(path)) {
 *     writer.write(Tuple.of(image, 3));
 * }
 * }</pre>
 */
public final class PickleDatasetWriter implements Closeable {

    private final OutputStream out;

    /**
     * Starts a file; what it held is lost.
     *
     * @param path the file
     * @throws IOException if it cannot be written
     */
    public PickleDatasetWriter(Path path) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
    }

    /**
     * Adds an example.
     *
     * @param example null, a Boolean, number, string, {@code byte[]}, NDArray, or a Tuple, List, Set or Map of such
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if it holds anything else; then nothing of it is written
     */
    public void write(Object example) throws IOException {
        out.write(Pickler.dump(example));
    }

    /**
     * Hands all examples so far to the file system.
     *
     * @throws IOException if they cannot be written
     */
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
