package org.chainer.training;

import java.util.Map;
import java.util.OptionalDouble;
import org.chainer.Optimizer;
import org.chainer.Serializer;

/** Runs one training iteration at a time. Most extend {@link org.chainer.training.updaters.StandardUpdater}. */
public interface Updater extends Serializer.Serializable, AutoCloseable {

    /** Called when the updater is given to a trainer. */
    default void connectTrainer(Trainer trainer) {}

    /** Runs one iteration. */
    void update();

    /** Number of iterations so far. */
    long iteration();

    /** Number of completed epochs. */
    long epoch();

    /** Epochs with fraction. */
    double epochDetail();

    /** {@link #epochDetail()} before the last iteration; empty before the first. */
    OptionalDouble previousEpochDetail();

    /** Whether the last iteration completed an epoch. */
    boolean isNewEpoch();

    /** The optimizer of that name. */
    Optimizer getOptimizer(String name);

    /** All optimizers by name. */
    Map<String, Optimizer> getAllOptimizers();

    /** Ends threads, if there are any. Called when training ends. */
    @Override
    default void close() {}
}
