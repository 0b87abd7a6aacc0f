package org.chainer.training.testing;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import org.chainer.Optimizer;
import org.chainer.Serializer;
import org.chainer.training.Updater;

/** An updater without model that only counts iterations and epochs. */
public final class MockUpdater implements Updater {
    private final long iterationsPerEpoch;
    private Runnable updateCore = () -> {};
    private long iteration;
    private boolean closed;

    /**
     * An updater at iteration 0.
     *
     * @throws IllegalArgumentException if an epoch has no iteration
     */
    public MockUpdater(long iterationsPerEpoch) {
        if (iterationsPerEpoch < 1) {
            throw new IllegalArgumentException(
                    "MockUpdater: " + iterationsPerEpoch + " iterations an epoch, expected at least 1");
        }
        this.iterationsPerEpoch = iterationsPerEpoch;
    }

    /** What is done in each iteration: report something, or throw. */
    public MockUpdater updateCore(Runnable action) {
        updateCore = action;
        return this;
    }

    /** Whether {@link #close()} was called. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void update() {
        updateCore.run();
        iteration++;
    }

    @Override
    public long iteration() {
        return iteration;
    }

    @Override
    public long epoch() {
        return iteration / iterationsPerEpoch;
    }

    @Override
    public double epochDetail() {
        return (double) iteration / iterationsPerEpoch;
    }

    @Override
    public OptionalDouble previousEpochDetail() {
        return iteration == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((iteration - 1) / (double) iterationsPerEpoch);
    }

    @Override
    public boolean isNewEpoch() {
        return iteration > 0 && iteration % iterationsPerEpoch == 0;
    }

    @Override
    public Optimizer getOptimizer(String name) {
        throw new NoSuchElementException("this updater has no optimizer '" + name + "'; it has none at all");
    }

    @Override
    public Map<String, Optimizer> getAllOptimizers() {
        return Map.of();
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void serialize(Serializer serializer) {
        iteration = serializer.integer("iteration", iteration);
    }
}
