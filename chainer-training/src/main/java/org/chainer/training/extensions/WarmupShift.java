package org.chainer.training.extensions;

/** Moves a hyperparameter from a small value to the usual one, in a straight line over the first calls; then it leaves it alone. */
public final class WarmupShift extends Shift<WarmupShift> {
    private final long calls;
    private final double usual;

    /**
     * A schedule.
     *
     * @param attribute name of the hyperparameter, such as {@code lr} or {@code alpha}
     * @param start first value; null for the optimizer's own
     * @param calls number of calls until the usual value is reached
     * @param usual the last value
     * @throws IllegalArgumentException if the number of calls is not positive
     */
    public WarmupShift(String attribute, Double start, long calls, double usual) {
        super(attribute);
        if (calls < 1) {
            throw new IllegalArgumentException("WarmupShift: " + calls + " calls, expected at least 1");
        }
        this.calls = calls;
        this.usual = usual;
        startFrom(start);
    }

    @Override
    protected double value(long t) {
        return t >= calls ? usual : (t * usual + (calls - t) * init()) / calls;
    }

    @Override
    boolean changesAfter(long t) {
        return t <= calls;
    }

    @Override
    boolean savesLastValue() {
        return false;
    }
}
