package org.chainer.optimizerhooks;

import org.chainer.OptimizerHook;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;

/**
 * Adds noise to gradients: {@code g ← g + ε}, by default normally distributed with the deviation {@code √(eta / (1 + t)^0.55)} at the t-th update.
 * Chainer: {@code optimizer_hooks.GradientNoise}.
 *
 * @see <a href="https://arxiv.org/abs/1511.06807">Neelakantan et al., Adding Gradient Noise Improves Learning for Very Deep Networks, 2015</a>
 */
public final class GradientNoise implements OptimizerHook {
    private static final double DECAY = 0.55;

    private final NoiseFunction noise;

    /** Fills an array with noise for a gradient of its shape. */
    @FunctionalInterface
    public interface NoiseFunction {
        /** Overwrites the array; the rule tells how many updates there were. */
        void fill(NDArray noise, UpdateRule rule);
    }

    /**
     * Noise that decays.
     *
     * @param eta scale of its variance; 0.01, 0.3 and 1 are recommended
     * @throws IllegalArgumentException if it is negative or NaN
     */
    public GradientNoise(double eta) {
        this(eta, RandomState.shared());
    }

    /**
     * Noise that decays, from a source of random numbers.
     *
     * @throws IllegalArgumentException if eta is negative or NaN
     */
    public GradientNoise(double eta, RandomState random) {
        this((array, rule) -> random.fillNormal(0, Math.sqrt(eta / Math.pow(1 + rule.t(), DECAY)), array));
        if (!(eta >= 0)) {
            throw new IllegalArgumentException("GradientNoise: eta is " + eta + ", expected 0 or more");
        }
    }

    /** Any noise. */
    public GradientNoise(NoiseFunction noise) {
        this.noise = noise;
    }

    @Override
    public boolean callForEachParam() {
        return true;
    }

    @Override
    public void call(UpdateRule rule, Parameter parameter) {
        NDArray grad = parameter.borrowGrad();
        if (grad != null) {
            try (NDArray added = grad.emptyLike()) {
                noise.fill(added, rule);
                grad.device().elementwise().accumulate(parameter.lossScale(), added, grad);
            }
        }
    }
}
