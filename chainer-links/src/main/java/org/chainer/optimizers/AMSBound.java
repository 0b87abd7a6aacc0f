package org.chainer.optimizers;

/**
 * {@link AMSGrad} whose step sizes are clipped to bounds that close in on {@code final_lr}. Chainer: {@code optimizers.AMSBound}.
 *
 * @see <a href="https://openreview.net/forum?id=Bkg3g2R9FX">Luo et al., Adaptive Gradient Methods with Dynamic Bound of Learning Rate, 2019</a>
 */
public final class AMSBound extends Adam {

    /** Chainer's defaults. */
    public AMSBound() {
        this(0.001);
    }

    /** A step size, and Chainer's other defaults: final_lr 0.1, gamma 0.001. */
    public AMSBound(double alpha) {
        this(alpha, 0.9, 0.999, 0.1, 1e-3, 1e-8, 1);
    }

    /**
     * All hyperparameters.
     *
     * @param alpha step size
     * @param beta1 decay of the running mean of gradients
     * @param beta2 decay of the running mean of squared gradients
     * @param finalLr what the bounds of step sizes approach
     * @param gamma how fast they do
     * @param eps small number that keeps divisors from 0
     * @param eta factor of the whole step
     */
    public AMSBound(double alpha, double beta1, double beta2, double finalLr, double gamma, double eps, double eta) {
        super(alpha, beta1, beta2, eps, eta, 0, true, true, finalLr, gamma);
    }
}
