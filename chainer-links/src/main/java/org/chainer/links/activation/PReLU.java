package org.chainer.links.activation;

import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.initializers.Initializers;

/**
 * Parametric ReLU: {@code y = max(x, 0) + W·min(x, 0)}. Parameter {@code W}. Chainer: {@code L.PReLU}.
 *
 * @see org.chainer.functions.activation.PReLU
 */
public class PReLU extends Link implements Layer {
    @Name("W")
    private Parameter w;

    /** One slope for all, 0.25 at first. */
    public PReLU() {
        this(Shape.of(), null);
    }

    /**
     * Slopes for the axes that follow the batch axis.
     *
     * @param initialW null for 0.25
     */
    public PReLU(Shape shape, Initializer initialW) {
        w = new Parameter(Initializers.orConstant(initialW, 0.25), shape);
    }

    /** The slopes. */
    public Parameter w() {
        return w;
    }

    /** x (batch, …) to an array of the same shape. */
    @Override
    public Variable forward(Variable x) {
        return org.chainer.functions.activation.PReLU.prelu(x, w);
    }
}
