package org.chainer.links.connection;

import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.initializers.Constant;
import org.chainer.initializers.Initializers;

/**
 * Fully connected layer: {@code y = x·Wᵀ + b}. Parameters {@code W} (out, in) and {@code b} (out). Chainer: {@code L.Linear}.
 *
 * @see org.chainer.functions.connection.Linear
 */
public class Linear extends Link implements Layer {
    @Name("W")
    private Parameter w;

    private Parameter b;
    private final int outSize;

    /** A layer whose input size comes with the first input. */
    public Linear(int outSize) {
        this(null, outSize);
    }

    /** A layer with LeCun-normal weights and zero bias; the input size may be null if it comes with the first input. */
    public Linear(Integer inSize, int outSize) {
        this(inSize, outSize, false);
    }

    /** A layer with or without bias. */
    public Linear(Integer inSize, int outSize, boolean noBias) {
        this(inSize, outSize, noBias, null, null);
    }

    /**
     * A layer.
     *
     * @param inSize null if it comes with the first input
     * @param noBias whether there is no bias
     * @param initialW null for {@link org.chainer.initializers.LeCunNormal}
     * @param initialBias null for zeros
     */
    public Linear(Integer inSize, int outSize, boolean noBias, Initializer initialW, Initializer initialBias) {
        this.outSize = outSize;
        this.w = Parameter.deferred(Initializers.orLeCunNormal(initialW));
        if (!noBias) {
            this.b = new Parameter(Initializers.orConstant(initialBias, 0), outSize);
        }
        if (inSize != null) {
            w.initialize(Shape.of(outSize, inSize));
        }
    }

    /**
     * A layer with copies of the given arrays.
     *
     * @param w (out, in)
     * @param b (out), or null for no bias
     */
    public static Linear fromParams(NDArray w, NDArray b) {
        return new Linear(
                Math.toIntExact(w.dim(1)),
                Math.toIntExact(w.dim(0)),
                b == null,
                new Constant(w, w.dtype()),
                b == null ? null : new Constant(b, b.dtype()));
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

    /** {@code x·Wᵀ + z} in one product, for a layer without bias: x (batch, in), z (batch, out). */
    public Variable applyOnto(Variable x, Variable z) {
        return withHooks(
                "forward",
                () -> {
                    initialize(x, 1);
                    return org.chainer.functions.connection.Linear.linearOnto(x, w, z);
                },
                x,
                z);
    }

    private Variable forward(Variable x, int nBatchAxes) {
        initialize(x, nBatchAxes);
        return org.chainer.functions.connection.Linear.linear(x, w, b, nBatchAxes);
    }

    private void initialize(Variable x, int nBatchAxes) {
        if (!w.isInitialized()) {
            long inSize =
                    x.shape().subShape(Math.min(nBatchAxes, x.rank()), x.rank()).size();
            w.initialize(Shape.of(outSize, inSize));
        }
    }

    @Override
    protected String specs() {
        return "in_size=" + (w.isInitialized() ? w.dim(1) : "None") + ", out_size=" + outSize + ", nobias="
                + (b == null ? "True" : "False");
    }
}
