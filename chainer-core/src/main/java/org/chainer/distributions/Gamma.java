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
 * Gamma distribution: density {@code x^(k−1)·e^(−x/theta) / (theta^k·Γ(k))} for positive x. Samples carry a gradient to theta, not to k. Chainer: {@code
 * chainer.distributions.Gamma}.
 */
public final class Gamma extends Distribution {
    private final Variable k;
    private final Variable theta;

    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @param k the shape, positive
     * @param theta the scale, positive
     * @throws org.chainer.utils.InvalidTypeException if they do not fit
     */
    public Gamma(Variable k, Variable theta) {
        TypeCheck.of("Gamma", k, theta)
                .names("k", "theta")
                .floating(0)
                .sameDType(0, 1)
                .sameShape(0, 1);
        this.k = k;
        this.theta = theta;
    }

    /** The parameter: the shape, positive. */
    public Variable k() {
        return k;
    }

    /** The parameter: the scale, positive. */
    public Variable theta() {
        return theta;
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
        return Map.of("k", k, "theta", theta);
    }

    @Override
    public String support() {
        return "positive";
    }

    @Override
    public Variable logProb(Variable x) {
        Variable points = points(x, k);
        Variable logP = k.sub(1)
                .mul(Log.log(points))
                .sub(points.div(theta))
                .sub(Lgamma.lgamma(k))
                .sub(k.mul(Log.log(theta)));
        NDArray inside = points.array().apply(BinaryOp.GREATER_EQUAL, 0);
        return Where.where(inside, logP, constant(Double.NEGATIVE_INFINITY, k));
    }

    @Override
    public Variable entropy() {
        return k.add(Log.log(theta)).add(Lgamma.lgamma(k)).add(k.rsub(1).mul(Digamma.digamma(k)));
    }

    @Override
    public Variable mean() {
        return k.mul(theta);
    }

    @Override
    public Variable variance() {
        return k.mul(theta).mul(theta);
    }

    @Override
    public Variable sampleN(long n) {
        return constant(Sampling.gamma(k, n)).mul(theta);
    }

    static Variable kl(Gamma p, Gamma q) {
        return p.k.sub(q.k)
                .mul(Digamma.digamma(p.k))
                .sub(Lgamma.lgamma(p.k))
                .add(Lgamma.lgamma(q.k))
                .add(q.k.mul(Log.log(q.theta).sub(Log.log(p.theta))))
                .add(p.k.mul(p.theta.div(q.theta).sub(1)));
    }
}
