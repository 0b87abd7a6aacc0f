package org.chainer.links.normalization;

import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.initializers.Initializers;

/**
 * Layer normalisation. Parameters {@code gamma} and {@code beta} (size). Chainer: {@code L.LayerNormalization}.
 *
 * @see org.chainer.functions.normalization.LayerNormalization
 */
public class LayerNormalization extends Link implements Layer {
    private Parameter gamma;
    private Parameter beta;
    private final double eps;

    /** A layer whose size comes with the first input. */
    public LayerNormalization() {
        this(null);
    }

    /** A layer for examples of a number of elements; null if it comes with the first input. */
    public LayerNormalization(Integer size) {
        this(size, 1e-6, null, null);
    }

    /**
     * A layer.
     *
     * @param size number of elements of an example, or null if it comes with the first input
     * @param eps what is added to the variance
     * @param initialGamma null for ones
     * @param initialBeta null for zeros
     */
    public LayerNormalization(Integer size, double eps, Initializer initialGamma, Initializer initialBeta) {
        this.eps = eps;
        this.gamma = Parameter.deferred(Initializers.orConstant(initialGamma, 1));
        this.beta = Parameter.deferred(Initializers.orConstant(initialBeta, 0));
        if (size != null) {
            initialize(size);
        }
    }

    private void initialize(long size) {
        gamma.initialize(Shape.of(size));
        beta.initialize(Shape.of(size));
    }

    /** The factors. */
    public Parameter gamma() {
        return gamma;
    }

    /** What is added. */
    public Parameter beta() {
        return beta;
    }

    /** x (batch, size) to an array of the same shape. */
    @Override
    public Variable forward(Variable x) {
        if (!gamma.isInitialized()) {
            initialize(x.shape().subShape(Math.min(1, x.rank()), x.rank()).size());
        }
        return org.chainer.functions.normalization.LayerNormalization.layerNormalization(x, gamma, beta, eps);
    }
}
