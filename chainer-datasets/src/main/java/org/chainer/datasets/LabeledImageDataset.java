package org.chainer.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;

/**
 * Images in files of their own, each with a label: tuples of an image, as {@link ImageDataset} reads it, and an integer array
 * without axes.
 */
public final class LabeledImageDataset implements Dataset<Tuple> {

    private final List<LabeledPath> pairs;
    private final Path root;
    private final ImageDecoder decoder;
    private final DType labelDtype;

    /**
     * Images in a folder, in {@code Chainer.config().dtype()}, with int32 labels.
     *
     * @param pairs paths of the files, relative to the folder, and labels; see {@link LabeledPath#readList}
     * @param root the folder
     */
    public LabeledImageDataset(List<LabeledPath> pairs, Path root) {
        this(pairs, root, null, DType.INT32);
    }

    /**
     * Images in a folder.
     *
     * @param pairs paths of the files, relative to the folder, and labels; see {@link LabeledPath#readList}
     * @param root the folder
     * @param dtype dtype of the images; null for {@code Chainer.config().dtype()}
     * @param labelDtype dtype of the labels
     */
    public LabeledImageDataset(List<LabeledPath> pairs, Path root, DType dtype, DType labelDtype) {
        this.pairs = List.copyOf(pairs);
        this.root = root;
        this.decoder = new ImageDecoder(dtype);
        this.labelDtype = labelDtype;
    }

    /**
     * Images that a file lists, with int32 labels.
     *
     * @param list a text file with a path and a label on each line
     * @param root the folder to which these paths are relative
     * @return the data set
     * @throws IOException if the list cannot be read
     */
    public static LabeledImageDataset ofList(Path list, Path root) throws IOException {
        return new LabeledImageDataset(LabeledPath.readList(list), root);
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
     * @throws java.io.UncheckedIOException if the file is missing, damaged or no image; the message names it
     */
    @Override
    public Tuple get(int index) {
        LabeledPath pair = pairs.get(Objects.checkIndex(index, pairs.size()));
        NDArray image = ImageDataset.read(root.resolve(pair.path()), decoder);
        return Tuple.of(image, HostArrays.scalar(pair.label(), labelDtype));
    }
}
