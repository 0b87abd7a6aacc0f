package org.chainer.training.extensions;

/** Moves a hyperparameter from one value to another, in a straight line from one call to another; before and after it stays. */
public final class LinearShift extends Shift<LinearShift> {
    private final double from;
    private final double to;
    private final double start;
    private final double end;

    /**
     * A schedule.
     *
     * @param attribute name of the hyperparameter, such as {@code lr} or {@code alpha}
     * @param from first value
     * @param to last value
     * @param start number of calls when it begins to change
     * @param end number of calls when it has the last value
     * @throws IllegalArgumentException if the end is before the start
     */
    public LinearShift(String attribute, double from, double to, double start, double end) {
        super(attribute);
        if (!(end >= start)) {
            throw new IllegalArgumentException(
                    "LinearShift: it starts at call " + start + " and ends at " + end + ", expected an end after it");
        }
        this.from = from;
        this.to = to;
        this.start = start;
        this.end = end;
    }

    @Override
    protected double value(long t) {
        if (t <= start) {
            return from;
        } else if (t >= end) {
            return to;
        }
        return from + (t - start) / (end - start) * (to - from);
    }
}
