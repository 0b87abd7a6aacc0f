package org.chainer.links.connection;

import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.initializers.LeCunNormal;

/** Fully connected layer {@code y = x·Wᵀ + b}. Parameters {@code W} (out, in) and {@code b} (out). */
public class Linear extends Link implements Layer {
    @Name("W")
    private Parameter w;

    private Parameter b;
    private final int outSize;

    /** A layer whose input size comes with the first input. */
    public Linear(int outSize) {
        this(null, outSize);
    }

    /** A layer with LeCun-normal weights and zero bias. */
    public Linear(Integer inSize, int outSize) {
        this(inSize, outSize, false, null, null);
    }

    /**
     * A layer.
     *
     * @param inSize null if it comes with the first input
     * @param noBias whether there is no bias
     * @param initialW null for {@link LeCunNormal}
     * @param initialBias null for zeros
     */
    public Linear(Integer inSize, int outSize, boolean noBias, Initializer initialW, Initializer initialBias) {
        this.outSize = outSize;
        this.w = Parameter.deferred(initialW == null ? new LeCunNormal() : initialW);
        if (!noBias) {
            this.b = new Parameter(initialBias == null ? Initializer.constant(0) : initialBias, outSize);
        }
        if (inSize != null) {
            w.initialize(Shape.of(outSize, inSize));
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

    /** x (batch, …) to (batch, out); all axes but the first are flattened. */
    @Override
    public Variable forward(Variable x) {
        return forward(x, 1);
    }

    /** x with several batch axes to (batch…, out). */
    public Variable apply(Variable x, int nBatchAxes) {
        return withHooks("forward", () -> forward(x, nBatchAxes), x, nBatchAxes);
    }

    private Variable forward(Variable x, int nBatchAxes) {
        if (!w.isInitialized()) {
            w.initialize(
                    Shape.of(outSize, x.shape().subShape(nBatchAxes, x.rank()).size()));
        }
        return org.chainer.functions.connection.Linear.linear(x, w, b, nBatchAxes);
    }

    @Override
    protected String specs() {
        return "in_size=" + (w.isInitialized() ? w.dim(1) : "None") + ", out_size=" + outSize + ", nobias="
                + (b == null ? "True" : "False");
    }
}
