package org.chainer.training.triggers;

import java.util.Map;
import java.util.Objects;
import org.chainer.DictSummary;
import org.chainer.Serializer;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;

/**
 * Fires when an observation's mean over an interval is better than all before.
 *
 * <p>Intervals in which the value was not observed, or was NaN, are passed over.
 */
public class BestValueTrigger implements Trigger {
    private final String key;
    private final Comparison better;
    private final Trigger interval;
    private DictSummary summary = new DictSummary();
    private Double best;

    /** Compares two values. */
    @FunctionalInterface
    public interface Comparison {
        /** Whether the new value is better than the best so far. */
        boolean isBetter(double best, double value);
    }

    /** A trigger that compares once an epoch. */
    public BestValueTrigger(String key, Comparison better) {
        this(key, better, Trigger.epochs(1));
    }

    /**
     * A trigger.
     *
     * @param key of the observation, such as {@code validation/main/loss}
     * @param interval when to compare
     */
    public BestValueTrigger(String key, Comparison better, Trigger interval) {
        this.key = Objects.requireNonNull(key, "key");
        this.better = Objects.requireNonNull(better, "comparison");
        this.interval = Objects.requireNonNull(interval, "interval");
    }

    /** The best value so far; null before the first. */
    public final Double bestValue() {
        return best;
    }

    @Override
    public final boolean fire(Trainer trainer) {
        Object observed = trainer.observation().get(key);
        if (observed != null) {
            summary.add(Map.of(key, observed));
        }
        if (!interval.fire(trainer)) {
            return false;
        }
        Double value = summary.mean().get(key);
        summary = new DictSummary();
        if (value == null || value.isNaN() || best != null && !better.isBetter(best, value)) {
            return false;
        }
        best = value;
        return true;
    }

    @Override
    public final void serialize(Serializer serializer) {
        interval.serialize(serializer.child("interval_trigger"));
        summary.serialize(serializer.child("summary"));
        NDArray array = best == null ? null : NDArray.scalar(best, DType.FLOAT64);
        NDArray saved = serializer.newArray("best_value", array);
        if (saved != array) {
            best = saved == null ? null : saved.item();
        }
    }
}
