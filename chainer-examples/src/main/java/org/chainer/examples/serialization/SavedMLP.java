package org.chainer.examples.serialization;

import static org.chainer.functions.activation.ReLU.relu;

import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Layer;
import org.chainer.Persistent;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.links.connection.Linear;

/** A perceptron with an array that is saved with it though it is no parameter. */
final class SavedMLP extends Chain implements Layer {
    private Linear l1 = new Linear(784, 100);
    private Linear l2 = new Linear(100, 100);
    private Linear l3 = new Linear(100, 10);

    @Persistent
    private NDArray persistent =
            RandomState.shared().uniform(0, 1, Chainer.config().dtype(), 10, 10);

    @Override
    public Variable forward(Variable x) {
        return l3.apply(relu(l2.apply(relu(l1.apply(x)))));
    }

    NDArray persistentArray() {
        return persistent;
    }
}
