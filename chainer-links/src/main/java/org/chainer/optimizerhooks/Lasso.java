package org.chainer.optimizerhooks;

import org.chainer.OptimizerHook;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.UnaryOp;

/** Adds the parameter's sign to its gradient: {@code g ← g + rate·sign(p)}, the gradient of {@code rate·‖p‖₁}. Chainer: {@code optimizer_hooks.Lasso}. */
public final class Lasso implements OptimizerHook {
    private final double rate;

    /** Decays at a rate. */
    public Lasso(double rate) {
        this.rate = rate;
    }

    @Override
    public boolean callForEachParam() {
        return true;
    }

    @Override
    public void call(UpdateRule rule, Parameter parameter) {
        NDArray grad = parameter.borrowGrad();
        if (grad != null) {
            try (NDArray sign = parameter.array().apply(UnaryOp.SIGN)) {
                grad.device().elementwise().accumulate(rate * parameter.lossScale(), sign, grad);
            }
        }
    }
}
