package org.chainer.training.extensions;

/** Multiplies a hyperparameter every few calls: {@code value = init · gamma^⌊t/step⌋}, not beyond a target. */
public final class StepShift extends Shift<StepShift> {
    private final double gamma;
    private final double step;

    /**
     * A schedule.
     *
     * @param attribute name of the hyperparameter, such as {@code lr} or {@code alpha}
     * @param step number of calls between changes
     * @throws IllegalArgumentException if that is not positive
     */
    public StepShift(String attribute, double gamma, double step) {
        super(attribute);
        if (!(step > 0)) {
            throw new IllegalArgumentException("StepShift: the step is " + step + ", expected a positive number");
        }
        this.gamma = gamma;
        this.step = step;
    }

    /** Starts from a value other than the optimizer's own. */
    public StepShift init(double value) {
        return startFrom(value);
    }

    /** Ends at a value. */
    public StepShift target(double value) {
        return endAt(value);
    }

    @Override
    protected double value(long t) {
        return t == 0 ? init() : towardsTarget(init() * Math.pow(gamma, Math.floor(t / step)), gamma > 1);
    }
}
