package org.chainer.examples.cifar;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.datasets.Cifar;
import org.chainer.datasets.ImageOptions;
import org.chainer.datasets.SyntheticImages;
import org.chainer.datasets.TrainTest;
import org.chainer.datasets.TupleDataset;
import org.chainer.examples.common.DataOptions;

/**
 * Small colour images with labels: CIFAR or made up.
 *
 * @param description which they are
 * @param names names of the classes
 * @param train tuples (image, label) to train on
 * @param test tuples (image, label) for the test
 */
public record SmallImages(String description, List<String> names, Dataset<Tuple> train, Dataset<Tuple> test) {
    private static final List<String> CIFAR10 =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    private static final int TRAIN = 5_000;
    private static final int TEST = 1_000;

    /** Which classes there are. */
    public enum Kind {
        /** Ten classes. */
        cifar10(10),
        /** A hundred. */
        cifar100(100);

        private final int classes;

        Kind(int classes) {
            this.classes = classes;
        }
    }

    /**
     * The wanted images.
     *
     * @throws IOException if files are missing or damaged; the message says which
     */
    public static SmallImages load(DataOptions data, Kind kind, long seed) throws IOException {
        ImageOptions options = ImageOptions.defaults();
        if (data.isSynthetic()) {
            TrainTest<TupleDataset> images =
                    SyntheticImages.getImages(seed, kind.classes, data.size(TRAIN), data.size(TEST), options);
            return new SmallImages(
                    "made-up shapes", SyntheticImages.getLabels(kind.classes), images.train(), images.test());
        }
        options = options.withFolder(data.folder());
        boolean ten = kind == Kind.cifar10;
        TrainTest<TupleDataset> images = ten ? Cifar.getCifar10(options) : Cifar.getCifar100(options);
        List<String> names = ten
                ? CIFAR10
                : IntStream.range(0, 100).mapToObj(Integer::toString).toList();
        return new SmallImages(
                data.describe(ten ? "CIFAR-10" : "CIFAR-100", ""),
                names,
                data.head(images.train()),
                data.head(images.test()));
    }

    /** Prints which data these are. */
    public void print(PrintStream console) {
        console.printf(
                Locale.ROOT,
                "data: %s (%,d images of %d classes to train on, %,d for the test)%n",
                description,
                train.size(),
                names.size(),
                test.size());
    }
}
