package org.chainer.links.connection;

import org.chainer.Chain;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.activation.Sigmoid;
import org.chainer.initializers.Initializers;

/**
 * Highway layer: {@code y = f(plain(x))·t + x·(1 − t)} with {@code t = σ(transform(x))}. Children {@code plain} and {@code transform}. Chainer: {@code L.Highway}.
 *
 * @see <a href="https://arxiv.org/abs/1505.00387">Srivastava et al., Highway Networks, 2015</a>
 */
public class Highway extends Chain implements Layer {
    private Linear plain;
    private Linear transform;
    private final transient Layer activation;

    /** A layer with ReLU whose gate is mostly shut at first (bias −1). */
    public Highway(int inOutSize) {
        this(inOutSize, false, ReLU::relu, null, null, null, null);
    }

    /**
     * A layer.
     *
     * @param noBias whether there are no biases
     * @param activation what the plain layer's output goes through
     * @param initialPlainW null for {@link org.chainer.initializers.LeCunNormal}
     * @param initialTransformW null for {@link org.chainer.initializers.LeCunNormal}
     * @param initialPlainB null for zeros
     * @param initialTransformB null for −1
     */
    public Highway(
            int inOutSize,
            boolean noBias,
            Layer activation,
            Initializer initialPlainW,
            Initializer initialTransformW,
            Initializer initialPlainB,
            Initializer initialTransformB) {
        this.activation = activation;
        this.plain = new Linear(inOutSize, inOutSize, noBias, initialPlainW, initialPlainB);
        this.transform = new Linear(
                inOutSize, inOutSize, noBias, initialTransformW, Initializers.orConstant(initialTransformB, -1));
    }

    /** The layer whose output is mixed in. */
    public Linear plain() {
        return plain;
    }

    /** The layer that says how much of it. */
    public Linear transform() {
        return transform;
    }

    /** x (batch, size) to (batch, size). */
    @Override
    public Variable forward(Variable x) {
        Variable out = activation.apply(plain.apply(x));
        Variable gate = Sigmoid.sigmoid(transform.apply(x));
        return out.mul(gate).add(x.mul(gate.rsub(1)));
    }
}
