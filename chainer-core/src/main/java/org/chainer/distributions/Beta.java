package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.functions.array.Where;
import org.chainer.functions.math.Digamma;
import org.chainer.functions.math.Lgamma;
import org.chainer.functions.math.Log;
import org.chainer.utils.TypeCheck;

/**
 * Beta distribution on [0, 1]: density {@code x^(a−1)·(1 − x)^(b−1) / B(a, b)}. Samples carry no gradient. Chainer: {@code chainer.distributions.Beta}.
 */
public final class Beta extends Distribution {
    private final Variable a;
    private final Variable b;

    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @param a first exponent plus one, positive
     * @param b second exponent plus one, positive
     * @throws org.chainer.utils.InvalidTypeException if they do not fit
     */
    public Beta(Variable a, Variable b) {
        TypeCheck.of("Beta", a, b).names("a", "b").floating(0).sameDType(0, 1).sameShape(0, 1);
        this.a = a;
        this.b = b;
    }

    /** The parameter: first exponent plus one, positive. */
    public Variable a() {
        return a;
    }

    /** The parameter: second exponent plus one, positive. */
    public Variable b() {
        return b;
    }

    @Override
    public Shape batchShape() {
        return a.shape();
    }

    @Override
    public Shape eventShape() {
        return Shape.of();
    }

    @Override
    public Map<String, Variable> params() {
        return Map.of("a", a, "b", b);
    }

    @Override
    public String support() {
        return "[0, 1]";
    }

    @Override
    public Variable logProb(Variable x) {
        Variable points = points(x, a);
        Variable logP = a.sub(1)
                .mul(Log.log(points))
                .add(b.sub(1).mul(Log.log(points.rsub(1))))
                .sub(logBeta());
        NDArray inside = points.array()
                .apply(BinaryOp.GREATER_EQUAL, 0)
                .apply(BinaryOp.LOGICAL_AND, points.array().apply(BinaryOp.LESS_EQUAL, 1));
        return Where.where(inside, logP, constant(Double.NEGATIVE_INFINITY, a));
    }

    /** {@code ln B(a, b)}. */
    private Variable logBeta() {
        return Lgamma.lgamma(a).add(Lgamma.lgamma(b)).sub(Lgamma.lgamma(a.add(b)));
    }

    @Override
    public Variable entropy() {
        Variable sum = a.add(b);
        return logBeta()
                .sub(a.sub(1).mul(Digamma.digamma(a)))
                .sub(b.sub(1).mul(Digamma.digamma(b)))
                .add(sum.sub(2).mul(Digamma.digamma(sum)));
    }

    @Override
    public Variable mean() {
        return a.div(a.add(b));
    }

    @Override
    public Variable variance() {
        Variable sum = a.add(b);
        return a.mul(b).div(sum.mul(sum)).div(sum.add(1));
    }

    @Override
    public Variable sampleN(long n) {
        NDArray first = Sampling.gamma(a, n);
        return constant(first.div(first.add(Sampling.gamma(b, n))));
    }

    static Variable kl(Beta p, Beta q) {
        Variable sum = p.a.add(p.b);
        return q.logBeta()
                .sub(p.logBeta())
                .add(p.a.sub(q.a).mul(Digamma.digamma(p.a)))
                .add(p.b.sub(q.b).mul(Digamma.digamma(p.b)))
                .add(q.a.add(q.b).sub(sum).mul(Digamma.digamma(sum)));
    }
}
