package org.chainer.distributions;

import org.chainer.Variable;
import org.chainer.functions.math.Arctan;
import org.chainer.functions.math.Log;
import org.chainer.functions.math.Tan;

/**
 * Cauchy distribution: density {@code scale / (π·((x − loc)² + scale²))}. It has no mean and no variance: both are NaN. Chainer: {@code
 * chainer.distributions.Cauchy}.
 */
public final class Cauchy extends LocationScale {
    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @param loc the median
     * @param scale half the distance between the quartiles, positive
     * @throws org.chainer.utils.InvalidTypeException if they do not fit
     */
    public Cauchy(Variable loc, Variable scale) {
        super("Cauchy", loc, scale);
    }

    @Override
    public Variable logProb(Variable x) {
        Variable d = points(x, loc()).sub(loc());
        return Log.log(scale()).sub(Math.log(Math.PI)).sub(Log.log(d.mul(d).add(scale().mul(scale()))));
    }

    @Override
    public Variable cdf(Variable x) {
        return Arctan.arctan(standardized(x)).mul(1 / Math.PI).add(0.5);
    }

    @Override
    public Variable icdf(Variable q) {
        return loc().add(scale().mul(Tan.tan(q.sub(0.5).mul(Math.PI))));
    }

    @Override
    public Variable entropy() {
        return Log.log(scale()).add(Math.log(4 * Math.PI));
    }

    /** NaN: there is no mean. */
    @Override
    public Variable mean() {
        return constant(loc().array().emptyLike().fill(Double.NaN));
    }

    /** NaN: there is no variance. */
    @Override
    public Variable variance() {
        return mean();
    }

    @Override
    public Variable sampleN(long n) {
        return icdf(constant(Sampling.uniform(loc(), n)));
    }
}
