package org.chainer.training.extensions;

/**
 * Lets a hyperparameter fall along half a cosine, again and again: {@code value = end + (init − end) · (1 + cos(π·u)) / 2}, where u goes from 0 to 1 within each period. Each period may be
 * longer than the one before.
 *
 * <p>Chainer has no schedule of this kind.
 *
 * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, 2017</a>
 */
public final class CosineShift extends Shift<CosineShift> {
    private final double end;
    private final double period;
    private double periodFactor = 1;
    private boolean restarts;

    /**
     * A schedule that falls once, and stays at its end.
     *
     * @param attribute name of the hyperparameter, such as {@code lr} or {@code alpha}
     * @param end last value
     * @param period number of calls until it is reached
     * @throws IllegalArgumentException if the period is not positive
     */
    public CosineShift(String attribute, double end, double period) {
        super(attribute);
        if (!(period > 0)) {
            throw new IllegalArgumentException("CosineShift: the period is " + period + ", expected a positive number");
        }
        this.end = end;
        this.period = period;
    }

    /** Starts from a value other than the optimizer's own. */
    public CosineShift init(double value) {
        return startFrom(value);
    }

    /**
     * Starts again after each period.
     *
     * @param factor by which each period is longer than the one before
     * @throws IllegalArgumentException if the factor is less than 1
     */
    public CosineShift restart(double factor) {
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("CosineShift: the factor is " + factor + ", expected 1 or more");
        }
        restarts = true;
        periodFactor = factor;
        return this;
    }

    @Override
    protected double value(long t) {
        double left = t;
        double length = period;
        if (restarts && periodFactor == 1) {
            left %= period;
        } else {
            while (restarts && left >= length) {
                left -= length;
                length *= periodFactor;
            }
        }
        double u = Math.min(left / length, 1);
        return end + (init() - end) * (1 + Math.cos(Math.PI * u)) / 2;
    }
}
