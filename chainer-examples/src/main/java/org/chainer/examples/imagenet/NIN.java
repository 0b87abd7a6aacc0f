package org.chainer.examples.imagenet;

import static org.chainer.functions.activation.ReLU.relu;

import org.chainer.Variable;
import org.chainer.functions.F;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.initializers.HeNormal;
import org.chainer.links.connection.MLPConvolution2D;

/**
 * Network in network: each convolution is followed by two of size 1.
 *
 * @see <a href="https://arxiv.org/abs/1312.4400">Lin et al., Network In Network, 2013</a>
 */
final class NIN extends ImageNetModel {
    private MLPConvolution2D mlpconv1 = mlp(96, 96, 11, new ConvolutionOptions().stride(4));
    private MLPConvolution2D mlpconv2 = mlp(256, 256, 5, new ConvolutionOptions().pad(2));
    private MLPConvolution2D mlpconv3 = mlp(384, 384, 3, new ConvolutionOptions().pad(1));
    private MLPConvolution2D mlpconv4 = mlp(1024, CLASSES, 3, new ConvolutionOptions().pad(1));

    private static MLPConvolution2D mlp(int channels, int last, int size, ConvolutionOptions options) {
        return new MLPConvolution2D(
                null,
                new int[] {channels, channels, last},
                new int[] {size},
                options,
                ReLU::relu,
                new HeNormal(),
                null);
    }

    @Override
    int insize() {
        return 227;
    }

    @Override
    Variable[] scores(Variable x) {
        Variable h = F.maxPooling2d(relu(mlpconv1.apply(x)), 3, 2, 0);
        h = F.maxPooling2d(relu(mlpconv2.apply(h)), 3, 2, 0);
        h = F.maxPooling2d(relu(mlpconv3.apply(h)), 3, 2, 0);
        h = mlpconv4.apply(F.dropout(h));
        return new Variable[] {F.averagePooling2d(h, 6).reshape(x.dim(0), CLASSES)};
    }
}
