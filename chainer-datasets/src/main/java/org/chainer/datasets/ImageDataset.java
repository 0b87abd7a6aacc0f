package org.chainer.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;

/**
 * Images in files of their own, each read when it is asked for, as an array {@code (channels, height, width)}.
 *
 * <p>Samples are those of the file, as a rule 0 to 255: one channel for grey images, two with alpha, three (red, green, blue)
 * for coloured ones, four with alpha; a palette is replaced by its colours. Read is what {@link javax.imageio.ImageIO} reads:
 * JPEG, PNG, GIF, BMP, TIFF and more with plug-ins. Nobody makes sizes and channels equal; see {@link TransformDataset}.
 */
public final class ImageDataset implements Dataset<NDArray> {

    private final List<String> paths;
    private final Path root;
    private final ImageDecoder decoder;

    /**
     * Images in a folder, in {@code Chainer.config().dtype()}.
     *
     * @param paths paths of the files, relative to the folder
     * @param root the folder
     */
    public ImageDataset(List<String> paths, Path root) {
        this(paths, root, null);
    }

    /**
     * Images in a folder.
     *
     * @param paths paths of the files, relative to the folder
     * @param root the folder
     * @param dtype dtype of the arrays; null for {@code Chainer.config().dtype()}
     */
    public ImageDataset(List<String> paths, Path root, DType dtype) {
        this.paths = List.copyOf(paths);
        this.root = root;
        this.decoder = new ImageDecoder(dtype);
    }

    /**
     * Images that a file lists.
     *
     * @param list a text file with one path a line
     * @param root the folder to which these paths are relative
     * @param dtype dtype of the arrays; null for {@code Chainer.config().dtype()}
     * @return the data set
     * @throws IOException if the list cannot be read
     */
    public static ImageDataset ofList(Path list, Path root, DType dtype) throws IOException {
        return new ImageDataset(
                Files.readAllLines(list).stream().map(String::strip).toList(), root, dtype);
    }

    @Override
    public int size() {
        return paths.size();
    }

    /**
     * One image.
     *
     * @param index from 0 to {@code size() - 1}
     * @return an array (channels, height, width)
     * @throws IndexOutOfBoundsException if there is no such image
     * @throws UncheckedIOException if the file is missing, damaged or no image; the message names it
     */
    @Override
    public NDArray get(int index) {
        return read(root.resolve(paths.get(Objects.checkIndex(index, paths.size()))), decoder);
    }

    static NDArray read(Path file, ImageDecoder decoder) {
        try (InputStream in = Files.newInputStream(file)) {
            return decoder.decode(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("There is no image " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
