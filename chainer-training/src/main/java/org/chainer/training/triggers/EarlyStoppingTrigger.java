package org.chainer.training.triggers;

import java.util.Map;
import java.util.Objects;
import org.chainer.DictSummary;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stop trigger that fires when an observation has not improved for several checks, or when a longest training is reached.
 *
 * <p>Checks in which the value was not observed are passed over with a warning; NaN counts as no improvement.
 */
public final class EarlyStoppingTrigger implements Trigger, Stateful {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyStoppingTrigger.class);

    private String monitor = "main/loss";
    private Mode mode = Mode.AUTO;
    private int patience = 3;
    private Trigger checkTrigger = Trigger.epochs(1);
    private Trigger maxTrigger = Trigger.epochs(100);
    private boolean verbose;
    private DictSummary summary = new DictSummary();
    private Double best;
    private long count;

    /** Which values are better. */
    public enum Mode {
        /** Greater ones if the observation's name contains {@code accuracy}, else smaller ones. */
        AUTO,
        /** Smaller ones. */
        MIN,
        /** Greater ones. */
        MAX
    }

    /** Watches {@code main/loss} once an epoch, for 100 epochs at most, with a patience of 3. */
    public EarlyStoppingTrigger() {}

    /** Key of the observation that is watched. */
    public EarlyStoppingTrigger monitor(String key) {
        monitor = Objects.requireNonNull(key, "monitor");
        return this;
    }

    /** Which values are better. */
    public EarlyStoppingTrigger mode(Mode which) {
        mode = Objects.requireNonNull(which, "mode");
        return this;
    }

    /** Number of checks in a row without improvement after which training ends. */
    public EarlyStoppingTrigger patience(int checks) {
        if (checks < 1) {
            throw new IllegalArgumentException(
                    "EarlyStoppingTrigger: the patience is " + checks + ", expected at least 1");
        }
        patience = checks;
        return this;
    }

    /** When values are compared. */
    public EarlyStoppingTrigger checkTrigger(Trigger when) {
        checkTrigger = Objects.requireNonNull(when, "checkTrigger");
        return this;
    }

    /** Ends training even while values improve. */
    public EarlyStoppingTrigger maxTrigger(Trigger end) {
        maxTrigger = Objects.requireNonNull(end, "maxTrigger");
        return this;
    }

    /** Says on the log when training is stopped early. */
    public EarlyStoppingTrigger verbose(boolean say) {
        verbose = say;
        return this;
    }

    @Override
    public boolean fire(Trainer trainer) {
        Object observed = trainer.observation().get(monitor);
        if (observed != null) {
            summary.add(Map.of(monitor, observed));
        }
        if (maxTrigger.fire(trainer)) {
            return true;
        }
        if (!checkTrigger.fire(trainer)) {
            return false;
        }
        if (observed == null) {
            LOG.warn(
                    "EarlyStoppingTrigger: '{}' was not observed; there are {}",
                    monitor,
                    trainer.observation().keySet());
            return false;
        }
        double value = summary.mean().get(monitor);
        summary = new DictSummary();
        if (best == null ? !Double.isNaN(value) : isBetter(value)) {
            best = value;
            count = 0;
        } else {
            count++;
        }
        if (count >= patience && verbose) {
            LOG.info(
                    "epoch {}: early stopping, {} did not get better than {} in {} checks",
                    trainer.updater().epoch(),
                    monitor,
                    best,
                    count);
        }
        return count >= patience;
    }

    private boolean isBetter(double value) {
        boolean greater = mode == Mode.MAX || mode == Mode.AUTO && monitor.contains("accuracy");
        return greater ? value > best : value < best;
    }

    @Override
    public TrainingLength trainingLength() {
        return maxTrigger.trainingLength();
    }

    /** Hands over what Chainer's counterpart forgets: the best value, the count, and the state of the triggers within. */
    @Override
    public void serializeState(Serializer serializer) {
        checkTrigger.serialize(serializer.child("check_trigger"));
        maxTrigger.serialize(serializer.child("max_trigger"));
        summary.serialize(serializer.child("summary"));
        count = serializer.integer("count", count);
        double saved = serializer.number("best", best == null ? Double.NaN : best);
        best = Double.isNaN(saved) ? null : saved;
    }
}
