package org.chainer.optimizers;

import org.chainer.array.NDArray;

/**
 * Gradient descent with momentum: {@code v ← momentum·v − lr·g; p ← p + v}. Chainer: {@code optimizers.MomentumSGD}.
 */
public final class MomentumSGD extends MomentumMethod {

    /** Chainer's defaults: {@code lr} 0.01, {@code momentum} 0.9. */
    public MomentumSGD() {
        this(0.01);
    }

    /** A learning rate, and Chainer's other defaults. */
    public MomentumSGD(double lr) {
        this(lr, 0.9);
    }

    /**
     * All hyperparameters.
     *
     * @param lr learning rate
     * @param momentum momentum
     */
    public MomentumSGD(double lr, double momentum) {
        super(lr, momentum);
    }

    @Override
    void step(NDArray p, NDArray grad, NDArray v, double lr, double momentum) {
        p.device().optimizer().momentumSgd(p, grad, v, lr, momentum);
    }
}
