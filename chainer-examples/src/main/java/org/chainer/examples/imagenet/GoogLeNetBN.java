package org.chainer.examples.imagenet;

import static org.chainer.functions.activation.ReLU.relu;

import org.chainer.Variable;
import org.chainer.functions.F;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.InceptionBN;
import org.chainer.links.connection.Linear;
import org.chainer.links.normalization.BatchNormalization;

/**
 * GoogLeNet with batch normalisation.
 *
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy, Batch Normalization: Accelerating Deep Network Training by
 *     Reducing Internal Covariate Shift, 2015</a>
 */
final class GoogLeNetBN extends ImageNetModel {
    private Convolution2D conv1 =
            convolution(64, 7, new ConvolutionOptions().stride(2).pad(3));
    private BatchNormalization norm1 = new BatchNormalization(64);
    private Convolution2D conv2 = convolution(192, 3, new ConvolutionOptions().pad(1));
    private BatchNormalization norm2 = new BatchNormalization(192);
    private InceptionBN inc3a = new InceptionBN(null, 64, 64, 64, 64, 96, "avg", 32);
    private InceptionBN inc3b = new InceptionBN(null, 64, 64, 96, 64, 96, "avg", 64);
    private InceptionBN inc3c = new InceptionBN(null, 0, 128, 160, 64, 96, "max", null, 2, null);
    private InceptionBN inc4a = new InceptionBN(null, 224, 64, 96, 96, 128, "avg", 128);
    private InceptionBN inc4b = new InceptionBN(null, 192, 96, 128, 96, 128, "avg", 128);
    private InceptionBN inc4c = new InceptionBN(null, 160, 128, 160, 128, 160, "avg", 128);
    private InceptionBN inc4d = new InceptionBN(null, 96, 128, 192, 160, 192, "avg", 128);
    private InceptionBN inc4e = new InceptionBN(null, 0, 128, 192, 192, 256, "max", null, 2, null);
    private InceptionBN inc5a = new InceptionBN(null, 352, 192, 320, 160, 224, "avg", 128);
    private InceptionBN inc5b = new InceptionBN(null, 352, 192, 320, 192, 224, "max", 128);
    private Linear out = new Linear(CLASSES);
    private Convolution2D conva = convolution(128, 1, new ConvolutionOptions());
    private BatchNormalization norma = new BatchNormalization(128);
    private Linear lina = new Linear(null, 1024, true);
    private BatchNormalization norma2 = new BatchNormalization(1024);
    private Linear outa = new Linear(CLASSES);
    private Convolution2D convb = convolution(128, 1, new ConvolutionOptions());
    private BatchNormalization normb = new BatchNormalization(128);
    private Linear linb = new Linear(null, 1024, true);
    private BatchNormalization normb2 = new BatchNormalization(1024);
    private Linear outb = new Linear(CLASSES);

    private static Convolution2D convolution(int channels, int size, ConvolutionOptions options) {
        return new Convolution2D(null, channels, new int[] {size}, options, true, null, null);
    }

    @Override
    int insize() {
        return 224;
    }

    @Override
    Variable[] scores(Variable x) {
        Variable h = F.maxPooling2d(relu(norm1.apply(conv1.apply(x))), 3, 2, 1);
        h = F.maxPooling2d(relu(norm2.apply(conv2.apply(h))), 3, 2, 1);
        h = inc4a.apply(inc3c.apply(inc3b.apply(inc3a.apply(h))));
        Variable a = relu(norma.apply(conva.apply(F.averagePooling2d(h, 5, 3, 0))));
        a = outa.apply(relu(norma2.apply(lina.apply(a))));
        h = inc4d.apply(inc4c.apply(inc4b.apply(h)));
        Variable b = relu(normb.apply(convb.apply(F.averagePooling2d(h, 5, 3, 0))));
        b = outb.apply(relu(normb2.apply(linb.apply(b))));
        h = inc5b.apply(inc5a.apply(inc4e.apply(h)));
        return new Variable[] {a, b, out.apply(F.averagePooling2d(h, 7))};
    }
}
