package org.chainer.links.connection;

import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.initializers.Constant;
import org.chainer.initializers.Normal;

/**
 * Table of vectors looked up by number: words to embeddings. Parameter {@code W} (number of IDs, size). Chainer: {@code L.EmbedID}.
 *
 * @see org.chainer.functions.connection.EmbedID
 */
public class EmbedID extends Link implements Layer {
    @Name("W")
    private Parameter w;

    private final Integer ignoreLabel;

    /** A table drawn from the standard normal distribution. */
    public EmbedID(int inSize, int outSize) {
        this(inSize, outSize, null, null);
    }

    /**
     * A table.
     *
     * @param inSize number of IDs
     * @param outSize size of each vector
     * @param initialW null for the standard normal distribution
     * @param ignoreLabel ID whose vector is zero and gets no gradient; null for none
     */
    public EmbedID(int inSize, int outSize, Initializer initialW, Integer ignoreLabel) {
        this.w = new Parameter(initialW == null ? new Normal(1) : initialW, inSize, outSize);
        this.ignoreLabel = ignoreLabel;
    }

    /**
     * A table with a copy of the given array.
     *
     * @param w (number of IDs, size)
     * @param ignoreLabel ID whose vector is zero and gets no gradient; null for none
     */
    public static EmbedID fromParams(NDArray w, Integer ignoreLabel) {
        return new EmbedID(
                Math.toIntExact(w.dim(0)), Math.toIntExact(w.dim(1)), new Constant(w, w.dtype()), ignoreLabel);
    }

    /** The table. */
    public Parameter w() {
        return w;
    }

    /** The ID that is ignored, or null. */
    public Integer ignoreLabel() {
        return ignoreLabel;
    }

    /** Integer IDs of any shape to vectors: the shape with the vector's size appended. */
    @Override
    public Variable forward(Variable ids) {
        return org.chainer.functions.connection.EmbedID.embedId(ids, w, ignoreLabel);
    }

    @Override
    protected String specs() {
        return "in_size=" + w.dim(0) + ", out_size=" + w.dim(1);
    }
}
