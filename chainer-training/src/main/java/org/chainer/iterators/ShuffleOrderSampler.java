package org.chainer.iterators;

import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.array.RandomState;

/** Shuffles the examples of each epoch. */
public final class ShuffleOrderSampler implements OrderSampler, Stateful {
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

    /** Hands over the seed and position of its own random numbers. */
    @Override
    public void serializeState(Serializer serializer) {
        if (random != null) {
            long seed = serializer.integer("seed", random.getSeed());
            long offset = serializer.integer("offset", random.getOffset());
            if (serializer.isReader()) {
                random.setState(seed, offset);
            }
        }
    }
}
