package org.chainer.datasets;

import java.io.IOException;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.RemoteFile;

/**
 * MNIST: 60,000 hand-written digits for training and 10,000 for the test. Chainer's {@code get_mnist}.
 *
 * <p>Images are grey, 28×28 pixels, by default arrays {@code (784)} of values in [0, 1]; labels are int32 arrays without axes.
 * The original files {@code train-images-idx3-ubyte.gz}, {@code train-labels-idx1-ubyte.gz},
 * {@code t10k-images-idx3-ubyte.gz} and {@code t10k-labels-idx1-ubyte.gz} are read from {@link ImageOptions#folder} or the
 * cache, and downloaded if they are not there.
 *
 * @see <a href="https://doi.org/10.1109/5.726791">LeCun et al., Gradient-based learning applied to document recognition,
 *     1998</a>
 */
public final class Mnist {

    private static final String URL = "http://yann.lecun.com/exdb/mnist/";
    private static final IdxImages FILES = new IdxImages(
            "mnist",
            file("train-images-idx3-ubyte.gz", "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
            file("train-labels-idx1-ubyte.gz", "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
            file("t10k-images-idx3-ubyte.gz", "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
            file("t10k-labels-idx1-ubyte.gz", "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));

    private Mnist() {}

    private static RemoteFile file(String name, String sha256) {
        return RemoteFile.of(URL + name)
                .withSha256(sha256)
                .withMirror("https://storage.googleapis.com/cvdf-datasets/mnist/" + name);
    }

    /**
     * Images and labels.
     *
     * @return tuples (image, label) for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<TupleDataset> getMnist() throws IOException {
        return getMnist(ImageOptions.defaults());
    }

    /**
     * Images and labels.
     *
     * @param options how images and labels are to be given; {@code ndim} is 1 by default
     * @return tuples (image, label) for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<TupleDataset> getMnist(ImageOptions options) throws IOException {
        return FILES.labeled(options);
    }

    /**
     * Images without labels: Chainer's {@code withlabel=False}.
     *
     * @param options how images are to be given; {@code ndim} is 1 by default
     * @return images for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<Dataset<NDArray>> getMnistImages(ImageOptions options) throws IOException {
        return FILES.images(options);
    }

    /**
     * The images and labels of the test alone, which need only the two {@code t10k} files.
     *
     * @param options how images and labels are to be given; {@code ndim} is 1 by default
     * @return tuples (image, label)
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TupleDataset getMnistTest(ImageOptions options) throws IOException {
        return FILES.test(options);
    }
}
