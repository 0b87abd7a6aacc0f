package org.chainer.iterators;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Iterator;

/**
 * Batches of a data set in order, or in the order of an {@link OrderSampler}: shuffled, by default.
 *
 * <p>A batch that reaches over the end of an epoch takes its rest from the next one; without {@code repeat} the last batch is shorter.
 *
 * @param <T> type of an example
 */
public final class SerialIterator<T> implements Iterator<T>, Stateful {
    private final Dataset<T> dataset;
    private final BatchOrder order;

    /** Shuffled, and repeating. */
    public SerialIterator(Dataset<T> dataset, int batchSize) {
        this(dataset, batchSize, true, true);
    }

    /** Shuffled or in order, repeating or not. */
    public SerialIterator(Dataset<T> dataset, int batchSize, boolean repeat, boolean shuffle) {
        this(dataset, batchSize, repeat, shuffle ? new ShuffleOrderSampler() : null);
    }

    /**
     * In the order of a sampler.
     *
     * @param sampler null for the data set's own order
     * @throws IllegalArgumentException if the batch size is not positive, or the data set empty
     */
    public SerialIterator(Dataset<T> dataset, int batchSize, boolean repeat, OrderSampler sampler) {
        this.dataset = dataset;
        this.order = new BatchOrder("SerialIterator", dataset.size(), batchSize, repeat, sampler);
    }

    @Override
    public void reset() {
        order.reset();
    }

    @Override
    public boolean hasNext() {
        return order.hasNext(order.state());
    }

    @Override
    public List<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all examples were visited and the iterator does not repeat");
        }
        BatchOrder.Step step = order.after(order.state());
        List<T> batch = new ArrayList<>(step.indices().length);
        for (int index : step.indices()) {
            batch.add(dataset.get(index));
        }
        order.accept(step);
        return batch;
    }

    /** Number of examples of this epoch that were used. */
    public int currentPosition() {
        return order.state().position();
    }

    @Override
    public long epoch() {
        return order.state().epoch();
    }

    @Override
    public boolean isNewEpoch() {
        return order.state().newEpoch();
    }

    @Override
    public double epochDetail() {
        return order.epochDetail();
    }

    @Override
    public OptionalDouble previousEpochDetail() {
        return order.previousEpochDetail();
    }

    @Override
    public boolean repeat() {
        return order.repeat();
    }

    @Override
    public void serialize(Serializer serializer) {
        order.serialize(serializer, "order", "_order");
    }

    @Override
    public void serializeState(Serializer serializer) {
        order.serializeState(serializer, List.of());
    }
}
