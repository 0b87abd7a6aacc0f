package org.chainer.datasets;

import java.io.IOException;
import java.util.List;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.RemoteFile;

/**
 * Kuzushiji-MNIST: 60,000 hand-written old Japanese characters for training and 10,000 for the test. Chainer's
 * {@code get_kuzushiji_mnist}.
 *
 * <p>Images are grey, 28×28 pixels, by default arrays {@code (784)} of values in [0, 1]; labels are int32 arrays without axes.
 * The original files {@code train-images-idx3-ubyte.gz}, {@code train-labels-idx1-ubyte.gz},
 * {@code t10k-images-idx3-ubyte.gz} and {@code t10k-labels-idx1-ubyte.gz} are read from {@link ImageOptions#folder} or the
 * cache, and downloaded if they are not there.
 *
 * @see <a href="https://arxiv.org/abs/1812.01718">Clanuwat et al., Deep Learning for Classical Japanese Literature, 2018</a>
 */
public final class KuzushijiMnist {

    private static final String URL = "http://codh.rois.ac.jp/kmnist/dataset/kmnist/";
    private static final IdxImages FILES = new IdxImages(
            "kuzushiji_mnist",
            file("train-images-idx3-ubyte.gz", "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
            file("train-labels-idx1-ubyte.gz", "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
            file("t10k-images-idx3-ubyte.gz", "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
            file("t10k-labels-idx1-ubyte.gz", "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"));

    private KuzushijiMnist() {}

    private static RemoteFile file(String name, String sha256) {
        return RemoteFile.of(URL + name).withSha256(sha256);
    }

    /**
     * Images and labels.
     *
     * @return tuples (image, label) for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<TupleDataset> getKuzushijiMnist() throws IOException {
        return getKuzushijiMnist(ImageOptions.defaults());
    }

    /**
     * Images and labels.
     *
     * @param options how images and labels are to be given; {@code ndim} is 1 by default
     * @return tuples (image, label) for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<TupleDataset> getKuzushijiMnist(ImageOptions options) throws IOException {
        return FILES.labeled(options);
    }

    /**
     * Images without labels: Chainer's {@code withlabel=False}.
     *
     * @param options how images are to be given; {@code ndim} is 1 by default
     * @return images for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<Dataset<NDArray>> getKuzushijiMnistImages(ImageOptions options) throws IOException {
        return FILES.images(options);
    }

    /**
     * A class of characters.
     *
     * @param romaji its sound in Latin letters
     * @param character the modern character
     */
    public record Label(String romaji, String character) {}

    /** The classes, in order of label: Chainer's {@code get_kuzushiji_mnist_labels}. */
    public static List<Label> getKuzushijiMnistLabels() {
        return List.of(
                new Label("o", "\u304a"),
                new Label("ki", "\u304d"),
                new Label("su", "\u3059"),
                new Label("tsu", "\u3064"),
                new Label("na", "\u306a"),
                new Label("ha", "\u306f"),
                new Label("ma", "\u307e"),
                new Label("ya", "\u3084"),
                new Label("re", "\u308c"),
                new Label("wo", "\u3092"));
    }
}
