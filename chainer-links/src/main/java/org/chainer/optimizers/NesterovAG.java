package org.chainer.optimizers;

import org.chainer.array.NDArray;

/**
 * Nesterov's accelerated gradient: {@code v ← momentum·v − lr·g; p ← p + momentum²·v − (1 + momentum)·lr·g}. Chainer: {@code optimizers.NesterovAG}.
 *
 * @see <a href="https://arxiv.org/abs/1212.0901">Bengio et al., Advances in Optimizing Recurrent Networks, 2012</a>
 */
public final class NesterovAG extends MomentumMethod {

    /** Chainer's defaults: {@code lr} 0.01, {@code momentum} 0.9. */
    public NesterovAG() {
        this(0.01);
    }

    /** A learning rate, and Chainer's other defaults. */
    public NesterovAG(double lr) {
        this(lr, 0.9);
    }

    /**
     * All hyperparameters.
     *
     * @param lr learning rate
     * @param momentum momentum
     */
    public NesterovAG(double lr, double momentum) {
        super(lr, momentum);
    }

    @Override
    void step(NDArray p, NDArray grad, NDArray v, double lr, double momentum) {
        p.device().optimizer().nesterovAg(p, grad, v, lr, momentum);
    }
}
