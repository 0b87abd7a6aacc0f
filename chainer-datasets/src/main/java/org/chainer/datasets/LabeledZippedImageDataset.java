package org.chainer.datasets;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.chainer.array.DType;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;

/**
 * Images in a zip archive, each with a label: tuples of an image, as {@link ZippedImageDataset} reads it, and an integer array
 * without axes.
 */
public final class LabeledZippedImageDataset implements Dataset<Tuple>, Closeable {

    private final List<LabeledPath> pairs;
    private final ZippedImageDataset images;
    private final DType labelDtype;

    /**
     * The images that a file lists.
     *
     * @param archive the archive
     * @param list a text file with a name in the archive and a label on each line
     * @param dtype dtype of the images; null for {@code Chainer.config().dtype()}
     * @param labelDtype dtype of the labels
     * @throws IOException if archive or list cannot be read
     */
    public LabeledZippedImageDataset(Path archive, Path list, DType dtype, DType labelDtype) throws IOException {
        this.pairs = LabeledPath.readList(list);
        this.labelDtype = labelDtype;
        this.images = new ZippedImageDataset(archive, dtype);
    }

    @Override
    public int size() {
        return pairs.size();
    }

    /**
     * One image and its label.
     *
     * @param index from 0 to {@code size() - 1}
     * @return the tuple (image, label)
     * @throws IndexOutOfBoundsException if there is no such image
     * @throws java.io.UncheckedIOException if it is missing, damaged or no image; the message names archive and image
     */
    @Override
    public Tuple get(int index) {
        LabeledPath pair = pairs.get(Objects.checkIndex(index, pairs.size()));
        return Tuple.of(images.get(pair.path()), HostArrays.scalar(pair.label(), labelDtype));
    }

    @Override
    public void close() throws IOException {
        images.close();
    }
}
