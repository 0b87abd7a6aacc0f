package org.chainer.backend.kernels;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;

/** Parameter updates, fused and in place: one pass over the parameter, its gradient and its state. */
public interface OptimizerKernels {

    /** {@code p ← p − lr·g}. */
    void sgd(@Out NDArray p, NDArray g, double lr);

    /** {@code v ← momentum·v − lr·g; p ← p + v}. */
    void momentumSgd(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum);

    /**
     * Adam and its family: {@code m += (1 − beta1)·(g − m); v += (1 − beta2)·(g² − v)};
     * {@code p −= eta·(step·m / (√v' + eps) + decay·p)}, where v' is v, or with {@code vhat} its running maximum, and with {@code lower < upper}
     * the factor {@code step / (√v' + eps)} is clipped to those bounds (AdaBound).
     *
     * @param vhat running maximum of v (AMSGrad), or null
     * @param step the bias-corrected learning rate
     */
    void adam(
            @Out NDArray p,
            NDArray g,
            @Out NDArray m,
            @Out NDArray v,
            @Out NDArray vhat,
            double step,
            double beta1,
            double beta2,
            double eps,
            double eta,
            double decay,
            double lower,
            double upper);
}
