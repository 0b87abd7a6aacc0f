package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.math.Lgamma;
import org.chainer.functions.math.Log;
import org.chainer.utils.TypeCheck;

/**
 * Poisson distribution: {@code lam^x·e^(−lam) / x!} for x = 0, 1, …. Samples are of lam's dtype and carry no gradient. Chainer: {@code
 * chainer.distributions.Poisson}.
 */
public final class Poisson extends Distribution {
    private final Variable lam;

    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @param lam the mean, positive
     * @throws org.chainer.utils.InvalidTypeException if it is not of a floating-point dtype
     */
    public Poisson(Variable lam) {
        TypeCheck.of("Poisson", lam).names("lam").floating(0);
        this.lam = lam;
    }

    /** The parameter: the mean, positive. */
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
        return "non negative integer";
    }

    @Override
    public Variable logProb(Variable x) {
        Variable points = points(x, lam);
        return points.mul(Log.log(lam)).sub(Lgamma.lgamma(points.add(1))).sub(lam);
    }

    @Override
    public Variable mean() {
        return lam;
    }

    @Override
    public Variable variance() {
        return lam;
    }

    @Override
    public Variable sampleN(long n) {
        return constant(Sampling.poisson(lam, n));
    }

    static Variable kl(Poisson p, Poisson q) {
        return p.lam.mul(Log.log(p.lam).sub(Log.log(q.lam))).sub(p.lam).add(q.lam);
    }
}
