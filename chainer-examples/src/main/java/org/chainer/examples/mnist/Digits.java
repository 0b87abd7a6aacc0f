package org.chainer.examples.mnist;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.datasets.ImageOptions;
import org.chainer.datasets.Mnist;
import org.chainer.datasets.SubDataset;
import org.chainer.datasets.SyntheticDigits;
import org.chainer.datasets.TrainTest;
import org.chainer.datasets.TupleDataset;
import org.chainer.examples.common.DataOptions;

/**
 * Images of digits with labels: MNIST or made up.
 *
 * @param description which they are
 * @param train tuples (image, label) to train on
 * @param test tuples (image, label) for the test
 */
public record Digits(String description, Dataset<Tuple> train, Dataset<Tuple> test) {
    /** Names of the classes. */
    public static final List<String> NAMES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private static final int TRAIN = 10_000;
    private static final int TEST = 2_000;

    /**
     * The wanted digits. Of a folder with nothing but the test's files, nine tenths are for training and the rest for the test.
     *
     * @param ndim axes of an image: 1 for 784 pixels, 3 for (1, 28, 28)
     * @throws IOException if files are missing or damaged; the message says which
     */
    public static Digits load(DataOptions data, long seed, int ndim) throws IOException {
        ImageOptions options = ImageOptions.defaults().withNdim(ndim);
        if (data.isSynthetic()) {
            TrainTest<TupleDataset> digits =
                    SyntheticDigits.getDigits(seed, data.size(TRAIN), data.size(TEST), options);
            return new Digits("made-up digits", digits.train(), digits.test());
        }
        Path folder = data.folder();
        String description = data.describe("MNIST", "");
        if (folder != null && !Files.exists(folder.resolve("train-images-idx3-ubyte.gz"))) {
            TupleDataset all = Mnist.getMnistTest(options.withFolder(folder));
            int cut = all.size() / 10 * 9;
            return new Digits(
                            "the test images of " + description,
                            new SubDataset<>(all, 0, cut),
                            new SubDataset<>(all, cut, all.size()))
                    .head(data);
        }
        TrainTest<TupleDataset> mnist = Mnist.getMnist(options.withFolder(folder));
        return new Digits(description, mnist.train(), mnist.test()).head(data);
    }

    private Digits head(DataOptions data) {
        return new Digits(description, data.head(train), data.head(test));
    }

    /** Prints which data these are. */
    public void print(PrintStream console) {
        console.printf(
                Locale.ROOT,
                "data: %s (%,d images to train on, %,d for the test)%n",
                description,
                train.size(),
                test.size());
    }
}
