package org.chainer.iterators;

import java.time.Duration;
import org.chainer.Serializer;
import org.chainer.dataset.Dataset;

/**
 * Batches as of a {@link SerialIterator}, whose examples several threads read. The next two batches are read while the current one is in use, so a slow data set costs no time as
 * long as it is no slower than the training step.
 *
 * <p>The data set's {@code get} is called by several threads at once. Batches and the examples in them keep their order. Threads end when the iterator is closed, which a trainer does.
 *
 * @param <T> type of an example
 */
public final class MultithreadIterator<T> extends ReadAheadIterator<T> {

    /** With one only, threads would pause whenever they are a little ahead, and never make up for that. */
    private static final int BATCHES_AHEAD = 2;

    /** Shuffled, repeating, with one thread. */
    public MultithreadIterator(Dataset<T> dataset, int batchSize) {
        this(dataset, batchSize, true, true, 1);
    }

    /** Shuffled or in order, repeating or not. */
    public MultithreadIterator(Dataset<T> dataset, int batchSize, boolean repeat, boolean shuffle, int threads) {
        this(dataset, batchSize, repeat, shuffle ? new ShuffleOrderSampler() : null, threads);
    }

    /**
     * In the order of a sampler.
     *
     * @param sampler null for the data set's own order
     * @param threads number of threads that read examples
     * @throws IllegalArgumentException if a number is not positive, or the data set empty
     */
    public MultithreadIterator(Dataset<T> dataset, int batchSize, boolean repeat, OrderSampler sampler, int threads) {
        super("MultithreadIterator", dataset, batchSize, repeat, sampler, threads, BATCHES_AHEAD);
    }

    /** A batch that takes longer to read than this is warned of; 30 seconds if it is not called, null for never. */
    public MultithreadIterator<T> datasetTimeout(Duration timeout) {
        setTimeout(timeout);
        return this;
    }

    @Override
    public void serialize(Serializer serializer) {
        serialize(serializer, "_order", "order");
    }
}
