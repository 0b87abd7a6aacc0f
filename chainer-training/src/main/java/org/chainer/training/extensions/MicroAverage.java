package org.chainer.training.extensions;

import java.util.Objects;
import org.chainer.Chainer;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;

/**
 * Reports a ratio of sums, {@code Σ nᵢ / Σ dᵢ} over batches i: the accuracy over all examples, for instance, where batches differ in size. (A mean of the batches' ratios would weigh small
 * batches too much.)
 */
public final class MicroAverage implements Extension, Stateful {
    private final String numeratorKey;
    private final String denominatorKey;
    private final String resultKey;
    private final Trigger trigger;
    private double numerator;
    private double denominator;

    /** A ratio for each epoch. */
    public MicroAverage(String numeratorKey, String denominatorKey, String resultKey) {
        this(numeratorKey, denominatorKey, resultKey, Trigger.epochs(1));
    }

    /**
     * A ratio.
     *
     * @param numeratorKey observation that is summed above the line
     * @param denominatorKey observation that is summed below it
     * @param resultKey key under which the ratio is reported
     * @param trigger when it is reported, and summing starts anew
     */
    public MicroAverage(String numeratorKey, String denominatorKey, String resultKey, Trigger trigger) {
        this.numeratorKey = Objects.requireNonNull(numeratorKey, "numeratorKey");
        this.denominatorKey = Objects.requireNonNull(denominatorKey, "denominatorKey");
        this.resultKey = Objects.requireNonNull(resultKey, "resultKey");
        this.trigger = Objects.requireNonNull(trigger, "trigger");
    }

    @Override
    public int priority() {
        return PRIORITY_EDITOR;
    }

    @Override
    public void run(Trainer trainer) {
        Object above = trainer.observation().get(numeratorKey);
        Object below = trainer.observation().get(denominatorKey);
        if (above == null || below == null) {
            return;
        }
        numerator += number(numeratorKey, above);
        denominator += number(denominatorKey, below);
        if (trigger.fire(trainer)) {
            Chainer.report(resultKey, numerator / denominator, null);
            numerator = 0;
            denominator = 0;
        }
    }

    private static double number(String key, Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        } else if (value instanceof Variable variable && variable.size() == 1) {
            return variable.item();
        } else if (value instanceof NDArray array && array.size() == 1) {
            return array.item();
        }
        throw new IllegalStateException("MicroAverage: '" + key + "' is " + value + ", expected one number");
    }

    @Override
    public void serialize(Serializer serializer) {
        numerator = sum(serializer, "_numerator", numerator);
        denominator = sum(serializer, "_denominator", denominator);
    }

    /** Chainer starts from Python's 0 and reads no other kind of number into that, so whole sums, such as none, are whole in the file. */
    private static double sum(Serializer serializer, String key, double sum) {
        return serializer.isReader() || sum != Math.rint(sum)
                ? serializer.number(key, sum)
                : serializer.integer(key, (long) sum);
    }

    /** Hands over the state of the trigger within, which Chainer forgets. */
    @Override
    public void serializeState(Serializer serializer) {
        trigger.serialize(serializer.child("trigger"));
        if (trigger instanceof Stateful stateful) {
            stateful.serializeState(serializer.child("trigger"));
        }
    }
}
