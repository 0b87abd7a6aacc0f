package org.chainer.distributions;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.functions.array.Where;
import org.chainer.functions.math.Clip;
import org.chainer.functions.math.Exp;
import org.chainer.functions.math.Log;

/**
 * Laplace distribution: density {@code e^(−|x − loc|/scale) / (2·scale)}. Chainer: {@code chainer.distributions.Laplace}.
 */
public final class Laplace extends LocationScale {
    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @param loc mean and mode
     * @param scale mean distance from it, positive
     * @throws org.chainer.utils.InvalidTypeException if they do not fit
     */
    public Laplace(Variable loc, Variable scale) {
        super("Laplace", loc, scale);
    }

    @Override
    public Variable logProb(Variable x) {
        return Log.log(scale().mul(2)).add(distance(x)).neg();
    }

    @Override
    public Variable prob(Variable x) {
        return Exp.exp(distance(x).neg()).div(scale()).mul(0.5);
    }

    private Variable distance(Variable x) {
        return points(x, loc()).sub(loc()).abs().div(scale());
    }

    @Override
    public Variable cdf(Variable x) {
        Variable z = standardized(x);
        NDArray isBelow = z.array().apply(BinaryOp.LESS, 0);
        // Each tail is clipped where the other one holds, so that neither overflows.
        Variable below = Exp.exp(Clip.clip(z, Double.NEGATIVE_INFINITY, 0)).mul(0.5);
        Variable above =
                Exp.exp(Clip.clip(z, 0, Double.POSITIVE_INFINITY).neg()).mul(0.5);
        return Where.where(isBelow, below, above.rsub(1));
    }

    @Override
    public Variable icdf(Variable q) {
        NDArray isBelow = q.array().apply(BinaryOp.LESS, 0.5);
        Variable z = Where.where(
                isBelow, Log.log(q.mul(2)), Log.log(q.rsub(1).mul(2)).neg());
        return loc().add(scale().mul(z));
    }

    @Override
    public Variable entropy() {
        return Log.log(scale().mul(2)).add(1);
    }

    @Override
    public Variable mean() {
        return loc();
    }

    @Override
    public Variable mode() {
        return loc();
    }

    @Override
    public Variable variance() {
        return scale().mul(scale()).mul(2);
    }

    @Override
    public Variable stddev() {
        return scale().mul(Math.sqrt(2));
    }

    @Override
    public Variable sampleN(long n) {
        NDArray size = Sampling.exponential(loc(), n);
        NDArray sign = Sampling.uniform(loc(), n)
                .apply(BinaryOp.LESS, 0.5)
                .astype(loc().dtype())
                .mul(2)
                .sub(1);
        return constant(size.mul(sign)).mul(scale()).add(loc());
    }

    static Variable kl(Laplace p, Laplace q) {
        Variable distance = p.loc().sub(q.loc()).abs();
        return Log.log(q.scale())
                .sub(Log.log(p.scale()))
                .add(distance.div(q.scale()))
                .add(p.scale()
                        .div(q.scale())
                        .mul(Exp.exp(distance.div(p.scale()).neg())))
                .sub(1);
    }
}
