package org.chainer.testing;

import org.chainer.array.RandomState;

/**
 * Random numbers of a known seed until the scope is closed, and then those that would have come: {@code try (var random = FixedRandom.of(1)) { … }}. Chainer:
 * {@code testing.fix_random}.
 */
public final class FixedRandom implements AutoCloseable {
    private final long formerSeed;
    private final long formerOffset;

    private FixedRandom(long seed) {
        RandomState shared = RandomState.shared();
        formerSeed = shared.getSeed();
        formerOffset = shared.getOffset();
        shared.setState(seed, 0);
    }

    /** Sets the shared source of random numbers to the start of a seed. */
    public static FixedRandom of(long seed) {
        return new FixedRandom(seed);
    }

    @Override
    public void close() {
        RandomState.shared().setState(formerSeed, formerOffset);
    }
}
