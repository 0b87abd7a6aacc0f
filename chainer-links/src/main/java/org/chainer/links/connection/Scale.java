package org.chainer.links.connection;

import org.chainer.Chain;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.Shape;

/**
 * Multiplies by a parameter, or by a second input, along some axes, and perhaps adds another: {@code z = x·W + b}. Parameter {@code W}, if it has a shape; child {@code bias}, if asked for. Chainer: {@code
 * L.Scale}.
 *
 * @see org.chainer.functions.math.Bias
 */
public class Scale extends Chain implements Layer {
    @Name("W")
    private Parameter w;

    private Bias bias;
    private final int axis;

    /** A layer without a parameter: call it with two inputs. */
    public Scale(int axis) {
        this(axis, null, false, null);
    }

    /** A layer with a parameter, one at first. */
    public Scale(int axis, long... shape) {
        this(axis, Shape.of(shape), false, null);
    }

    /**
     * A layer.
     *
     * @param axis the first axis of the input that the parameter belongs to
     * @param shape shape of the parameter, or null for none
     * @param biasTerm whether something is added
     * @param biasShape shape of what is added, if the layer has no other parameter
     * @throws IllegalArgumentException if the shape of what is added is missing
     */
    public Scale(int axis, Shape shape, boolean biasTerm, Shape biasShape) {
        this.axis = axis;
        if (shape != null) {
            w = new Parameter(Initializer.constant(1), shape);
        }
        if (biasTerm) {
            Shape chosen = shape != null ? shape : biasShape;
            if (chosen == null) {
                throw new IllegalArgumentException(
                        "Scale: a bias needs a shape of its own if there is no parameter W: give biasShape");
            }
            bias = new Bias(axis, chosen.toArray());
        }
    }

    /** The parameter, or null. */
    public Parameter w() {
        return w;
    }

    /** What is added, or null. */
    public Bias bias() {
        return bias;
    }

    /**
     * {@code x·W}, and what is added.
     *
     * @throws IllegalStateException if this link has no parameter
     */
    @Override
    public Variable forward(Variable x) {
        if (w == null) {
            throw new IllegalStateException(
                    "Scale: this link has no parameter: give it a shape, or call it with two inputs");
        }
        return scaled(x, w);
    }

    /**
     * {@code x·y}, and what is added.
     *
     * @throws IllegalStateException if this link has a parameter
     */
    public Variable apply(Variable x, Variable y) {
        if (w != null) {
            throw new IllegalStateException("Scale: this link has a parameter: call it with one input");
        }
        return withHooks("forward", () -> scaled(x, y), x, y);
    }

    private Variable scaled(Variable x, Variable y) {
        Variable z = org.chainer.functions.math.Bias.scale(x, y, axis);
        return bias == null ? z : bias.apply(z);
    }
}
