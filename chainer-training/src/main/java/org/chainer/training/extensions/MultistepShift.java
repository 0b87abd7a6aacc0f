package org.chainer.training.extensions;

import org.chainer.Serializer;

/** Multiplies a hyperparameter at given calls: {@code value = init · gammaⁿ}, where n is how many of them are over. */
public final class MultistepShift extends Shift<MultistepShift> {
    private final double gamma;
    private final long[] steps;
    private int passed;

    /**
     * A schedule.
     *
     * @param attribute name of the hyperparameter, such as {@code lr} or {@code alpha}
     * @param steps numbers of calls, rising
     * @param init value to start from; null for the optimizer's own
     * @throws IllegalArgumentException if the steps do not rise
     */
    public MultistepShift(String attribute, double gamma, long[] steps, Double init) {
        super(attribute);
        for (int i = 1; i < steps.length; i++) {
            if (steps[i] <= steps[i - 1]) {
                throw new IllegalArgumentException("MultistepShift: step " + steps[i] + " follows step " + steps[i - 1]
                        + ", expected rising ones");
            }
        }
        this.gamma = gamma;
        this.steps = steps.clone();
        startFrom(init);
    }

    @Override
    void beforeValue(long now) {
        if (passed < steps.length && now >= steps[passed]) {
            passed++;
        }
    }

    @Override
    protected double value(long t) {
        return init() * Math.pow(gamma, passed);
    }

    @Override
    boolean savesLastValue() {
        return false;
    }

    @Override
    public void serialize(Serializer serializer) {
        super.serialize(serializer);
        passed = (int) serializer.integer("_current_step", passed);
    }
}
