package org.chainer.training.extensions;

/** Lets a hyperparameter fall (or rise) by a power: {@code value = init · (1 + gamma·t)^(−power)}, not beyond a target. */
public final class InverseShift extends Shift<InverseShift> {
    private final double gamma;
    private final double power;

    /**
     * A schedule.
     *
     * @param attribute name of the hyperparameter, such as {@code lr} or {@code alpha}
     * @throws IllegalArgumentException if gamma is negative
     */
    public InverseShift(String attribute, double gamma, double power) {
        super(attribute);
        if (!(gamma >= 0)) {
            throw new IllegalArgumentException("InverseShift: gamma is " + gamma + ", expected 0 or more");
        }
        this.gamma = gamma;
        this.power = power;
    }

    /** Starts from a value other than the optimizer's own. */
    public InverseShift init(double value) {
        return startFrom(value);
    }

    /** Ends at a value. */
    public InverseShift target(double value) {
        return endAt(value);
    }

    @Override
    protected double value(long t) {
        return t == 0 ? init() : towardsTarget(init() * Math.pow(1 + gamma * t, -power), power < 0);
    }
}
