package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.math.Digamma;
import org.chainer.functions.math.Lgamma;
import org.chainer.functions.math.Log;
import org.chainer.utils.TypeCheck;

/**
 * Chi-square distribution, that of the sum of k squared standard normal numbers: density {@code x^(k/2−1)·e^(−x/2) / (2^(k/2)·Γ(k/2))} for positive x.
 * Samples carry no gradient. Chainer: {@code chainer.distributions.Chisquare}.
 */
public final class Chisquare extends Distribution {
    private final Variable k;

    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @param k degrees of freedom, positive
     * @throws org.chainer.utils.InvalidTypeException if it is not of a floating-point dtype
     */
    public Chisquare(Variable k) {
        TypeCheck.of("Chisquare", k).names("k").floating(0);
        this.k = k;
    }

    /** The parameter: degrees of freedom, positive. */
    public Variable k() {
        return k;
    }

    @Override
    public Shape batchShape() {
        return k.shape();
    }

    @Override
    public Shape eventShape() {
        return Shape.of();
    }

    @Override
    public Map<String, Variable> params() {
        return Map.of("k", k);
    }

    @Override
    public String support() {
        return "positive";
    }

    @Override
    public Variable logProb(Variable x) {
        Variable points = points(x, k);
        Variable half = k.mul(0.5);
        return half.sub(1)
                .mul(Log.log(points))
                .sub(points.mul(0.5))
                .sub(Lgamma.lgamma(half))
                .sub(half.mul(Math.log(2)));
    }

    @Override
    public Variable entropy() {
        Variable half = k.mul(0.5);
        return half.add(Math.log(2)).add(Lgamma.lgamma(half)).add(half.rsub(1).mul(Digamma.digamma(half)));
    }

    @Override
    public Variable mean() {
        return k;
    }

    @Override
    public Variable variance() {
        return k.mul(2);
    }

    @Override
    public Variable sampleN(long n) {
        return constant(Sampling.gamma(k.mul(0.5), n).mul(2));
    }
}
