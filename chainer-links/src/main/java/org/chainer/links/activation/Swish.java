package org.chainer.links.activation;

import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.initializers.Initializers;

/**
 * Swish: {@code y = x·σ(beta·x)}. Parameter {@code beta}. Chainer: {@code L.Swish}.
 *
 * @see org.chainer.functions.activation.Swish
 */
public class Swish extends Link implements Layer {
    private Parameter beta;

    /** A beta for each element of an example, 1 at first. */
    public Swish() {
        this(null, null);
    }

    /**
     * Betas for the axes that follow the batch axis.
     *
     * @param shape shape of beta, or null if it comes with the first input
     * @param initialBeta null for 1
     */
    public Swish(Shape shape, Initializer initialBeta) {
        beta = Parameter.deferred(Initializers.orConstant(initialBeta, 1));
        if (shape != null) {
            beta.initialize(shape);
        }
    }

    /** The parameter. */
    public Parameter beta() {
        return beta;
    }

    /** x (batch, …) to an array of the same shape. */
    @Override
    public Variable forward(Variable x) {
        if (!beta.isInitialized()) {
            beta.initialize(x.shape().subShape(Math.min(1, x.rank()), x.rank()));
        }
        return org.chainer.functions.activation.Swish.swish(x, beta);
    }
}
