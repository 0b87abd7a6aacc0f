package org.chainer.examples.imagenet;

import java.util.concurrent.ThreadLocalRandom;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;

/** Crops images to what a network takes, at random and perhaps mirrored for training, takes the mean off, and scales to [−1, 1]. */
final class PreprocessedDataset implements Dataset<Tuple> {
    private final Dataset<Tuple> base;
    private final NDArray mean;
    private final int size;
    private final boolean random;

    PreprocessedDataset(Dataset<Tuple> base, NDArray mean, int size, boolean random) {
        this.base = base;
        this.mean = mean;
        this.size = size;
        this.random = random;
    }

    @Override
    public int size() {
        return base.size();
    }

    @Override
    public Tuple get(int index) {
        Tuple example = base.get(index);
        NDArray image = example.get(0);
        if (!image.shape().equals(mean.shape()) || image.dim(1) < size || image.dim(2) < size) {
            throw new IllegalArgumentException("image " + index + " has shape " + image.shape() + ", the mean image "
                    + mean.shape() + "; expected the same, and at least (3, " + size + ", " + size + ")");
        }
        long top = offset(image.dim(1) - size);
        long left = offset(image.dim(2) - size);
        NDArray x = crop(image, top, left).sub(crop(mean, top, left)).div(255);
        boolean mirrored = random && ThreadLocalRandom.current().nextBoolean();
        return Tuple.of(mirrored ? x.flip(2).copy() : x, example.get(1));
    }

    private long offset(long room) {
        return random ? ThreadLocalRandom.current().nextLong(room + 1) : room / 2;
    }

    private NDArray crop(NDArray image, long top, long left) {
        return image.slice(1, top, top + size).slice(2, left, left + size);
    }
}
