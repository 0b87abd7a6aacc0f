package org.chainer.links.loss;

import org.chainer.Initializer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.utils.WalkerAlias;

/**
 * Negative sampling loss with samples drawn by word counts. Parameter {@code W} (vocabulary, in), zero at first. Chainer: {@code L.NegativeSampling}.
 *
 * @see org.chainer.functions.loss.NegativeSampling
 */
public class NegativeSampling extends Link {
    @Name("W")
    private Parameter w;

    private final int sampleSize;
    private final WalkerAlias sampler;

    /** A loss with counts to the power of 0.75. */
    public NegativeSampling(int inSize, double[] counts, int sampleSize) {
        this(inSize, counts, sampleSize, 0.75);
    }

    /**
     * A loss.
     *
     * @param counts how often each word occurs
     * @param sampleSize number of words drawn for each example
     * @param power of the counts, in proportion to which words are drawn
     * @throws IllegalArgumentException if a count is negative, or all are 0
     */
    public NegativeSampling(int inSize, double[] counts, int sampleSize, double power) {
        double[] weights = counts.clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.pow(weights[i], power);
        }
        this.sampleSize = sampleSize;
        this.sampler = new WalkerAlias(weights);
        this.w = new Parameter(Initializer.constant(0), counts.length, inSize);
    }

    /** The words' vectors. */
    public Parameter w() {
        return w;
    }

    /** The sum over the batch of x (batch, in) and labels t (batch); a label of −1 counts nothing. */
    public Variable apply(Variable x, Variable t) {
        return apply(x, t, "sum");
    }

    /** The loss with reduction {@code sum} or {@code no}. */
    public Variable apply(Variable x, Variable t, String reduce) {
        return withHooks(
                "forward",
                () -> org.chainer.functions.loss.NegativeSampling.negativeSampling(
                        x, t, w, sampler::sample, sampleSize, reduce),
                x,
                t,
                reduce);
    }

    /** The loss with reduction {@code sum} or {@code no}, and what was drawn. */
    public org.chainer.functions.loss.NegativeSampling.WithSamples applyReturnSamples(
            Variable x, Variable t, String reduce) {
        return withHooks(
                "forward",
                () -> org.chainer.functions.loss.NegativeSampling.negativeSamplingReturnSamples(
                        x, t, w, sampler::sample, sampleSize, reduce),
                x,
                t,
                reduce);
    }
}
