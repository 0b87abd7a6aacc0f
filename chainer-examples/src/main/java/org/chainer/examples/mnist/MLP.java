package org.chainer.examples.mnist;

import static org.chainer.functions.activation.ReLU.relu;

import org.chainer.Chain;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.links.connection.Linear;

/** Multi-layer perceptron: two hidden layers with rectifiers, and scores of the classes. */
public final class MLP extends Chain implements Layer {
    private Linear l1;
    private Linear l2;
    private Linear l3;

    /**
     * A perceptron whose input size is found out at the first call.
     *
     * @param units size of the hidden layers
     * @param outputs number of classes
     */
    public MLP(int units, int outputs) {
        l1 = new Linear(units);
        l2 = new Linear(units);
        l3 = new Linear(outputs);
    }

    /** Pixels (batch, …) to scores (batch, classes). */
    @Override
    public Variable forward(Variable x) {
        return l3.apply(relu(l2.apply(relu(l1.apply(x)))));
    }
}
