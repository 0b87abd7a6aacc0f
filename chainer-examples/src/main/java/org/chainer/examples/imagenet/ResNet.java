package org.chainer.examples.imagenet;

import static org.chainer.functions.activation.ReLU.relu;

import org.chainer.Variable;
import org.chainer.functions.F;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.initializers.HeNormal;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Linear;
import org.chainer.links.normalization.BatchNormalization;

/**
 * Residual networks of 50 layers: ResNet-50, and ResNeXt-50 whose middle convolutions have 32 groups.
 *
 * @see <a href="https://arxiv.org/abs/1512.03385">He et al., Deep Residual Learning for Image Recognition, 2015</a>
 * @see <a href="https://arxiv.org/abs/1611.05431">Xie et al., Aggregated Residual Transformations for Deep Neural Networks,
 *     2016</a>
 */
final class ResNet extends ImageNetModel {
    private Convolution2D conv1;
    private BatchNormalization bn1;
    private BottleNeck.Block res2;
    private BottleNeck.Block res3;
    private BottleNeck.Block res4;
    private BottleNeck.Block res5;
    private Linear fc;

    private ResNet(int channels, boolean strideFirst, int groups) {
        var options = new ConvolutionOptions().stride(2).pad(3);
        conv1 = new Convolution2D(3, 64, new int[] {7}, options, false, new HeNormal(), null);
        bn1 = new BatchNormalization(64);
        res2 = new BottleNeck.Block(3, 64, channels, 256, 1, strideFirst, groups);
        res3 = new BottleNeck.Block(4, 256, 2 * channels, 512, 2, strideFirst, groups);
        res4 = new BottleNeck.Block(6, 512, 4 * channels, 1024, 2, strideFirst, groups);
        res5 = new BottleNeck.Block(3, 1024, 8 * channels, 2048, 2, strideFirst, groups);
        fc = new Linear(2048, CLASSES);
    }

    static ResNet resNet50() {
        return new ResNet(64, true, 1);
    }

    static ResNet resNeXt50() {
        return new ResNet(128, false, 32);
    }

    @Override
    int insize() {
        return 224;
    }

    @Override
    Variable[] scores(Variable x) {
        Variable h = F.maxPooling2d(relu(bn1.apply(conv1.apply(x))), 3, 2, 0);
        h = res5.apply(res4.apply(res3.apply(res2.apply(h))));
        return new Variable[] {fc.apply(F.averagePooling2d(h, 7, 1, 0))};
    }
}
