package org.chainer.optimizerhooks;

import org.chainer.OptimizerHook;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;

/** Adds the parameter to its gradient: {@code g ← g + rate·p}, the gradient of {@code rate/2·‖p‖²}. Chainer: {@code optimizer_hooks.WeightDecay}. */
public final class WeightDecay implements OptimizerHook {
    private final double rate;

    /** Decays at a rate. */
    public WeightDecay(double rate) {
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
            grad.device().elementwise().accumulate(rate * parameter.lossScale(), parameter.array(), grad);
        }
    }
}
