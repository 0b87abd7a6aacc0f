package org.chainer.datasets;

import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.RemoteFile;

/**
 * The Street View House Numbers: 73,257 colour images of single digits for training, 26,032 for the test, and 531,131 easier
 * ones besides. Chainer's {@code get_svhn}.
 *
 * <p>Images have 32×32 pixels in the channels red, green, blue, by default arrays {@code (3, 32, 32)} of values in [0, 1];
 * labels are int32 arrays without axes, and the digit 0 has label 0 (in the files it has 10). The original files
 * {@code train_32x32.mat}, {@code test_32x32.mat} and {@code extra_32x32.mat} are read from {@link ImageOptions#folder} or the
 * cache, and downloaded if they are not there.
 *
 * @see <a href="http://ufldl.stanford.edu/housenumbers/nips2011_housenumbers.pdf">Netzer et al., Reading Digits in Natural
 *     Images with Unsupervised Feature Learning, 2011</a>
 */
public final class Svhn {

    private static final int SIZE = 32;
    private static final String URL = "http://ufldl.stanford.edu/housenumbers/";
    private static final RemoteFile TRAIN = RemoteFile.of(URL + "train_32x32.mat")
            .withSha256("435e94d69a87fde4fd4d7f3dd208dfc32cb6ae8af2240d066de1df7508d083b8");
    private static final RemoteFile TEST = RemoteFile.of(URL + "test_32x32.mat")
            .withSha256("cdce80dfb2a2c4c6160906d0bd7c68ec5a99d7ca4831afa54f09182025b6a75b");
    private static final RemoteFile EXTRA = RemoteFile.of(URL + "extra_32x32.mat")
            .withSha256("a133a4beb38a00fcdda90c9489e0c04f900b660ce8a316a5e854838379a71eb3");

    private Svhn() {}

    /**
     * Images and labels.
     *
     * @return tuples (image, label) for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<TupleDataset> getSvhn() throws IOException {
        return getSvhn(ImageOptions.defaults());
    }

    /**
     * Images and labels.
     *
     * @param options how images and labels are to be given; {@code ndim} is 3 by default, or 1
     * @return tuples (image, label) for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<TupleDataset> getSvhn(ImageOptions options) throws IOException {
        return new TrainTest<>(labeled(TRAIN, options), labeled(TEST, options));
    }

    /**
     * Images without labels: Chainer's {@code withlabel=False}.
     *
     * @param options how images are to be given; {@code ndim} is 3 by default, or 1
     * @return images for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<Dataset<NDArray>> getSvhnImages(ImageOptions options) throws IOException {
        return new TrainTest<>(
                Dataset.of(options.images(read(TRAIN, options).get("X"), 3)),
                Dataset.of(options.images(read(TEST, options).get("X"), 3)));
    }

    /**
     * The easier images besides and their labels: what Chainer's {@code add_extra=True} adds. They take 6.5 GB as float32.
     *
     * @param options how images and labels are to be given; {@code ndim} is 3 by default, or 1
     * @return tuples (image, label)
     * @throws IOException if the file cannot be downloaded or read
     */
    public static TupleDataset getSvhnExtra(ImageOptions options) throws IOException {
        return labeled(EXTRA, options);
    }

    private static TupleDataset labeled(RemoteFile file, ImageOptions options) throws IOException {
        Map<String, NDArray> arrays = read(file, options);
        return options.labeled(arrays.get("X"), arrays.get("y"), 3);
    }

    /** Images X (N, 3, 32, 32) and labels y (N). */
    private static Map<String, NDArray> read(RemoteFile remote, ImageOptions options) throws IOException {
        Path file = DatasetFiles.find(options.folder(), "svhn", remote);
        Map<String, NDArray> arrays = MatFile.read(file, Set.of("X", "y")::contains);
        NDArray images = arrays.get("X");
        NDArray labels = arrays.get("y");
        if (images == null || labels == null) {
            throw new IOException(file + " holds " + arrays.keySet() + ", but images X and labels y were expected");
        }
        boolean shapes = images.rank() == 4
                && images.dim(0) == SIZE
                && images.dim(1) == SIZE
                && images.dim(2) == 3
                && labels.size() == images.dim(3);
        if (!shapes || images.dtype() != DType.UINT8) {
            throw new IOException(file + " holds X of shape " + images.shape() + " and dtype " + images.dtype()
                    + ", y of shape " + labels.shape() + ", but X (32, 32, 3, N) of uint8 and y (N, 1) were expected");
        }
        NDArray digits = labels.flatten().astype(DType.INT32);
        if (digits.size() > 0 && (digits.min().item() < 0 || digits.max().item() > 10)) {
            throw new IOException(file + " holds labels from "
                    + (int) digits.min().item() + " to " + (int) digits.max().item() + ", but 1 to 10 were expected");
        }
        int[] values = digits.toIntArray();
        for (int i = 0; i < values.length; i++) {
            values[i] %= 10;
        }
        return Map.of(
                "X",
                images.transpose(3, 2, 0, 1),
                "y",
                HostArrays.of(IntBuffer.wrap(values), DType.INT32, values.length));
    }
}
