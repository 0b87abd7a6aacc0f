package org.chainer.optimizers;

import org.chainer.array.NDArray;

/**
 * Gradient descent with momentum whose velocity does not contain the learning rate, so that a change of the rate acts at once: {@code v ← momentum·v − g;
 * p ← p + lr·v}. Chainer: {@code optimizers.CorrectedMomentumSGD}.
 */
public final class CorrectedMomentumSGD extends MomentumMethod {

    /** Chainer's defaults: {@code lr} 0.01, {@code momentum} 0.9. */
    public CorrectedMomentumSGD() {
        this(0.01);
    }

    /** A learning rate, and Chainer's other defaults. */
    public CorrectedMomentumSGD(double lr) {
        this(lr, 0.9);
    }

    /**
     * All hyperparameters.
     *
     * @param lr learning rate
     * @param momentum momentum
     */
    public CorrectedMomentumSGD(double lr, double momentum) {
        super(lr, momentum);
    }

    @Override
    void step(NDArray p, NDArray grad, NDArray v, double lr, double momentum) {
        p.device().optimizer().correctedMomentumSgd(p, grad, v, lr, momentum);
    }
}
