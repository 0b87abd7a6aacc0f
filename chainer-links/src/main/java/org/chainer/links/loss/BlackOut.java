package org.chainer.links.loss;

import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.initializers.LeCunNormal;
import org.chainer.utils.WalkerAlias;

/**
 * BlackOut loss with samples drawn by word counts. Parameter {@code W} (vocabulary, in). Chainer: {@code L.BlackOut}.
 *
 * @see org.chainer.functions.loss.BlackOut
 */
public class BlackOut extends Link {
    @Name("W")
    private Parameter w;

    private final int sampleSize;
    private final WalkerAlias sampler;

    /**
     * A loss.
     *
     * @param counts how often each word occurs
     * @param sampleSize number of words drawn for each example
     * @throws IllegalArgumentException if a count is negative, or all are 0
     */
    public BlackOut(int inSize, double[] counts, int sampleSize) {
        this.sampleSize = sampleSize;
        this.sampler = new WalkerAlias(counts);
        this.w = new Parameter(new LeCunNormal(), counts.length, inSize);
    }

    /** The words' vectors. */
    public Parameter w() {
        return w;
    }

    /** The mean loss of x (batch, in) and labels t (batch). */
    public Variable apply(Variable x, Variable t) {
        return apply(x, t, null);
    }

    /**
     * The mean loss with given samples.
     *
     * @param samples numbers of words (batch, samples), or null to draw them
     */
    public Variable apply(Variable x, Variable t, NDArray samples) {
        return withHooks("forward", () -> forward(x, t, samples), x, t);
    }

    private Variable forward(Variable x, Variable t, NDArray samples) {
        NDArray drawn = samples != null
                ? samples
                : sampler.sample(Shape.of(x.dim(0), sampleSize)).toDevice(x.device());
        return org.chainer.functions.loss.BlackOut.blackOut(x, t, w, new Variable(drawn, false));
    }
}
