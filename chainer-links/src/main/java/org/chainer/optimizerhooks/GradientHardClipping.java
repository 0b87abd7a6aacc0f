package org.chainer.optimizerhooks;

import org.chainer.OptimizerHook;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.UnaryOp;

/** Clips each element of each gradient: {@code g ← min(max(g, lower), upper)}. Chainer: {@code optimizer_hooks.GradientHardClipping}. */
public final class GradientHardClipping implements OptimizerHook {
    private final double lower;
    private final double upper;

    /**
     * Clips to an interval.
     *
     * @throws IllegalArgumentException if the interval is empty
     */
    public GradientHardClipping(double lower, double upper) {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "GradientHardClipping: the interval from " + lower + " to " + upper + " is empty");
        }
        this.lower = lower;
        this.upper = upper;
    }

    @Override
    public boolean callForEachParam() {
        return true;
    }

    @Override
    public void call(UpdateRule rule, Parameter parameter) {
        NDArray grad = parameter.borrowGrad();
        if (grad != null) {
            double scale = parameter.lossScale();
            grad.device().elementwise().unary(UnaryOp.CLIP, grad, lower * scale, upper * scale, grad);
        }
    }
}
