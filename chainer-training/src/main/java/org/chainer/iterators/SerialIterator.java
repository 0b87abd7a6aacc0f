package org.chainer.iterators;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import org.chainer.Serializer;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Iterator;

/**
 * Batches of a data set in order, or in the order of an {@link OrderSampler}: shuffled, by default.
 *
 * <p>A batch that reaches over the end of an epoch takes its rest from the next one; without {@code repeat} the last batch is shorter.
 *
 * @param <T> type of an example
 */
public final class SerialIterator<T> implements Iterator<T> {
    private final Dataset<T> dataset;
    private final int batchSize;
    private final boolean repeat;
    private final OrderSampler sampler;
    private int[] order;
    private int position;
    private long epoch;
    private boolean newEpoch;
    private double previousEpochDetail;

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
        if (batchSize < 1) {
            throw new IllegalArgumentException("SerialIterator: batch size is " + batchSize + ", expected at least 1");
        }
        if (dataset.size() == 0) {
            throw new IllegalArgumentException("SerialIterator: the data set is empty");
        }
        this.dataset = dataset;
        this.batchSize = batchSize;
        this.repeat = repeat;
        this.sampler = sampler;
        reset();
    }

    @Override
    public void reset() {
        order = sampler == null ? null : sampler.next(identity(), 0);
        position = 0;
        epoch = 0;
        newEpoch = false;
        previousEpochDetail = -1;
    }

    private int[] identity() {
        int[] indices = new int[dataset.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = i;
        }
        return indices;
    }

    private int epochSize() {
        return order == null ? dataset.size() : order.length;
    }

    @Override
    public boolean hasNext() {
        return repeat || epoch == 0;
    }

    @Override
    public List<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all examples were visited and the iterator does not repeat");
        }
        previousEpochDetail = epochDetail();
        newEpoch = false;
        List<T> batch = new ArrayList<>(batchSize);
        while (batch.size() < batchSize && !(newEpoch && !repeat)) {
            batch.add(dataset.get(order == null ? position : order[position]));
            position++;
            if (position >= epochSize()) {
                startEpoch();
            }
        }
        return batch;
    }

    private void startEpoch() {
        epoch++;
        newEpoch = true;
        if (sampler != null && repeat) {
            int[] next = sampler.next(order, position);
            if (next.length != order.length) {
                throw new IllegalStateException("SerialIterator: the order sampler returned " + next.length
                        + " indices after " + order.length + "; the number must not change");
            }
            order = next;
        }
        position = 0;
    }

    /** Number of examples of this epoch that were used. */
    public int currentPosition() {
        return position;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public boolean isNewEpoch() {
        return newEpoch;
    }

    @Override
    public double epochDetail() {
        return epoch + (double) position / epochSize();
    }

    @Override
    public OptionalDouble previousEpochDetail() {
        return previousEpochDetail < 0 ? OptionalDouble.empty() : OptionalDouble.of(previousEpochDetail);
    }

    @Override
    public boolean repeat() {
        return repeat;
    }

    @Override
    public void serialize(Serializer serializer) {
        position = (int) serializer.integer("current_position", position);
        epoch = serializer.integer("epoch", epoch);
        newEpoch = serializer.bool("is_new_epoch", newEpoch);
        if (order != null) {
            long[] wide = new long[order.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = order[i];
            }
            String key = serializer.isReader() && !serializer.has("order") ? "_order" : "order";
            NDArray saved = serializer.array(key, NDArray.of(wide));
            order = saved.toIntArray();
        }
        previousEpochDetail = serializer.number("previous_epoch_detail", previousEpochDetail);
    }
}
