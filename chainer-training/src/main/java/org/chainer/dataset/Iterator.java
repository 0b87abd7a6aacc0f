package org.chainer.dataset;

import java.util.List;
import java.util.OptionalDouble;
import org.chainer.Serializer;

/**
 * Batches of a data set, one after the other, and where in the epoch they are: Chainer's {@code chainer.dataset.Iterator}.
 *
 * @param <T> type of an example
 */
public interface Iterator<T> extends Serializer.Serializable, AutoCloseable {

    /** Whether there is another batch; always, if the iterator repeats. */
    boolean hasNext();

    /**
     * The next batch.
     *
     * @throws java.util.NoSuchElementException at the end of an iterator that does not repeat
     */
    List<T> next();

    /** Goes back to the start. */
    void reset();

    /** Number of completed epochs. */
    long epoch();

    /** Whether the last batch completed an epoch. */
    boolean isNewEpoch();

    /** Epochs with fraction. */
    double epochDetail();

    /** {@link #epochDetail()} before the last batch; empty before the first. */
    OptionalDouble previousEpochDetail();

    /** Whether it starts again after the last example. */
    boolean repeat();

    /** Ends threads, if the iterator has any. */
    @Override
    default void close() {}
}
