package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.Digamma;
import org.chainer.functions.math.Lgamma;
import org.chainer.functions.math.Log;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Dirichlet distribution of vectors of k positive numbers with sum 1: density {@code Π xᵢ^(alphaᵢ−1) / B(alpha)}. Its parameter is (batch…, k). Samples
 * carry no gradient. Chainer: {@code chainer.distributions.Dirichlet}.
 */
public final class Dirichlet extends Distribution {
    private final Variable alpha;

    /**
     * Distributions with the given parameters.
     *
     * @param alpha exponents plus one (batch…, k), positive, of a floating-point dtype
     */
    public Dirichlet(Variable alpha) {
        TypeCheck.of("Dirichlet", alpha).names("alpha").floating(0).minRank(0, 1);
        this.alpha = alpha;
    }

    /** Exponents plus one. */
    public Variable alpha() {
        return alpha;
    }

    /** Sum of {@link #alpha()} along the last axis. */
    public Variable alpha0() {
        return Sum.sum(alpha, -1);
    }

    @Override
    public Shape batchShape() {
        return alpha.shape().withoutAxes(-1);
    }

    @Override
    public Shape eventShape() {
        return Shape.of(alpha.dim(-1));
    }

    @Override
    public Map<String, Variable> params() {
        return Map.of("alpha", alpha);
    }

    @Override
    public String support() {
        return "[0, 1]";
    }

    /** {@code ln B(alpha)}. */
    private Variable logBeta() {
        return Sum.sum(Lgamma.lgamma(alpha), -1).sub(Lgamma.lgamma(alpha0()));
    }

    @Override
    public Variable logProb(Variable x) {
        return Sum.sum(alpha.sub(1).mul(Log.log(points(x, alpha))), -1).sub(logBeta());
    }

    @Override
    public Variable entropy() {
        Variable sum = alpha0();
        return logBeta()
                .add(sum.sub(alpha.dim(-1)).mul(Digamma.digamma(sum)))
                .sub(Sum.sum(alpha.sub(1).mul(Digamma.digamma(alpha)), -1));
    }

    @Override
    public Variable mean() {
        return alpha.div(Reshape.expandDims(alpha0(), -1));
    }

    @Override
    public Variable variance() {
        Variable sum = Reshape.expandDims(alpha0(), -1);
        return alpha.mul(sum.sub(alpha)).div(sum.mul(sum)).div(sum.add(1));
    }

    @Override
    public Variable sampleN(long n) {
        NDArray gamma = Sampling.gamma(alpha, n);
        return constant(gamma.div(gamma.reduce(ReduceOp.SUM, true, -1)));
    }

    static Variable kl(Dirichlet p, Dirichlet q) {
        Variable expected = Digamma.digamma(p.alpha).sub(Reshape.expandDims(Digamma.digamma(p.alpha0()), -1));
        return q.logBeta().sub(p.logBeta()).add(Sum.sum(p.alpha.sub(q.alpha).mul(expected), -1));
    }
}
