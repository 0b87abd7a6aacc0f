package org.chainer.optimizerhooks;

import java.util.ArrayList;
import java.util.List;
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
        List<NDArray> gradients = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : optimizer.target().params(false)) {
            NDArray gradient = parameter.borrowGrad();
            if (gradient != null) {
                gradients.add(gradient);
                parameters.add(parameter);
            }
        }
        double[] squares = norms.of(gradients);
        double sum = 0;
        for (int i = 0; i < squares.length; i++) {
            double scale = parameters.get(i).lossScale();
            sum += squares[i] / (scale * scale);
        }
        double rate = threshold / Math.sqrt(sum);
        if (rate < 1) {
            gradients.forEach(gradient -> gradient.mulAssign(rate));
        }
    }
}
