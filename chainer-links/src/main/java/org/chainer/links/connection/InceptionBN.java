package org.chainer.links.connection;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Chain;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.array.Concat;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.functions.pooling.AveragePooling;
import org.chainer.functions.pooling.MaxPooling;
import org.chainer.functions.pooling.PoolingOptions;
import org.chainer.links.normalization.BatchNormalization;

/**
 * Inception module with batch normalisation: convolutions of size 1, 3 and twice 3, and a pooling, side by side. Children {@code conv1, proj3, conv3, proj33, conv33a, conv33b, poolp}, and for each
 * its normalisation with {@code n} appended; {@code conv1} and {@code poolp} only if they are asked for. Chainer: {@code L.InceptionBN}.
 *
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy, Batch Normalization, 2015</a>
 */
public class InceptionBN extends Chain implements Layer {
    private Convolution2D conv1;
    private BatchNormalization conv1n;
    private Convolution2D proj3;
    private BatchNormalization proj3n;
    private Convolution2D conv3;
    private BatchNormalization conv3n;
    private Convolution2D proj33;
    private BatchNormalization proj33n;
    private Convolution2D conv33a;
    private BatchNormalization conv33an;
    private Convolution2D conv33b;
    private BatchNormalization conv33bn;
    private Convolution2D poolp;
    private BatchNormalization poolpn;
    private final boolean maximum;
    private final int stride;

    /** A module with stride 1. */
    public InceptionBN(
            Integer inChannels,
            int out1,
            int proj3,
            int out3,
            int proj33,
            int out33,
            String pooltype,
            Integer projPool) {
        this(inChannels, out1, proj3, out3, proj33, out33, pooltype, projPool, 1, null);
    }

    /**
     * A module.
     *
     * @param inChannels null if it comes with the first input
     * @param out1 channels of the convolution of size 1; 0 for none
     * @param proj3 channels in front of the convolution of size 3
     * @param out3 channels of the convolution of size 3
     * @param proj33 channels in front of the two convolutions of size 3
     * @param out33 channels of each of them
     * @param pooltype {@code max} or {@code avg}
     * @param projPool channels behind the pooling; null for no convolution there
     * @param stride of the last convolution of each branch, and of the pooling
     * @param convInit null for {@link org.chainer.initializers.LeCunNormal}
     * @throws IllegalArgumentException if there is no such pooling, or a convolution of size 1 is asked for together with a stride or without projPool
     */
    public InceptionBN(
            Integer inChannels,
            int out1,
            int proj3,
            int out3,
            int proj33,
            int out33,
            String pooltype,
            Integer projPool,
            int stride,
            Initializer convInit) {
        if (!pooltype.equals("max") && !pooltype.equals("avg")) {
            throw new IllegalArgumentException("InceptionBN: pooltype is '" + pooltype + "', expected 'max' or 'avg'");
        }
        if (out1 > 0 && (stride != 1 || projPool == null)) {
            throw new IllegalArgumentException("InceptionBN: a convolution of size 1 (out1 " + out1
                    + ") needs stride 1 and a projPool; stride is " + stride + ", projPool " + projPool);
        }
        this.maximum = pooltype.equals("max");
        this.stride = stride;
        this.proj3 = convolution(inChannels, proj3, 1, 1, convInit);
        this.proj3n = new BatchNormalization(proj3);
        this.conv3 = convolution(proj3, out3, 3, stride, convInit);
        this.conv3n = new BatchNormalization(out3);
        this.proj33 = convolution(inChannels, proj33, 1, 1, convInit);
        this.proj33n = new BatchNormalization(proj33);
        this.conv33a = convolution(proj33, out33, 3, 1, convInit);
        this.conv33an = new BatchNormalization(out33);
        this.conv33b = convolution(out33, out33, 3, stride, convInit);
        this.conv33bn = new BatchNormalization(out33);
        if (out1 > 0) {
            this.conv1 = convolution(inChannels, out1, 1, 1, convInit);
            this.conv1n = new BatchNormalization(out1);
        }
        if (projPool != null) {
            this.poolp = convolution(inChannels, projPool, 1, 1, convInit);
            this.poolpn = new BatchNormalization(projPool);
        }
    }

    private static Convolution2D convolution(
            Integer inChannels, int outChannels, int ksize, int stride, Initializer init) {
        ConvolutionOptions options = new ConvolutionOptions().stride(stride).pad(ksize / 2);
        return new Convolution2D(inChannels, outChannels, new int[] {ksize}, options, true, init, null);
    }

    /** x (batch, in, height, width) to (batch, all branches' channels, height / stride, width / stride). */
    @Override
    public Variable forward(Variable x) {
        List<Variable> branches = new ArrayList<>();
        if (conv1 != null) {
            branches.add(step(conv1, conv1n, x));
        }
        branches.add(step(conv3, conv3n, step(proj3, proj3n, x)));
        branches.add(step(conv33b, conv33bn, step(conv33a, conv33an, step(proj33, proj33n, x))));
        Variable pooled = maximum
                ? MaxPooling.maxPooling2d(
                        x, new PoolingOptions(3).stride(stride).pad(1).coverAll(false))
                : AveragePooling.averagePooling2d(x, 3, stride, 1);
        branches.add(poolp == null ? pooled : step(poolp, poolpn, pooled));
        return Concat.concat(branches, 1);
    }

    private static Variable step(Convolution2D convolution, BatchNormalization normalization, Variable x) {
        return ReLU.relu(normalization.apply(convolution.apply(x)));
    }
}
