package org.chainer.training.extensions;

/** Lets a hyperparameter fall to zero by a polynomial: {@code value = init · (1 − t/maxCount)^rate}, not beyond a target. */
public final class PolynomialShift extends Shift<PolynomialShift> {
    private final double rate;
    private final double maxCount;

    /**
     * A schedule.
     *
     * @param attribute name of the hyperparameter, such as {@code lr} or {@code alpha}
     * @param rate exponent
     * @param maxCount number of calls until the end
     * @throws IllegalArgumentException if the number of calls is not positive
     */
    public PolynomialShift(String attribute, double rate, double maxCount) {
        super(attribute);
        if (!(maxCount > 0)) {
            throw new IllegalArgumentException(
                    "PolynomialShift: the number of calls is " + maxCount + ", expected a positive number");
        }
        this.rate = rate;
        this.maxCount = maxCount;
    }

    /** Starts from a value other than the optimizer's own. */
    public PolynomialShift init(double value) {
        return startFrom(value);
    }

    /** Ends at a value. */
    public PolynomialShift target(double value) {
        return endAt(value);
    }

    @Override
    protected double value(long t) {
        double left = Math.max(1 - t / maxCount, 0);
        return t == 0 ? init() : towardsTarget(init() * Math.pow(left, rate), rate <= 0);
    }
}
