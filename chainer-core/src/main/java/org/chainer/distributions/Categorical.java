package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.activation.LogSoftmax;
import org.chainer.functions.array.BroadcastTo;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.SelectItem;
import org.chainer.functions.math.Exp;
import org.chainer.functions.math.Log;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Categorical distribution of outcomes 0 … k − 1 with given probabilities. Its parameter is (batch…, k): probabilities, or logits whose softmax they are.
 * Samples are int64 and carry no gradient. Chainer: {@code chainer.distributions.Categorical}.
 */
public final class Categorical extends Distribution {
    private final Variable p;
    private final Variable logit;

    /**
     * Distributions of the given probabilities.
     *
     * @param p (batch…, k), with sum 1 along the last axis, of a floating-point dtype
     */
    public Categorical(Variable p) {
        this(p, null);
        TypeCheck.of("Categorical", p).names("p").floating(0).minRank(0, 1);
    }

    private Categorical(Variable p, Variable logit) {
        this.p = p;
        this.logit = logit;
    }

    /**
     * Distributions of the given logits.
     *
     * @param logit (batch…, k), whose softmax along the last axis is the probability, of a floating-point dtype
     */
    public static Categorical ofLogit(Variable logit) {
        TypeCheck.of("Categorical", logit).names("logit").floating(0).minRank(0, 1);
        return new Categorical(null, logit);
    }

    /** The probabilities. */
    public Variable p() {
        return p != null ? p : Exp.exp(logP());
    }

    /** The probabilities' logarithms. */
    public Variable logP() {
        return p != null ? Log.log(p) : LogSoftmax.logSoftmax(logit, -1);
    }

    private Shape shape() {
        return (p != null ? p : logit).shape();
    }

    @Override
    public Shape batchShape() {
        return shape().withoutAxes(-1);
    }

    @Override
    public Shape eventShape() {
        return Shape.of();
    }

    @Override
    public Map<String, Variable> params() {
        return Map.of("p", p());
    }

    @Override
    public String support() {
        return "integer from 0 to " + (shape().dim(-1) - 1);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IndexOutOfBoundsException if a point is not the number of an outcome
     */
    @Override
    public Variable logProb(Variable x) {
        Variable logP = logP();
        Shape rows = Shape.broadcast(x.shape(), batchShape());
        long outcomes = shape().dim(-1);
        Variable table = BroadcastTo.broadcastTo(logP, rows.concat(Shape.of(outcomes)));
        NDArray points = x.array().astype(DType.INT64).broadcastTo(rows).reshape(rows.size());
        Variable picked = SelectItem.selectItem(Reshape.reshape(table, rows.size(), outcomes), constant(points));
        return Reshape.reshape(picked, rows);
    }

    @Override
    public Variable entropy() {
        return Sum.sum(XLogX.xlogx(p()), -1).neg();
    }

    @Override
    public Variable sampleN(long n) {
        return constant(Sampling.choice(p(), n));
    }

    static Variable kl(Categorical p, Categorical q) {
        Variable probability = p.p();
        return Sum.sum(XLogX.xlogx(probability).sub(XLogX.product(probability, q.logP())), -1);
    }
}
