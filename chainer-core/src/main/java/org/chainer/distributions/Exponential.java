package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.functions.array.Where;
import org.chainer.functions.math.Expm1;
import org.chainer.functions.math.Log;
import org.chainer.functions.math.Log1p;
import org.chainer.utils.TypeCheck;

/**
 * Exponential distribution: density {@code lam·e^(−lam·x)} for x from 0 on. Chainer: {@code chainer.distributions.Exponential}.
 */
public final class Exponential extends Distribution {
    private final Variable lam;

    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @param lam the rate, positive
     * @throws org.chainer.utils.InvalidTypeException if it is not of a floating-point dtype
     */
    public Exponential(Variable lam) {
        TypeCheck.of("Exponential", lam).names("lam").floating(0);
        this.lam = lam;
    }

    /** The parameter: the rate, positive. */
    public Variable lam() {
        return lam;
    }

    @Override
    public Shape batchShape() {
        return lam.shape();
    }

    @Override
    public Shape eventShape() {
        return Shape.of();
    }

    @Override
    public Map<String, Variable> params() {
        return Map.of("lam", lam);
    }

    @Override
    public String support() {
        return "positive";
    }

    @Override
    public Variable logProb(Variable x) {
        Variable points = points(x, lam);
        Variable logP = Log.log(lam).sub(lam.mul(points));
        NDArray inside = points.array().apply(BinaryOp.GREATER_EQUAL, 0);
        return Where.where(inside, logP, constant(Double.NEGATIVE_INFINITY, lam));
    }

    /** {@code 1 − e^(−lam·x)}; as in Chainer for all x, so that it is negative below 0, outside the support. */
    @Override
    public Variable cdf(Variable x) {
        return Expm1.expm1(lam.mul(points(x, lam)).neg()).neg();
    }

    @Override
    public Variable icdf(Variable q) {
        return Log1p.log1p(q.neg()).div(lam).neg();
    }

    @Override
    public Variable entropy() {
        return Log.log(lam).rsub(1);
    }

    @Override
    public Variable mean() {
        return lam.rdiv(1);
    }

    @Override
    public Variable variance() {
        return lam.mul(lam).rdiv(1);
    }

    @Override
    public Variable sampleN(long n) {
        return constant(Sampling.exponential(lam, n)).div(lam);
    }

    static Variable kl(Exponential p, Exponential q) {
        return Log.log(p.lam).sub(Log.log(q.lam)).add(q.lam.div(p.lam)).sub(1);
    }
}
