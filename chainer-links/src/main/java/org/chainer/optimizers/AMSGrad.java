package org.chainer.optimizers;

/**
 * {@link Adam} whose divisor never falls: the greatest running mean of squared gradients so far counts. Chainer: {@code optimizers.AMSGrad}.
 *
 * @see <a href="https://openreview.net/forum?id=ryQu7f-RZ">Reddi et al., On the Convergence of Adam and Beyond, 2018</a>
 */
public final class AMSGrad extends Adam {

    /** Chainer's defaults. */
    public AMSGrad() {
        this(0.001);
    }

    /** A step size, and Chainer's other defaults. */
    public AMSGrad(double alpha) {
        this(alpha, 0.9, 0.999, 1e-8, 1);
    }

    /**
     * All hyperparameters.
     *
     * @param alpha step size
     * @param beta1 decay of the running mean of gradients
     * @param beta2 decay of the running mean of squared gradients
     * @param eps small number that keeps divisors from 0
     * @param eta factor of the whole step
     */
    public AMSGrad(double alpha, double beta1, double beta2, double eps, double eta) {
        super(alpha, beta1, beta2, eps, eta, 0, true, false, 0.1, 1e-3);
    }
}
