package org.chainer.iterators;

import org.chainer.array.RandomState;

/** Shuffles the examples of each epoch. */
public final class ShuffleOrderSampler implements OrderSampler {
    private final RandomState random;

    /** Shuffles by the process's random numbers. */
    public ShuffleOrderSampler() {
        this(null);
    }

    /** Shuffles by random numbers of one's own; null for the process's. */
    public ShuffleOrderSampler(RandomState random) {
        this.random = random;
    }

    @Override
    public int[] next(int[] current, int position) {
        int[] next = current.clone();
        (random == null ? RandomState.shared() : random).shuffle(next);
        return next;
    }
}
