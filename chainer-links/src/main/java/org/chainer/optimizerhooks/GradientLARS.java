package org.chainer.optimizerhooks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.chainer.Optimizer;
import org.chainer.OptimizerHook;
import org.chainer.Parameter;
import org.chainer.UpdateRule;
import org.chainer.array.NDArray;
import org.chainer.utils.SquaredNorms;

/**
 * Layer-wise adaptive rate scaling: {@code g ← r·(g + weightDecay·p)} with {@code r = ‖p‖ / (eps + ‖g‖ + weightDecay·‖p‖)} where {@code ‖p‖ > threshold}, else
 * 1. Chainer: {@code optimizer_hooks.GradientLARS}.
 *
 * @see <a href="https://arxiv.org/abs/1708.03888">You et al., Large Batch Training of Convolutional Networks, 2017</a>
 */
public final class GradientLARS implements OptimizerHook {
    private final double threshold;
    private final double weightDecay;
    private final double eps;
    private final SquaredNorms norms = new SquaredNorms();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<NDArray> arrays = new ArrayList<>();
    private final Consumer<Parameter> collector = this::collect;

    /** Chainer's defaults: threshold 0.01, no weight decay, eps 1e-9. */
    public GradientLARS() {
        this(1e-2, 0, 1e-9);
    }

    /**
     * All options.
     *
     * @param threshold parameters of a smaller norm are left alone
     * @param weightDecay rate of weight decay
     * @param eps small number that keeps the divisor from 0
     */
    public GradientLARS(double threshold, double weightDecay, double eps) {
        this.threshold = threshold;
        this.weightDecay = weightDecay;
        this.eps = eps;
    }

    @Override
    public void call(Optimizer optimizer) {
        optimizer.target().forEachParam(collector);
        scale();
    }

    @Override
    public void call(UpdateRule rule, Parameter parameter) {
        collect(parameter);
        scale();
    }

    private void collect(Parameter parameter) {
        if (parameter.isInitialized() && parameter.borrowGrad() != null) {
            parameters.add(parameter);
            arrays.add(parameter.array());
            arrays.add(parameter.borrowGrad());
        }
    }

    private void scale() {
        double[] squares = norms.of(arrays);
        for (int i = 0; i < parameters.size(); i++) {
            double norm = Math.sqrt(squares[2 * i]);
            double scale = parameters.get(i).lossScale();
            double gradNorm = Math.sqrt(squares[2 * i + 1]) / scale;
            double rate = norm > threshold ? norm / (eps + gradNorm + weightDecay * norm) : 1;
            NDArray grad = arrays.get(2 * i + 1);
            if (weightDecay != 0) {
                grad.device().elementwise().accumulate(weightDecay * scale, arrays.get(2 * i), grad);
            }
            grad.mulAssign(rate);
        }
        arrays.clear();
        parameters.clear();
    }
}
