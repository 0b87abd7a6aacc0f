package org.chainer.training.extensions;

import java.util.Objects;
import org.chainer.GradientMethod;
import org.chainer.Optimizer;
import org.chainer.Serializer;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;

/**
 * A schedule of one of an optimizer's hyperparameters: at each call it is set to a value that depends on the number of calls. Extend it for a schedule of one's own.
 *
 * @param <S> the schedule's own class
 */
public abstract class Shift<S extends Shift<S>> implements Extension {
    private final String attribute;
    private Double init;
    private Double target;
    private GradientMethod optimizer;
    private long t;
    private double lastValue = Double.NaN;

    /**
     * A schedule.
     *
     * @param attribute name of the hyperparameter, such as {@code lr} or {@code alpha}
     */
    protected Shift(String attribute) {
        this.attribute = Objects.requireNonNull(attribute, "attribute");
    }

    /** Changes another optimizer than the updater's main one. */
    public final S optimizer(GradientMethod other) {
        optimizer = other;
        return self();
    }

    @SuppressWarnings("unchecked")
    private S self() {
        return (S) this;
    }

    /** Sets the value to start from, for subclasses that offer it. */
    final S startFrom(Double value) {
        init = value;
        return self();
    }

    /** Sets the value to end at, for subclasses that offer it. */
    final S endAt(double value) {
        target = value;
        return self();
    }

    /** The value after t calls. */
    protected abstract double value(long t);

    /** The value to start from: that which was given, else the optimizer's own before training. */
    protected final double init() {
        return init;
    }

    /** A value that is not beyond the target, if there is one. */
    final double towardsTarget(double value, boolean rising) {
        if (target == null) {
            return value;
        }
        // Ratios, not differences: values below zero may be on the way to a target below zero.
        boolean beyond = rising ? value / target > 1 : value / target < 1;
        return beyond ? target : value;
    }

    /** How often this extension was called. */
    public final long t() {
        return t;
    }

    @Override
    public final void initialize(Trainer trainer) {
        if (optimizer == null) {
            Optimizer main = trainer.updater().getOptimizer("main");
            if (!(main instanceof GradientMethod method)) {
                throw new IllegalStateException(defaultName() + ": the main optimizer, "
                        + main.getClass().getName() + ", has no hyperparameters: it is no GradientMethod");
            }
            optimizer = method;
        }
        double current = optimizer.hyperparameter().get(attribute);
        if (init == null) {
            init = current;
        }
        set(Double.isNaN(lastValue) ? value(t) : lastValue);
    }

    @Override
    public final void run(Trainer trainer) {
        t++;
        beforeValue(t);
        if (changesAfter(t)) {
            set(value(t));
        }
    }

    /** Whether the value is to be set after that many calls; else others may have changed it, and it is left alone. */
    boolean changesAfter(long calls) {
        return true;
    }

    /** Called before {@link #value} of a further call; for schedules that count. */
    void beforeValue(long now) {}

    private void set(double value) {
        optimizer.hyperparameter().set(attribute, value);
        lastValue = value;
    }

    @Override
    public void serialize(Serializer serializer) {
        t = serializer.integer("_t", t);
        if (!savesLastValue()) {
            lastValue = serializer.isReader() ? Double.NaN : lastValue;
        } else if (!serializer.isReader() && Double.isNaN(lastValue)) {
            serializer.array("_last_value", null);
        } else {
            lastValue = serializer.number("_last_value", lastValue);
        }
    }

    /** Whether Chainer's files have the last value of this schedule. */
    boolean savesLastValue() {
        return true;
    }
}
