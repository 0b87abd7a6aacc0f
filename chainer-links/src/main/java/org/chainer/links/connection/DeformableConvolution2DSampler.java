package org.chainer.links.connection;

import org.chainer.Initializer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.initializers.Initializers;

/** The second half of {@link DeformableConvolution2D}: a convolution whose places are shifted by given offsets. */
final class DeformableConvolution2DSampler extends Link {
    @Name("W")
    private Parameter w;

    private Parameter b;
    private final int outChannels;
    private final int[] ksize;
    private final ConvolutionOptions options;

    DeformableConvolution2DSampler(
            Integer inChannels,
            int outChannels,
            int[] ksize,
            ConvolutionOptions options,
            boolean noBias,
            Initializer initialW,
            Initializer initialBias) {
        this.outChannels = outChannels;
        this.ksize = ksize;
        this.options = options;
        this.w = Parameter.deferred(Initializers.orConstant(initialW, 0));
        if (!noBias) {
            this.b = new Parameter(Initializers.orConstant(initialBias, 0), outChannels);
        }
        if (inChannels != null) {
            initialize(inChannels);
        }
    }

    private void initialize(long inChannels) {
        w.initialize(Shape.of(outChannels, inChannels, ksize[0], ksize[1]));
    }

    Variable apply(Variable x, Variable offset) {
        return withHooks("forward", () -> forward(x, offset), x, offset);
    }

    private Variable forward(Variable x, Variable offset) {
        if (!w.isInitialized()) {
            initialize(x.dim(1));
        }
        return org.chainer.functions.connection.DeformableConvolution2DSampler.deformableConvolution2dSampler(
                x, offset, w, b, options);
    }
}
