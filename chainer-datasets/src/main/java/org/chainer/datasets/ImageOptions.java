package org.chainer.datasets;

import java.nio.file.Path;
import org.chainer.Chainer;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/**
 * How the images of a data set are to be given: the arguments of Chainer's {@code get_mnist} and its relatives.
 *
 * <pre>{@code
 * Mnist.getMnist(ImageOptions.defaults().withNdim(3).withScale(255))
 * }</pre>
 *
 * @param folder where the original files are; null (the default) for the cache, to which they are downloaded
 * @param ndim number of axes of an image: 1 {@code (pixels)}, 2 {@code (height, width)} or 3
 *     {@code (channels, height, width)}; 0 (the default) for the data set's own, which each getter names
 * @param scale value of the brightest pixel; 1 by default, so that pixels are in [0, 1]
 * @param dtype floating-point dtype of the images; null (the default) for {@code Chainer.config().dtype()}
 * @param labelDtype integer dtype of the labels; int32 by default
 * @param rgbFormat whether grey images of three axes get three equal channels; false by default
 */
public record ImageOptions(Path folder, int ndim, double scale, DType dtype, DType labelDtype, boolean rgbFormat) {

    /** Checks the options. */
    public ImageOptions {
        if (ndim < 0 || ndim > 3) {
            throw new IllegalArgumentException("ImageOptions: ndim must be 1, 2 or 3, got " + ndim);
        }
        if (dtype != null && !dtype.isFloating()) {
            throw new IllegalArgumentException("ImageOptions: images have a floating-point dtype, got " + dtype);
        }
        if (!labelDtype.isInteger()) {
            throw new IllegalArgumentException("ImageOptions: labels have an integer dtype, got " + labelDtype);
        }
    }

    /** The defaults named above. */
    public static ImageOptions defaults() {
        return new ImageOptions(null, 0, 1, null, DType.INT32, false);
    }

    /** A copy with another {@link #folder}. */
    public ImageOptions withFolder(Path newFolder) {
        return new ImageOptions(newFolder, ndim, scale, dtype, labelDtype, rgbFormat);
    }

    /** A copy with another {@link #ndim}. */
    public ImageOptions withNdim(int newNdim) {
        return new ImageOptions(folder, newNdim, scale, dtype, labelDtype, rgbFormat);
    }

    /** A copy with another {@link #scale}. */
    public ImageOptions withScale(double newScale) {
        return new ImageOptions(folder, ndim, newScale, dtype, labelDtype, rgbFormat);
    }

    /** A copy with another {@link #dtype}. */
    public ImageOptions withDtype(DType newDtype) {
        return new ImageOptions(folder, ndim, scale, newDtype, labelDtype, rgbFormat);
    }

    /** A copy with another {@link #labelDtype}. */
    public ImageOptions withLabelDtype(DType newLabelDtype) {
        return new ImageOptions(folder, ndim, scale, dtype, newLabelDtype, rgbFormat);
    }

    /** A copy with another {@link #rgbFormat}. */
    public ImageOptions withRgbFormat(boolean newRgbFormat) {
        return new ImageOptions(folder, ndim, scale, dtype, labelDtype, newRgbFormat);
    }

    /** Images as asked for, of raw ones (N, channels, height, width) with values from 0 to 255. */
    NDArray images(NDArray raw, int defaultNdim) {
        int axes = ndim == 0 ? defaultNdim : ndim;
        NDArray images =
                raw.astype(dtype == null ? Chainer.config().dtype() : dtype).mulAssign(scale / 255);
        Shape shape = raw.shape();
        boolean grey = shape.dim(1) == 1;
        if (rgbFormat && grey && axes != 3) {
            throw new IllegalArgumentException("ImageOptions: rgbFormat needs images of 3 axes, but ndim is " + axes);
        }
        if (axes == 1) {
            return images.reshape(shape.dim(0), shape.dim(1) * shape.dim(2) * shape.dim(3));
        }
        if (axes == 2 && !grey) {
            throw new IllegalArgumentException(
                    "ImageOptions: these images have " + shape.dim(1) + " channels, so ndim must be 1 or 3, got 2");
        }
        if (axes == 2) {
            return images.reshape(shape.dim(0), shape.dim(2), shape.dim(3));
        }
        return rgbFormat && grey ? images.broadcastTo(shape.withDim(1, 3)).copy() : images;
    }

    /** Images and labels as asked for. */
    TupleDataset labeled(NDArray raw, NDArray labels, int defaultNdim) {
        return TupleDataset.of(images(raw, defaultNdim), labels.astype(labelDtype));
    }
}
