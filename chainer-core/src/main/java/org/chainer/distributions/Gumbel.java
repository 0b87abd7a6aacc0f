package org.chainer.distributions;

import org.chainer.Variable;
import org.chainer.functions.math.Exp;
import org.chainer.functions.math.Lgamma;
import org.chainer.functions.math.Log;

/**
 * Gumbel distribution: density {@code e^(−z − e^(−z)) / scale} with {@code z = (x − loc) / scale}. Chainer: {@code chainer.distributions.Gumbel}.
 */
public final class Gumbel extends LocationScale {
    private static final double EULER = 0.57721566490153286061;

    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @param loc the mode
     * @param scale the scale, positive
     * @throws org.chainer.utils.InvalidTypeException if they do not fit
     */
    public Gumbel(Variable loc, Variable scale) {
        super("Gumbel", loc, scale);
    }

    @Override
    public Variable logProb(Variable x) {
        Variable z = standardized(x);
        return Log.log(scale()).add(z).add(Exp.exp(z.neg())).neg();
    }

    @Override
    public Variable entropy() {
        return Log.log(scale()).add(EULER + 1);
    }

    @Override
    public Variable mean() {
        return loc().add(scale().mul(EULER));
    }

    @Override
    public Variable variance() {
        return scale().mul(scale()).mul(Math.PI * Math.PI / 6);
    }

    @Override
    public Variable sampleN(long n) {
        return constant(Sampling.gumbel(loc(), n)).mul(scale()).add(loc());
    }

    static Variable kl(Gumbel p, Gumbel q) {
        Variable ratio = p.scale().div(q.scale());
        Variable shift = q.loc().sub(p.loc()).div(q.scale());
        return Log.log(q.scale())
                .sub(Log.log(p.scale()))
                .add(ratio.sub(1).mul(EULER))
                .add(Exp.exp(shift.add(Lgamma.lgamma(ratio.add(1)))))
                .sub(1)
                .sub(shift);
    }
}
