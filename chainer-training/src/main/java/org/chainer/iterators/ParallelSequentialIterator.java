package org.chainer.iterators;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import org.chainer.Serializer;
import org.chainer.array.NDArray;
import org.chainer.dataset.Iterator;
import org.chainer.dataset.Tuple;

/**
 * Pairs of a word and the next one, at several positions of one long text at once: the iterator of Chainer's language model tutorial.
 *
 * <p>The text is a ring. Position {@code k} of a batch starts at word {@code k·length / batchSize}; each batch moves all positions on by one word. An epoch is over when as many words
 * were seen as the text has.
 */
public final class ParallelSequentialIterator implements Iterator<Tuple> {
    private final int[] words;
    private final int[] offsets;
    private final boolean repeat;
    private long iteration;
    private long epoch;
    private boolean newEpoch;
    private double previousEpochDetail = -1;

    /** An iterator that repeats. */
    public ParallelSequentialIterator(NDArray words, int batchSize) {
        this(words, batchSize, true);
    }

    /** An iterator over an array of word IDs. */
    public ParallelSequentialIterator(NDArray words, int batchSize, boolean repeat) {
        this(words.toIntArray(), batchSize, repeat);
    }

    /**
     * An iterator over word IDs.
     *
     * @throws IllegalArgumentException if there are no words, or the batch is not from 1 to their number
     */
    public ParallelSequentialIterator(int[] words, int batchSize, boolean repeat) {
        if (batchSize < 1 || batchSize > words.length) {
            throw new IllegalArgumentException("ParallelSequentialIterator: batch size is " + batchSize
                    + ", expected 1 to " + words.length + ", the number of words");
        }
        this.words = words.clone();
        this.repeat = repeat;
        this.offsets = new int[batchSize];
        for (int i = 0; i < batchSize; i++) {
            offsets[i] = (int) ((long) i * words.length / batchSize);
        }
    }

    @Override
    public boolean hasNext() {
        return repeat || iteration * offsets.length < words.length;
    }

    /** One tuple (word, next word) for each position. */
    @Override
    public List<Tuple> next() {
        if (!hasNext()) {
            throw new NoSuchElementException(
                    "all " + words.length + " words were visited and the iterator does not repeat");
        }
        List<Tuple> batch = new ArrayList<>(offsets.length);
        for (int offset : offsets) {
            int current = (int) ((offset + iteration) % words.length);
            batch.add(Tuple.of(words[current], words[(current + 1) % words.length]));
        }
        previousEpochDetail = epochDetail();
        iteration++;
        long nextEpoch = iteration * offsets.length / words.length;
        newEpoch = epoch < nextEpoch;
        epoch = nextEpoch;
        return batch;
    }

    @Override
    public void reset() {
        iteration = 0;
        epoch = 0;
        newEpoch = false;
        previousEpochDetail = -1;
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
        return (double) (iteration * offsets.length) / words.length;
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
        iteration = serializer.integer("iteration", iteration);
        epoch = serializer.integer("epoch", epoch);
        previousEpochDetail = serializer.number("previous_epoch_detail", previousEpochDetail);
    }
}
