package org.chainer.datasets;

import java.io.IOException;
import java.util.List;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.RemoteFile;

/**
 * Fashion-MNIST: 60,000 pictures of clothes for training and 10,000 for the test. Chainer's {@code get_fashion_mnist}.
 *
 * <p>Images are grey, 28×28 pixels, by default arrays {@code (784)} of values in [0, 1]; labels are int32 arrays without axes.
 * The original files {@code train-images-idx3-ubyte.gz}, {@code train-labels-idx1-ubyte.gz},
 * {@code t10k-images-idx3-ubyte.gz} and {@code t10k-labels-idx1-ubyte.gz} are read from {@link ImageOptions#folder} or the
 * cache, and downloaded if they are not there.
 *
 * @see <a href="https://arxiv.org/abs/1708.07747">Xiao et al., Fashion-MNIST, 2017</a>
 */
public final class FashionMnist {

    private static final String URL = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";
    private static final IdxImages FILES = new IdxImages(
            "fashion-mnist",
            file("train-images-idx3-ubyte.gz", "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
            file("train-labels-idx1-ubyte.gz", "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
            file("t10k-images-idx3-ubyte.gz", "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
            file("t10k-labels-idx1-ubyte.gz", "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"));

    private FashionMnist() {}

    private static RemoteFile file(String name, String sha256) {
        return RemoteFile.of(URL + name).withSha256(sha256);
    }

    /**
     * Images and labels.
     *
     * @return tuples (image, label) for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<TupleDataset> getFashionMnist() throws IOException {
        return getFashionMnist(ImageOptions.defaults());
    }

    /**
     * Images and labels.
     *
     * @param options how images and labels are to be given; {@code ndim} is 1 by default
     * @return tuples (image, label) for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<TupleDataset> getFashionMnist(ImageOptions options) throws IOException {
        return FILES.labeled(options);
    }

    /**
     * Images without labels: Chainer's {@code withlabel=False}.
     *
     * @param options how images are to be given; {@code ndim} is 1 by default
     * @return images for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<Dataset<NDArray>> getFashionMnistImages(ImageOptions options) throws IOException {
        return FILES.images(options);
    }

    /** The names of the classes, in order of label: Chainer's {@code get_fashion_mnist_labels}. */
    public static List<String> getFashionMnistLabels() {
        return List.of(
                "T-shirt/top",
                "Trouser",
                "Pullover",
                "Dress",
                "Coat",
                "Sandal",
                "Shirt",
                "Sneaker",
                "Bag",
                "Ankle boot");
    }
}
