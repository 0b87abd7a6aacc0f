package org.chainer.datasets;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;

/**
 * Images in a zip archive that holds nothing else, in the archive's order, each read when it is asked for as
 * {@link ImageDataset} reads it. Several threads may read.
 */
public final class ZippedImageDataset implements Dataset<NDArray>, Closeable {

    private final Path path;
    private final ZipFile zip;
    private final List<String> names;
    private final ImageDecoder decoder;

    /**
     * Images in an archive, in {@code Chainer.config().dtype()}.
     *
     * @param path the archive
     * @throws IOException if it cannot be read, or is no zip archive
     */
    public ZippedImageDataset(Path path) throws IOException {
        this(path, null);
    }

    /**
     * Images in an archive.
     *
     * @param path the archive
     * @param dtype dtype of the arrays; null for {@code Chainer.config().dtype()}
     * @throws IOException if it cannot be read, or is no zip archive
     */
    public ZippedImageDataset(Path path, DType dtype) throws IOException {
        this.path = path;
        this.decoder = new ImageDecoder(dtype);
        try {
            this.zip = new ZipFile(path.toFile());
        } catch (ZipException e) {
            throw new IOException(path + " is no whole zip archive: " + e.getMessage(), e);
        }
        this.names = zip.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .toList();
    }

    @Override
    public int size() {
        return names.size();
    }

    /**
     * One image.
     *
     * @param index from 0 to {@code size() - 1}
     * @return an array (channels, height, width)
     * @throws IndexOutOfBoundsException if there is no such image
     * @throws UncheckedIOException if it is damaged or no image; the message names archive and image
     */
    @Override
    public NDArray get(int index) {
        return get(names.get(Objects.checkIndex(index, names.size())));
    }

    /**
     * The image of a name.
     *
     * @param name its name in the archive
     * @return an array (channels, height, width)
     * @throws UncheckedIOException if it is missing, damaged or no image; the message names archive and image
     */
    public NDArray get(String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new UncheckedIOException(new IOException("There is no image '" + name + "' in " + path));
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return decoder.decode(in, name + " in " + path);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
