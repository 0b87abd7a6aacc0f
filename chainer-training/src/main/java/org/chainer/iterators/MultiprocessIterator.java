package org.chainer.iterators;

import java.time.Duration;
import org.chainer.Serializer;
import org.chainer.dataset.Dataset;

/**
 * Batches as of a {@link SerialIterator}, read by a pool of workers, several batches ahead.
 *
 * <p>Chainer's workers are processes because Python runs one thread at a time. Java runs all threads at once, so here they are threads: the data set is not copied to other processes,
 * examples need no shared memory ({@code shared_mem} and {@code maxtasksperchild} have no counterpart), and the data set's {@code get} must be safe to call from several threads. What
 * {@link MultithreadIterator} does not have is the number of batches that are read ahead: many of them even out examples that take unequal time.
 *
 * @param <T> type of an example
 */
public final class MultiprocessIterator<T> extends ReadAheadIterator<T> {

    /** Shuffled, repeating, with a worker for each processor and two batches ahead. */
    public MultiprocessIterator(Dataset<T> dataset, int batchSize) {
        this(dataset, batchSize, true, true, Runtime.getRuntime().availableProcessors(), 2);
    }

    /** Shuffled or in order, repeating or not. */
    public MultiprocessIterator(
            Dataset<T> dataset, int batchSize, boolean repeat, boolean shuffle, int workers, int batchesAhead) {
        this(dataset, batchSize, repeat, shuffle ? new ShuffleOrderSampler() : null, workers, batchesAhead);
    }

    /**
     * In the order of a sampler.
     *
     * @param sampler null for the data set's own order
     * @param workers number of threads that read examples (Chainer's {@code n_processes})
     * @param batchesAhead number of batches that are read ahead (Chainer's {@code n_prefetch})
     * @throws IllegalArgumentException if a number is not positive, or the data set empty
     */
    public MultiprocessIterator(
            Dataset<T> dataset, int batchSize, boolean repeat, OrderSampler sampler, int workers, int batchesAhead) {
        super("MultiprocessIterator", dataset, batchSize, repeat, sampler, workers, batchesAhead);
    }

    /** A batch that takes longer to read than this is warned of; 30 seconds if it is not called, null for never. */
    public MultiprocessIterator<T> datasetTimeout(Duration timeout) {
        setTimeout(timeout);
        return this;
    }

    @Override
    public void serialize(Serializer serializer) {
        serialize(serializer, "order", "_order");
    }
}
