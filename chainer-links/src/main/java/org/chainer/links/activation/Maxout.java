package org.chainer.links.activation;

import org.chainer.Chain;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.links.connection.Linear;

/**
 * Fully connected maxout layer: the greatest of several linear layers' outputs, unit by unit. Child {@code linear}, with {@code W} (out·pool, in) and {@code b} (out·pool). Chainer: {@code L.Maxout}.
 *
 * @see org.chainer.functions.activation.Maxout
 * @see <a href="https://arxiv.org/abs/1302.4389">Goodfellow et al., Maxout Networks, 2013</a>
 */
public class Maxout extends Chain implements Layer {
    private Linear linear;
    private final int poolSize;

    /** A layer with biases, zero at first; the input size may be null if it comes with the first input. */
    public Maxout(Integer inSize, int outSize, int poolSize) {
        this(inSize, outSize, poolSize, false, null, null);
    }

    /**
     * A layer.
     *
     * @param inSize null if it comes with the first input
     * @param poolSize number of linear layers
     * @param noBias whether there is no bias
     * @param initialW null for {@link org.chainer.initializers.LeCunNormal}
     * @param initialBias null for zeros
     */
    public Maxout(
            Integer inSize, int outSize, int poolSize, boolean noBias, Initializer initialW, Initializer initialBias) {
        this.poolSize = poolSize;
        this.linear = new Linear(inSize, outSize * poolSize, noBias, initialW, initialBias);
    }

    /** The linear layers as one. */
    public Linear linear() {
        return linear;
    }

    /** x (batch, in) to (batch, out). */
    @Override
    public Variable forward(Variable x) {
        return org.chainer.functions.activation.Maxout.maxout(linear.apply(x), poolSize);
    }
}
