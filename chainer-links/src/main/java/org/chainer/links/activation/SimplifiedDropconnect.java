package org.chainer.links.activation;

import org.chainer.Chainer;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.initializers.HeNormal;
import org.chainer.initializers.Initializers;

/**
 * Fully connected layer that drops weights at random in training. Parameters {@code W} (out, in) and {@code b} (out). Chainer: {@code L.SimplifiedDropconnect}, which drops in tests too unless it
 * is told otherwise.
 *
 * @see org.chainer.functions.noise.SimplifiedDropconnect
 */
public class SimplifiedDropconnect extends Link implements Layer {
    @Name("W")
    private Parameter w;

    private Parameter b;
    private final int outSize;
    private final double ratio;

    /** A layer that drops half of its weights; the input size may be null if it comes with the first input. */
    public SimplifiedDropconnect(Integer inSize, int outSize) {
        this(inSize, outSize, 0.5, false, null, null);
    }

    /**
     * A layer.
     *
     * @param inSize null if it comes with the first input
     * @param ratio share of the weights that are dropped
     * @param noBias whether there is no bias
     * @param initialW null for {@link HeNormal} with scale √½
     * @param initialBias null for zeros
     */
    public SimplifiedDropconnect(
            Integer inSize, int outSize, double ratio, boolean noBias, Initializer initialW, Initializer initialBias) {
        this.outSize = outSize;
        this.ratio = ratio;
        this.w = Parameter.deferred(initialW == null ? new HeNormal(Math.sqrt(0.5)) : initialW);
        if (inSize != null) {
            w.initialize(Shape.of(outSize, inSize));
        }
        if (!noBias) {
            this.b = new Parameter(Initializers.orConstant(initialBias, 0), outSize);
        }
    }

    /** The weight (out, in). */
    public Parameter w() {
        return w;
    }

    /** The bias (out), or null. */
    public Parameter b() {
        return b;
    }

    /** x (batch, …) to (batch, out), with a mask for each example in training. */
    @Override
    public Variable forward(Variable x) {
        return forward(x, Chainer.config().train(), null, true);
    }

    /**
     * x (batch, …) to (batch, out).
     *
     * @param train whether weights are dropped
     * @param mask which weights stay: (batch, out, in) or (out, in); null for a random one
     * @param useBatchwiseMask whether a random mask is drawn for each example (else: one for all)
     */
    public Variable apply(Variable x, boolean train, NDArray mask, boolean useBatchwiseMask) {
        return withHooks("forward", () -> forward(x, train, mask, useBatchwiseMask), x, train, mask, useBatchwiseMask);
    }

    private Variable forward(Variable x, boolean train, NDArray mask, boolean useBatchwiseMask) {
        if (!w.isInitialized()) {
            w.initialize(Shape.of(
                    outSize, x.shape().subShape(Math.min(1, x.rank()), x.rank()).size()));
        }
        return org.chainer.functions.noise.SimplifiedDropconnect.simplifiedDropconnect(
                x, w, b, ratio, train, mask, useBatchwiseMask);
    }
}
