package org.chainer.examples.imagenet;

import static org.chainer.functions.activation.ReLU.relu;

import org.chainer.Variable;
import org.chainer.functions.F;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Linear;

/**
 * AlexNet in one tower.
 *
 * @see <a href="https://papers.nips.cc/paper/4824-imagenet-classification-with-deep-convolutional-neural-networks">Krizhevsky et
 *     al., ImageNet Classification with Deep Convolutional Neural Networks, 2012</a>
 */
final class Alex extends ImageNetModel {
    private Convolution2D conv1 = new Convolution2D(null, 96, 11, 4, 0);
    private Convolution2D conv2 = new Convolution2D(null, 256, 5, 1, 2);
    private Convolution2D conv3 = new Convolution2D(null, 384, 3, 1, 1);
    private Convolution2D conv4 = new Convolution2D(null, 384, 3, 1, 1);
    private Convolution2D conv5 = new Convolution2D(null, 256, 3, 1, 1);
    private Linear fc6 = new Linear(4096);
    private Linear fc7 = new Linear(4096);
    private Linear fc8 = new Linear(CLASSES);

    @Override
    int insize() {
        return 227;
    }

    @Override
    Variable[] scores(Variable x) {
        Variable h = F.localResponseNormalization(relu(conv1.apply(x)));
        h = F.localResponseNormalization(relu(conv2.apply(F.maxPooling2d(h, 3, 2, 0))));
        h = relu(conv3.apply(F.maxPooling2d(h, 3, 2, 0)));
        h = relu(conv5.apply(relu(conv4.apply(h))));
        h = F.dropout(relu(fc6.apply(F.maxPooling2d(h, 3, 2, 0))));
        h = F.dropout(relu(fc7.apply(h)));
        return new Variable[] {fc8.apply(h)};
    }
}
