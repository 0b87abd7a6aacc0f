package org.chainer.training.triggers;

import org.chainer.Serializer;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.Updater;

/** Fires at fixed intervals of epochs or iterations. */
public final class IntervalTrigger implements Trigger {
    private final double period;
    private final boolean byEpoch;
    private long previousIteration;
    private double previousEpochDetail;

    /**
     * A trigger.
     *
     * @param unit {@code epoch} or {@code iteration}
     * @throws IllegalArgumentException if the period is not positive, or the unit another
     */
    public IntervalTrigger(double period, String unit) {
        if (!(period > 0)) {
            throw new IllegalArgumentException(
                    "IntervalTrigger: the period is " + period + ", expected a positive number");
        }
        if (!unit.equals("epoch") && !unit.equals("iteration")) {
            throw new IllegalArgumentException(
                    "IntervalTrigger: the unit is '" + unit + "', expected 'epoch' or 'iteration'");
        }
        this.period = period;
        this.byEpoch = unit.equals("epoch");
    }

    @Override
    public boolean fire(Trainer trainer) {
        Updater updater = trainer.updater();
        double now;
        double before;
        if (byEpoch) {
            now = updater.epochDetail();
            before = previousEpochDetail >= 0
                    ? previousEpochDetail
                    : updater.previousEpochDetail().orElse(0);
        } else {
            now = updater.iteration();
            before = previousIteration >= 0 ? previousIteration : now - 1;
        }
        previousIteration = updater.iteration();
        previousEpochDetail = updater.epochDetail();
        return Math.floor(before / period) != Math.floor(now / period);
    }

    @Override
    public void serialize(Serializer serializer) {
        boolean guess = serializer.isReader();
        previousIteration = guess && !serializer.has("previous_iteration")
                ? -1
                : serializer.integer("previous_iteration", previousIteration);
        previousEpochDetail = guess && !serializer.has("previous_epoch_detail")
                ? -1
                : serializer.number("previous_epoch_detail", previousEpochDetail);
    }

    @Override
    public TrainingLength trainingLength() {
        return new TrainingLength(period, byEpoch ? "epoch" : "iteration");
    }

    @Override
    public String toString() {
        String number = period == Math.rint(period) ? Long.toString((long) period) : Double.toString(period);
        return "IntervalTrigger(" + number + ", '" + (byEpoch ? "epoch" : "iteration") + "')";
    }
}
