package org.chainer.optimizerhooks;

import java.util.List;
import org.chainer.Optimizer;
import org.chainer.OptimizerHook;
import org.chainer.Parameter;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.ReduceOp;

/** Scales all gradients so that their joint L2 norm does not pass a threshold: {@code g ← g·min(1, threshold / ‖g‖)}. */
public final class GradientClipping implements OptimizerHook {
    private final double threshold;

    /** Clips at a norm. */
    public GradientClipping(double threshold) {
        this.threshold = threshold;
    }

    @Override
    public void call(Optimizer optimizer) {
        List<Parameter> parameters = optimizer.target().params(false);
        double sum = 0;
        for (Parameter parameter : parameters) {
            NDArray grad = parameter.borrowGrad();
            int[] axes = grad.shape().axes();
            try (NDArray squares = grad.emptyLike(
                    grad.dtype() == DType.FLOAT16 ? DType.FLOAT32 : grad.dtype(),
                    grad.shape().withUnitAxes(axes))) {
                NDArray wide = grad.astype(squares.dtype());
                grad.device().reduction().reduce(ReduceOp.SUM_OF_SQUARES, wide, axes, squares);
                sum += squares.reshape(Shape.of()).item();
            }
        }
        double rate = threshold / Math.sqrt(sum);
        if (rate < 1) {
            parameters.forEach(parameter -> parameter.borrowGrad().mulAssign(rate));
        }
    }
}
