package org.chainer.optimizerhooks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.chainer.Optimizer;
import org.chainer.OptimizerHook;
import org.chainer.Parameter;
import org.chainer.array.NDArray;
import org.chainer.utils.SquaredNorms;

/**
 * Scales all gradients so that their joint L2 norm does not pass a threshold: {@code g ← g·min(1, threshold / ‖g‖)}. Chainer: {@code
 * optimizer_hooks.GradientClipping}.
 *
 * @see <a href="https://arxiv.org/abs/1211.5063">Pascanu et al., On the difficulty of training Recurrent Neural Networks, 2012</a>
 */
public final class GradientClipping implements OptimizerHook {
    private final double threshold;
    private final SquaredNorms norms = new SquaredNorms();
    private final List<NDArray> gradients = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final Consumer<Parameter> collector = this::collect;

    /**
     * Clips at a norm.
     *
     * @throws IllegalArgumentException if the threshold is negative or NaN
     */
    public GradientClipping(double threshold) {
        if (!(threshold >= 0)) {
            throw new IllegalArgumentException("GradientClipping: threshold is " + threshold + ", expected 0 or more");
        }
        this.threshold = threshold;
    }

    @Override
    public void call(Optimizer optimizer) {
        optimizer.target().forEachParam(collector);
        double[] squares = norms.of(gradients);
        double sum = 0;
        for (int i = 0; i < squares.length; i++) {
            double scale = parameters.get(i).lossScale();
            sum += squares[i] / (scale * scale);
        }
        double rate = threshold / Math.sqrt(sum);
        if (rate < 1) {
            for (int i = 0; i < squares.length; i++) {
                gradients.get(i).mulAssign(rate);
            }
        }
        gradients.clear();
        parameters.clear();
    }

    private void collect(Parameter parameter) {
        NDArray gradient = parameter.isInitialized() ? parameter.borrowGrad() : null;
        if (gradient != null) {
            gradients.add(gradient);
            parameters.add(parameter);
        }
    }
}
