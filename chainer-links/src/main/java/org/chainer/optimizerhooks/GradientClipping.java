package org.chainer.optimizerhooks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.chainer.Optimizer;
import org.chainer.OptimizerHook;
import org.chainer.Parameter;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.WorkBatch;
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
    private NDArray squares;
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
        if (!gradients.isEmpty()) {
            Device device = gradients.get(0).device();
            if (!device.isHost() && areAlike(device, wide(gradients.get(0).dtype()))) {
                clipThere(device);
            } else {
                clip();
            }
        }
        gradients.clear();
        parameters.clear();
    }

    private boolean areAlike(Device device, DType dtype) {
        for (NDArray gradient : gradients) {
            if (gradient.device() != device || wide(gradient.dtype()) != dtype) {
                return false;
            }
        }
        return true;
    }

    /** The norm and the rate stay on the device: nobody waits for it. */
    private void clipThere(Device device) {
        DType dtype = wide(gradients.get(0).dtype());
        if (squares == null
                || squares.device() != device
                || squares.size() != gradients.size()
                || squares.dtype() != dtype) {
            squares = NDArray.empty(device, dtype, Shape.of(gradients.size()));
        }
        try (WorkBatch batch = device.batch()) {
            for (int i = 0; i < gradients.size(); i++) {
                double scale = 1 / parameters.get(i).lossScale();
                device.optimizer().squaredNorm(gradients.get(i), scale, squares.slice(0, i, i + 1));
            }
            for (NDArray gradient : gradients) {
                device.optimizer().clipNorm(gradient, squares, threshold);
            }
        }
    }

    private static DType wide(DType dtype) {
        return dtype == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
    }

    private void clip() {
        double[] squaresOfAll = norms.of(gradients);
        double sum = 0;
        for (int i = 0; i < squaresOfAll.length; i++) {
            double scale = parameters.get(i).lossScale();
            sum += squaresOfAll[i] / (scale * scale);
        }
        double rate = threshold / Math.sqrt(sum);
        if (rate < 1) {
            for (int i = 0; i < squaresOfAll.length; i++) {
                gradients.get(i).mulAssign(rate);
            }
        }
    }

    private void collect(Parameter parameter) {
        NDArray gradient = parameter.isInitialized() ? parameter.borrowGrad() : null;
        if (gradient != null) {
            gradients.add(gradient);
            parameters.add(parameter);
        }
    }
}
