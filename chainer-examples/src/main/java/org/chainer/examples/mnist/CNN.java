package org.chainer.examples.mnist;

import static org.chainer.functions.activation.ReLU.relu;

import org.chainer.Chain;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.functions.F;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Linear;

/** A small convolutional network: two convolutions, which halve the image each, and two fully connected layers. */
final class CNN extends Chain implements Layer {
    private static final int SIDE = 28;

    private Convolution2D conv1 = new Convolution2D(1, 16, 5, 1, 2);
    private Convolution2D conv2 = new Convolution2D(16, 32, 5, 1, 2);
    private Linear fc1;
    private Linear fc2;

    CNN(int units, int outputs) {
        fc1 = new Linear(units);
        fc2 = new Linear(outputs);
    }

    /** Pixels (batch, 784) to scores (batch, classes). */
    @Override
    public Variable forward(Variable x) {
        Variable h = x.reshape(x.dim(0), 1, SIDE, SIDE);
        h = F.maxPooling2d(relu(conv1.apply(h)), 2, 2, 0);
        h = F.maxPooling2d(relu(conv2.apply(h)), 2, 2, 0);
        return fc2.apply(relu(fc1.apply(h)));
    }
}
