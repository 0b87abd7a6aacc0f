package org.chainer.training.extensions;

/** Multiplies a hyperparameter at each call: {@code value = init · rateᵗ}, not beyond a target. */
public final class ExponentialShift extends Shift<ExponentialShift> {
    private final double rate;

    /**
     * A schedule.
     *
     * @param attribute name of the hyperparameter, such as {@code lr} or {@code alpha}
     * @throws IllegalArgumentException if the rate is negative
     */
    public ExponentialShift(String attribute, double rate) {
        super(attribute);
        if (!(rate >= 0)) {
            throw new IllegalArgumentException("ExponentialShift: the rate is " + rate + ", expected 0 or more");
        }
        this.rate = rate;
    }

    /** Starts from a value other than the optimizer's own. */
    public ExponentialShift init(double value) {
        return startFrom(value);
    }

    /** Ends at a value. */
    public ExponentialShift target(double value) {
        return endAt(value);
    }

    @Override
    protected double value(long t) {
        return t == 0 ? init() : towardsTarget(init() * Math.pow(rate, t), rate > 1);
    }
}
