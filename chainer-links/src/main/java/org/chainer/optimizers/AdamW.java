package org.chainer.optimizers;

/**
 * {@link Adam} with weight decay apart from the gradient. Chainer: {@code optimizers.AdamW}.
 *
 * @see <a href="https://openreview.net/forum?id=rk6qdGgCZ">Loshchilov and Hutter, Fixing Weight Decay Regularization in Adam, 2018</a>
 */
public final class AdamW extends Adam {

    /** Chainer's defaults. */
    public AdamW() {
        this(0.001);
    }

    /** A step size, and Chainer's other defaults: the rate of weight decay is 0. */
    public AdamW(double alpha) {
        this(alpha, 0.9, 0.999, 1e-8, 1, 0);
    }

    /**
     * All hyperparameters.
     *
     * @param alpha step size
     * @param beta1 decay of the running mean of gradients
     * @param beta2 decay of the running mean of squared gradients
     * @param eps small number that keeps divisors from 0
     * @param eta factor of the whole step
     * @param weightDecayRate rate of weight decay
     */
    public AdamW(double alpha, double beta1, double beta2, double eps, double eta, double weightDecayRate) {
        super(alpha, beta1, beta2, eps, eta, weightDecayRate, false, false, 0.1, 1e-3);
    }
}
