package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.math.Exp;
import org.chainer.functions.math.Expm1;
import org.chainer.functions.math.Log;
import org.chainer.utils.TypeCheck;

/**
 * Log-normal distribution, that of {@code e^z} for normal z: density {@code e^(−(ln x − mu)²/(2·sigma²)) / (x·sigma·√(2π))} for positive x. Chainer: {@code
 * chainer.distributions.LogNormal}.
 */
public final class LogNormal extends Distribution {
    private final Variable mu;
    private final Variable sigma;

    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @param mu mean of the logarithm
     * @param sigma standard deviation of the logarithm, positive
     * @throws org.chainer.utils.InvalidTypeException if they do not fit
     */
    public LogNormal(Variable mu, Variable sigma) {
        TypeCheck.of("LogNormal", mu, sigma)
                .names("mu", "sigma")
                .floating(0)
                .sameDType(0, 1)
                .sameShape(0, 1);
        this.mu = mu;
        this.sigma = sigma;
    }

    /** The parameter: mean of the logarithm. */
    public Variable mu() {
        return mu;
    }

    /** The parameter: standard deviation of the logarithm, positive. */
    public Variable sigma() {
        return sigma;
    }

    @Override
    public Shape batchShape() {
        return mu.shape();
    }

    @Override
    public Shape eventShape() {
        return Shape.of();
    }

    @Override
    public Map<String, Variable> params() {
        return Map.of("mu", mu, "sigma", sigma);
    }

    @Override
    public String support() {
        return "positive";
    }

    @Override
    public Variable logProb(Variable x) {
        Variable logX = Log.log(points(x, mu));
        Variable z = logX.sub(mu).div(sigma);
        return z.mul(z)
                .mul(0.5)
                .add(logX)
                .add(Log.log(sigma))
                .add(0.5 * Math.log(2 * Math.PI))
                .neg();
    }

    @Override
    public Variable entropy() {
        return Log.log(sigma).add(mu).add(0.5 + 0.5 * Math.log(2 * Math.PI));
    }

    @Override
    public Variable mean() {
        return Exp.exp(mu.add(sigma.mul(sigma).mul(0.5)));
    }

    @Override
    public Variable variance() {
        Variable square = sigma.mul(sigma);
        return Exp.exp(mu.mul(2).add(square)).mul(Expm1.expm1(square));
    }

    @Override
    public Variable sampleN(long n) {
        return Exp.exp(constant(Sampling.normal(mu, n)).mul(sigma).add(mu));
    }

    static Variable kl(LogNormal p, LogNormal q) {
        return Normal.kl(new Normal(p.mu, p.sigma), new Normal(q.mu, q.sigma));
    }
}
