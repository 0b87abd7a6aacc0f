package org.chainer.links.normalization;

import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.Shape;
import org.chainer.initializers.Initializers;

/**
 * Group normalisation. Parameters {@code gamma} and {@code beta} (channels). Chainer: {@code L.GroupNormalization}.
 *
 * @see org.chainer.functions.normalization.GroupNormalization
 */
public class GroupNormalization extends Link implements Layer {
    private Parameter gamma;
    private Parameter beta;
    private final int groups;
    private final double eps;

    /** A layer whose number of channels comes with the first input. */
    public GroupNormalization(int groups) {
        this(groups, null);
    }

    /** A layer; the number of channels may be null if it comes with the first input. */
    public GroupNormalization(int groups, Integer size) {
        this(groups, size, 1e-5, null, null);
    }

    /**
     * A layer.
     *
     * @param groups number of groups that the channels are divided into
     * @param size number of channels, or null if it comes with the first input
     * @param eps what is added to the variance
     * @param initialGamma null for ones
     * @param initialBeta null for zeros
     */
    public GroupNormalization(int groups, Integer size, double eps, Initializer initialGamma, Initializer initialBeta) {
        this.groups = groups;
        this.eps = eps;
        DType wide = Chainer.config().get(Config.MIXED16) ? DType.FLOAT32 : null;
        this.gamma = Parameter.deferred(Initializers.orConstant(initialGamma, 1).withDType(wide));
        this.beta = Parameter.deferred(Initializers.orConstant(initialBeta, 0).withDType(wide));
        if (size != null) {
            initialize(size);
        }
    }

    private void initialize(long channels) {
        gamma.initialize(Shape.of(channels));
        beta.initialize(Shape.of(channels));
    }

    /** The factors. */
    public Parameter gamma() {
        return gamma;
    }

    /** What is added. */
    public Parameter beta() {
        return beta;
    }

    /**
     * x (batch, channels, …) to an array of the same shape.
     *
     * @throws IllegalArgumentException if x has fewer than two axes
     */
    @Override
    public Variable forward(Variable x) {
        if (!gamma.isInitialized()) {
            if (x.rank() < 2) {
                throw new IllegalArgumentException(
                        "GroupNormalization: expected x of shape (batch, channels, …), not " + x.shape());
            }
            initialize(x.dim(1));
        }
        return org.chainer.functions.normalization.GroupNormalization.groupNormalization(x, groups, gamma, beta, eps);
    }
}
