package org.chainer.training.triggers;

import org.chainer.Serializer;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;

/**
 * Fires at fixed intervals of epochs or iterations: whenever a multiple of the period was reached or passed since it was last asked.
 *
 * <p>Asked again in the same iteration it gives the same answer, so one trigger can serve several extensions.
 */
public final class IntervalTrigger implements Trigger {
    /** Epochs are sums of rounded fractions: a multiple of the period that is missed by so little counts as reached. */
    private static final double ROUNDING = 1e-9;

    private final double period;
    private final Clock clock;
    private long answeredIteration = -1;
    private boolean answer;

    /**
     * A trigger.
     *
     * @param unit {@code epoch} or {@code iteration}
     * @throws IllegalArgumentException if the period is not positive, or the unit another
     */
    public IntervalTrigger(double period, String unit) {
        if (!(period > 0 && period < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "IntervalTrigger: the period is " + period + ", expected a positive number");
        }
        this.period = period;
        this.clock = new Clock("IntervalTrigger", unit);
    }

    @Override
    public boolean fire(Trainer trainer) {
        long iteration = trainer.updater().iteration();
        if (iteration != answeredIteration) {
            answer = periods(clock.before(trainer.updater())) != periods(clock.now(trainer.updater()));
            answeredIteration = iteration;
            clock.advance(trainer.updater());
        }
        return answer;
    }

    private double periods(double time) {
        double ratio = time / period;
        double nearest = Math.rint(ratio);
        return Math.abs(ratio - nearest) <= ROUNDING * Math.max(1, ratio) ? nearest : Math.floor(ratio);
    }

    @Override
    public void serialize(Serializer serializer) {
        clock.serialize(serializer);
        if (serializer.isReader()) {
            answeredIteration = -1;
        }
    }

    @Override
    public TrainingLength trainingLength() {
        return new TrainingLength(period, clock.unit());
    }

    @Override
    public String toString() {
        String number = period == Math.rint(period) ? Long.toString((long) period) : Double.toString(period);
        return "IntervalTrigger(" + number + ", '" + clock.unit() + "')";
    }
}
