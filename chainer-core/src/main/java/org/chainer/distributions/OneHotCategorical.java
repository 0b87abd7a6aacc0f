package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.math.Log;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Categorical distribution whose outcomes are vectors with a 1 at one of k places and 0 elsewhere. Its parameter is (batch…, k). Samples are of its dtype
 * and carry no gradient. Chainer: {@code chainer.distributions.OneHotCategorical}.
 */
public final class OneHotCategorical extends Distribution {
    private final Variable p;

    /**
     * Distributions of the given probabilities.
     *
     * @param p (batch…, k), with sum 1 along the last axis, of a floating-point dtype
     */
    public OneHotCategorical(Variable p) {
        TypeCheck.of("OneHotCategorical", p).names("p").floating(0).minRank(0, 1);
        this.p = p;
    }

    /** The probabilities. */
    public Variable p() {
        return p;
    }

    /** The probabilities' logarithms. */
    public Variable logP() {
        return Log.log(p);
    }

    @Override
    public Shape batchShape() {
        return p.shape().withoutAxes(-1);
    }

    @Override
    public Shape eventShape() {
        return Shape.of(p.dim(-1));
    }

    @Override
    public Map<String, Variable> params() {
        return Map.of("p", p);
    }

    @Override
    public String support() {
        return "one-hot vector of length " + p.dim(-1);
    }

    @Override
    public Variable logProb(Variable x) {
        return Sum.sum(XLogX.product(points(x, p), logP()), -1);
    }

    @Override
    public Variable mean() {
        return p;
    }

    @Override
    public Variable variance() {
        return p.mul(p.rsub(1));
    }

    @Override
    public Variable sampleN(long n) {
        NDArray chosen = Sampling.choice(p, n).expandDims(-1);
        NDArray onehot = p.array().emptyLike(Shape.of(n).concat(p.shape())).fill(0);
        NDArray ones = p.array().emptyLike(chosen.shape()).fill(1);
        onehot.device().indexing().scatterAddAlongAxis(ones, chosen, onehot.rank() - 1, onehot);
        return constant(onehot);
    }

    static Variable kl(OneHotCategorical p, OneHotCategorical q) {
        return Sum.sum(XLogX.xlogx(p.p).sub(XLogX.product(p.p, q.logP())), -1);
    }
}
