package org.chainer.links.connection;

import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.Variable;

/**
 * Adds a parameter, or a second input, along some axes: {@code z = x + b}. Parameter {@code b}, if it has a shape. Chainer: {@code L.Bias}.
 *
 * @see org.chainer.functions.math.Bias
 */
public class Bias extends Link implements Layer {
    private Parameter b;
    private final int axis;

    /** A layer without a parameter: call it with two inputs. */
    public Bias(int axis) {
        this.axis = axis;
    }

    /**
     * A layer with a parameter, zero at first.
     *
     * @param axis the first axis of the input that the parameter is added along
     * @param shape shape of the parameter
     */
    public Bias(int axis, long... shape) {
        this.axis = axis;
        this.b = new Parameter(Initializer.constant(0), shape);
    }

    /** The parameter, or null. */
    public Parameter b() {
        return b;
    }

    /**
     * {@code x + b}.
     *
     * @throws IllegalStateException if this link has no parameter
     */
    @Override
    public Variable forward(Variable x) {
        if (b == null) {
            throw new IllegalStateException(
                    "Bias: this link has no parameter: give it a shape, or call it with two inputs");
        }
        return org.chainer.functions.math.Bias.bias(x, b, axis);
    }

    /**
     * {@code x + y}.
     *
     * @throws IllegalStateException if this link has a parameter
     */
    public Variable apply(Variable x, Variable y) {
        if (b != null) {
            throw new IllegalStateException("Bias: this link has a parameter: call it with one input");
        }
        return withHooks("forward", () -> org.chainer.functions.math.Bias.bias(x, y, axis), x, y);
    }
}
