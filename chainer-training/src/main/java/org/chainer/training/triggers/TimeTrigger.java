package org.chainer.training.triggers;

import org.chainer.Serializer;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;

/** Fires every so many seconds of training; time before a resumed snapshot counts. */
public final class TimeTrigger implements Trigger {
    private final double period;
    private double nextTime;

    /**
     * A trigger.
     *
     * @param period in seconds
     * @throws IllegalArgumentException if the period is not positive
     */
    public TimeTrigger(double period) {
        if (!(period > 0)) {
            throw new IllegalArgumentException(
                    "TimeTrigger: the period is " + period + " seconds, expected a positive number");
        }
        this.period = period;
        this.nextTime = period;
    }

    @Override
    public boolean fire(Trainer trainer) {
        if (nextTime < trainer.elapsedTime()) {
            nextTime += period;
            return true;
        }
        return false;
    }

    @Override
    public void serialize(Serializer serializer) {
        nextTime = serializer.number("next_time", nextTime);
    }

    @Override
    public String toString() {
        return "TimeTrigger(" + period + ")";
    }
}
