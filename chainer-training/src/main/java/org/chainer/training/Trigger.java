package org.chainer.training;

import org.chainer.Serializer;
import org.chainer.training.triggers.AllTrigger;
import org.chainer.training.triggers.AnyTrigger;
import org.chainer.training.triggers.IntervalTrigger;

/** Decides, once an iteration, whether an extension runs or training ends. A lambda will do: {@code t -> t.updater().iteration() == 100}. */
@FunctionalInterface
public interface Trigger extends Serializer.Serializable {

    /** Whether to act now. Called after each update (a stop trigger also before the first). */
    boolean fire(Trainer trainer);

    /** Hands the trigger's state over; none by default. */
    @Override
    default void serialize(Serializer serializer) {}

    /** How long training is if this trigger ends it; null if that is not known beforehand. */
    default TrainingLength trainingLength() {
        return null;
    }

    /** Whether it will never fire again in this run. */
    default boolean isFinished() {
        return false;
    }

    /**
     * A number of epochs or iterations.
     *
     * @param period how many
     * @param unit {@code epoch} or {@code iteration}
     */
    record TrainingLength(double period, String unit) {}

    /** Fires every so many epochs. */
    static Trigger epochs(double period) {
        return new IntervalTrigger(period, "epoch");
    }

    /** Fires every so many iterations. */
    static Trigger iterations(long period) {
        return new IntervalTrigger(period, "iteration");
    }

    /**
     * Fires every so many units: Chainer's {@code (period, unit)}.
     *
     * @param unit {@code epoch} or {@code iteration}
     */
    static Trigger of(double period, String unit) {
        return new IntervalTrigger(period, unit);
    }

    /** Never fires. */
    static Trigger never() {
        return trainer -> false;
    }

    /** Fires when this trigger or the other one does; both are asked each time. */
    default Trigger or(Trigger other) {
        return new AnyTrigger(this, other);
    }

    /** Fires when this trigger and the other one do at once; both are asked each time. */
    default Trigger and(Trigger other) {
        return new AllTrigger(this, other);
    }
}
