package org.chainer.training.triggers;

import java.util.Arrays;
import org.chainer.Serializer;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.Updater;

/** Fires at given epochs or iterations. */
public final class ManualScheduleTrigger implements Trigger {
    private final double[] points;
    private final double last;
    private final Clock clock;
    private boolean finished;
    private boolean finishedUnknown;

    /** A trigger that fires once. */
    public ManualScheduleTrigger(double point, String unit) {
        this(new double[] {point}, unit);
    }

    /**
     * A trigger.
     *
     * @param points when it fires, in any order
     * @param unit {@code epoch} or {@code iteration}
     * @throws IllegalArgumentException if there are no points, one is no number, or the unit is another
     */
    public ManualScheduleTrigger(double[] points, String unit) {
        this.points = points.clone();
        this.clock = new Clock("ManualScheduleTrigger", unit);
        if (points.length == 0 || Arrays.stream(points).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("ManualScheduleTrigger: the points are " + Arrays.toString(points)
                    + ", expected one number or more");
        }
        last = Arrays.stream(points).max().getAsDouble();
    }

    @Override
    public boolean fire(Trainer trainer) {
        Updater updater = trainer.updater();
        double before = clock.before(updater);
        double now = clock.now(updater);
        clock.advance(updater);
        boolean fire = Arrays.stream(points).anyMatch(point -> before < point && point <= now);
        if ((fire || finishedUnknown) && now >= last) {
            finished = true;
        }
        finishedUnknown = false;
        return fire;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void serialize(Serializer serializer) {
        clock.serialize(serializer);
        finishedUnknown = serializer.isReader() && !serializer.has("finished");
        finished = !finishedUnknown && serializer.bool("finished", finished);
    }

    @Override
    public String toString() {
        return "ManualScheduleTrigger(" + Arrays.toString(points) + ", '" + clock.unit() + "')";
    }
}
