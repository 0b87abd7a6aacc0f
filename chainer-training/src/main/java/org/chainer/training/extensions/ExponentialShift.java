package org.chainer.training.extensions;

import org.chainer.GradientMethod;
import org.chainer.Serializer;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;

/** Multiplies a hyperparameter of the optimizer at each call: {@code value = init · rateᵗ}, not beyond a target. */
public final class ExponentialShift implements Extension {
    private final String attribute;
    private final double rate;
    private Double init;
    private Double target;
    private GradientMethod optimizer;
    private long t;
    private double lastValue = Double.NaN;

    /**
     * A schedule.
     *
     * @param attribute name of the hyperparameter, such as {@code lr} or {@code alpha}
     * @throws IllegalArgumentException if the rate is negative
     */
    public ExponentialShift(String attribute, double rate) {
        if (rate < 0) {
            throw new IllegalArgumentException("ExponentialShift: the rate is " + rate + ", expected 0 or more");
        }
        this.attribute = attribute;
        this.rate = rate;
    }

    /** Starts from a value other than the optimizer's own. */
    public ExponentialShift init(double value) {
        init = value;
        return this;
    }

    /** Ends at a value. */
    public ExponentialShift target(double value) {
        target = value;
        return this;
    }

    /** Changes another optimizer than the updater's main one. */
    public ExponentialShift optimizer(GradientMethod other) {
        optimizer = other;
        return this;
    }

    @Override
    public void initialize(Trainer trainer) {
        if (optimizer == null) {
            optimizer = (GradientMethod) trainer.updater().getOptimizer("main");
        }
        if (init == null) {
            init = optimizer.hyperparameter().get(attribute);
        }
        set(Double.isNaN(lastValue) ? init : lastValue);
    }

    @Override
    public void run(Trainer trainer) {
        t++;
        double value = init * Math.pow(rate, t);
        if (target != null && (rate > 1 ? value / target > 1 : value / target < 1)) {
            value = target;
        }
        set(value);
    }

    private void set(double value) {
        optimizer.hyperparameter().set(attribute, value);
        lastValue = value;
    }

    @Override
    public void serialize(Serializer serializer) {
        t = serializer.integer("_t", t);
        if (serializer.isReader() || !Double.isNaN(lastValue)) {
            lastValue = serializer.number("_last_value", lastValue);
        }
    }
}
