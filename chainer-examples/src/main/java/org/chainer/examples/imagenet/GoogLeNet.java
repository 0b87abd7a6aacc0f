package org.chainer.examples.imagenet;

import static org.chainer.functions.activation.ReLU.relu;

import org.chainer.Name;
import org.chainer.Variable;
import org.chainer.functions.F;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Inception;
import org.chainer.links.connection.Linear;

/**
 * GoogLeNet: nine inception modules, and two side branches in training.
 *
 * @see <a href="https://arxiv.org/abs/1409.4842">Szegedy et al., Going Deeper with Convolutions, 2014</a>
 */
final class GoogLeNet extends ImageNetModel {
    private Convolution2D conv1 = new Convolution2D(null, 64, 7, 2, 3);

    @Name("conv2_reduce")
    private Convolution2D conv2Reduce = new Convolution2D(null, 64, 1);

    private Convolution2D conv2 = new Convolution2D(null, 192, 3, 1, 1);
    private Inception inc3a = new Inception(null, 64, 96, 128, 16, 32, 32);
    private Inception inc3b = new Inception(null, 128, 128, 192, 32, 96, 64);
    private Inception inc4a = new Inception(null, 192, 96, 208, 16, 48, 64);
    private Inception inc4b = new Inception(null, 160, 112, 224, 24, 64, 64);
    private Inception inc4c = new Inception(null, 128, 128, 256, 24, 64, 64);
    private Inception inc4d = new Inception(null, 112, 144, 288, 32, 64, 64);
    private Inception inc4e = new Inception(null, 256, 160, 320, 32, 128, 128);
    private Inception inc5a = new Inception(null, 256, 160, 320, 32, 128, 128);
    private Inception inc5b = new Inception(null, 384, 192, 384, 48, 128, 128);

    @Name("loss3_fc")
    private Linear loss3Fc = new Linear(CLASSES);

    @Name("loss1_conv")
    private Convolution2D loss1Conv = new Convolution2D(null, 128, 1);

    @Name("loss1_fc1")
    private Linear loss1Fc1 = new Linear(1024);

    @Name("loss1_fc2")
    private Linear loss1Fc2 = new Linear(CLASSES);

    @Name("loss2_conv")
    private Convolution2D loss2Conv = new Convolution2D(null, 128, 1);

    @Name("loss2_fc1")
    private Linear loss2Fc1 = new Linear(1024);

    @Name("loss2_fc2")
    private Linear loss2Fc2 = new Linear(CLASSES);

    @Override
    int insize() {
        return 224;
    }

    @Override
    Variable[] scores(Variable x) {
        Variable h = F.maxPooling2d(relu(conv1.apply(x)), 3, 2, 0);
        h = relu(conv2.apply(relu(conv2Reduce.apply(F.localResponseNormalization(h)))));
        h = F.maxPooling2d(F.localResponseNormalization(h), 3, 2, 0);
        h = F.maxPooling2d(inc3b.apply(inc3a.apply(h)), 3, 2, 0);
        h = inc4a.apply(h);
        Variable side1 = side(h, loss1Conv, loss1Fc1, loss1Fc2);
        h = inc4d.apply(inc4c.apply(inc4b.apply(h)));
        Variable side2 = side(h, loss2Conv, loss2Fc1, loss2Fc2);
        h = F.maxPooling2d(inc4e.apply(h), 3, 2, 0);
        h = F.averagePooling2d(inc5b.apply(inc5a.apply(h)), 7, 1, 0);
        return new Variable[] {side1, side2, loss3Fc.apply(F.dropout(h, 0.4))};
    }

    private static Variable side(Variable h, Convolution2D conv, Linear fc1, Linear fc2) {
        Variable l = relu(conv.apply(F.averagePooling2d(h, 5, 3, 0)));
        return fc2.apply(relu(fc1.apply(l)));
    }
}
