package org.chainer.datasets;

import java.io.IOException;
import java.nio.file.Path;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.RemoteFile;

/** A data set of 28×28 grey images of ten classes in the four files of MNIST. */
final class IdxImages {

    private static final int SIZE = 28;
    private static final int CLASSES = 10;

    private final String name;
    private final RemoteFile trainImages;
    private final RemoteFile trainLabels;
    private final RemoteFile testImages;
    private final RemoteFile testLabels;

    IdxImages(
            String name, RemoteFile trainImages, RemoteFile trainLabels, RemoteFile testImages, RemoteFile testLabels) {
        this.name = name;
        this.trainImages = trainImages;
        this.trainLabels = trainLabels;
        this.testImages = testImages;
        this.testLabels = testLabels;
    }

    TrainTest<TupleDataset> labeled(ImageOptions options) throws IOException {
        return new TrainTest<>(labeled(trainImages, trainLabels, options), labeled(testImages, testLabels, options));
    }

    TrainTest<Dataset<NDArray>> images(ImageOptions options) throws IOException {
        return new TrainTest<>(
                Dataset.of(options.images(pixels(find(trainImages, options)), 1)),
                Dataset.of(options.images(pixels(find(testImages, options)), 1)));
    }

    TupleDataset test(ImageOptions options) throws IOException {
        return labeled(testImages, testLabels, options);
    }

    private TupleDataset labeled(RemoteFile images, RemoteFile labels, ImageOptions options) throws IOException {
        Path imageFile = find(images, options);
        Path labelFile = find(labels, options);
        NDArray pixels = pixels(imageFile);
        NDArray classes = IdxFile.read(labelFile);
        if (classes.rank() != 1 || classes.dtype() != DType.UINT8) {
            throw new IOException(labelFile + " holds an array of shape " + classes.shape() + " and dtype "
                    + classes.dtype() + ", but labels are a list of bytes");
        }
        if (classes.dim(0) != pixels.dim(0)) {
            throw new IOException(imageFile + " holds " + pixels.dim(0) + " images, but " + labelFile + " holds "
                    + classes.dim(0) + " labels; they do not belong together");
        }
        if (classes.size() > 0 && classes.max().item() >= CLASSES) {
            throw new IOException(labelFile + " holds the label "
                    + (int) classes.max().item() + ", but there are only " + CLASSES + " classes");
        }
        return options.labeled(pixels, classes, 1);
    }

    private static NDArray pixels(Path file) throws IOException {
        NDArray pixels = IdxFile.read(file);
        if (pixels.rank() != 3 || pixels.dim(1) != SIZE || pixels.dim(2) != SIZE || pixels.dtype() != DType.UINT8) {
            throw new IOException(file + " holds an array of shape " + pixels.shape() + " and dtype " + pixels.dtype()
                    + ", but images are bytes of shape (N, " + SIZE + ", " + SIZE + ")");
        }
        return pixels.expandDims(1);
    }

    private Path find(RemoteFile file, ImageOptions options) throws IOException {
        return DatasetFiles.find(options.folder(), name, file);
    }
}
