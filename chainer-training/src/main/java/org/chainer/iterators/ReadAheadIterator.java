package org.chainer.iterators;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Iterator;

/**
 * Batches in order whose examples several threads read while the former batches are in use.
 *
 * <p>All orders are drawn by the thread that takes the batches, at the same points of the training each time; only the data set is called by the others.
 */
abstract class ReadAheadIterator<T> implements Iterator<T>, Stateful {
    private final BatchOrder order;
    private final BatchReader<T> reader;
    private final int batchesAhead;
    private final Deque<Pending<T>> pending = new ArrayDeque<>();

    /** A batch that nobody has taken yet. */
    private static final class Pending<T> {
        final BatchOrder.Step step;
        /** Null while it is awaited, and if that failed. */
        BatchReader<T>.Reading reading;

        Pending(BatchOrder.Step step, BatchReader<T>.Reading reading) {
            this.step = step;
            this.reading = reading;
        }
    }

    ReadAheadIterator(
            String name,
            Dataset<T> dataset,
            int batchSize,
            boolean repeat,
            OrderSampler sampler,
            int threads,
            int batchesAhead) {
        if (threads < 1) {
            throw new IllegalArgumentException(name + ": " + threads + " threads, expected at least 1");
        }
        if (batchesAhead < 1) {
            throw new IllegalArgumentException(
                    name + ": " + batchesAhead + " batches are to be read ahead, expected at least 1");
        }
        this.order = new BatchOrder(name, dataset.size(), batchSize, repeat, sampler);
        this.reader = new BatchReader<>(name, dataset, threads);
        this.batchesAhead = batchesAhead;
    }

    final void setTimeout(Duration timeout) {
        reader.setTimeout(timeout);
    }

    @Override
    public final boolean hasNext() {
        return order.hasNext(order.state());
    }

    /**
     * The next batch, when all its examples are read.
     *
     * @throws IllegalStateException if the data set failed to give an example; the cause says why, and a further call tries again
     */
    @Override
    public final List<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all examples were visited and the iterator does not repeat");
        }
        readAhead(1);
        Pending<T> first = pending.getFirst();
        BatchReader<T>.Reading reading = first.reading != null ? first.reading : reader.read(first.step.indices());
        first.reading = null;
        List<T> batch = reading.await();
        order.accept(pending.removeFirst().step);
        readAhead(batchesAhead);
        return batch;
    }

    private void readAhead(int batches) {
        while (pending.size() < batches) {
            BatchOrder.State last =
                    pending.isEmpty() ? order.state() : pending.getLast().step.state();
            if (!order.hasNext(last)) {
                return;
            }
            BatchOrder.Step step = order.after(last);
            pending.addLast(new Pending<>(step, reader.read(step.indices())));
        }
    }

    private void discard() {
        for (Pending<T> batch : pending) {
            if (batch.reading != null) {
                batch.reading.cancel();
            }
        }
        pending.clear();
    }

    @Override
    public final void reset() {
        discard();
        order.reset();
    }

    /** Number of examples of this epoch that were used. */
    public final int currentPosition() {
        return order.state().position();
    }

    @Override
    public final long epoch() {
        return order.state().epoch();
    }

    @Override
    public final boolean isNewEpoch() {
        return order.state().newEpoch();
    }

    @Override
    public final double epochDetail() {
        return order.epochDetail();
    }

    @Override
    public final OptionalDouble previousEpochDetail() {
        return order.previousEpochDetail();
    }

    @Override
    public final boolean repeat() {
        return order.repeat();
    }

    /** Ends the threads. A later {@link #next()} starts new ones. */
    @Override
    public final void close() {
        List<int[]> ahead = ordersAhead();
        discard();
        order.keep(ahead);
        reader.close();
    }

    private List<int[]> ordersAhead() {
        List<int[]> ahead = new ArrayList<>();
        pending.forEach(p -> ahead.addAll(p.step.drawn()));
        ahead.addAll(order.waiting());
        return ahead;
    }

    final void serialize(Serializer serializer, String orderKey, String otherOrderKey) {
        order.serialize(serializer, orderKey, otherOrderKey);
        if (serializer.isReader()) {
            discard();
        }
    }

    @Override
    public final void serializeState(Serializer serializer) {
        order.serializeState(serializer, ordersAhead());
    }
}
