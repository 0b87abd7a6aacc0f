package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.functions.array.Where;
import org.chainer.functions.math.Exp;
import org.chainer.functions.math.Log;
import org.chainer.utils.TypeCheck;

/**
 * Pareto distribution: density {@code alpha·scale^alpha / x^(alpha+1)} for x from scale on. Mean and variance are infinite for alpha up to 1 and 2. Chainer:
 * {@code chainer.distributions.Pareto}.
 */
public final class Pareto extends Distribution {
    private final Variable scale;
    private final Variable alpha;

    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @param scale the smallest outcome, positive
     * @param alpha how fast the tail falls, positive
     * @throws org.chainer.utils.InvalidTypeException if they do not fit
     */
    public Pareto(Variable scale, Variable alpha) {
        TypeCheck.of("Pareto", scale, alpha)
                .names("scale", "alpha")
                .floating(0)
                .sameDType(0, 1)
                .sameShape(0, 1);
        this.scale = scale;
        this.alpha = alpha;
    }

    /** The parameter: the smallest outcome, positive. */
    public Variable scale() {
        return scale;
    }

    /** The parameter: how fast the tail falls, positive. */
    public Variable alpha() {
        return alpha;
    }

    @Override
    public Shape batchShape() {
        return scale.shape();
    }

    @Override
    public Shape eventShape() {
        return Shape.of();
    }

    @Override
    public Map<String, Variable> params() {
        return Map.of("scale", scale, "alpha", alpha);
    }

    @Override
    public String support() {
        return "[scale, inf]";
    }

    @Override
    public Variable logProb(Variable x) {
        Variable points = points(x, scale);
        Variable logP =
                Log.log(alpha).add(alpha.mul(Log.log(scale))).sub(alpha.add(1).mul(Log.log(points)));
        NDArray inside = points.array().apply(BinaryOp.GREATER_EQUAL, scale.array());
        return Where.where(inside, logP, constant(Double.NEGATIVE_INFINITY, scale));
    }

    @Override
    public Variable entropy() {
        return Log.log(scale).sub(Log.log(alpha)).add(alpha.rdiv(1)).add(1);
    }

    @Override
    public Variable mean() {
        NDArray isFinite = alpha.array().apply(BinaryOp.GREATER, 1);
        return Where.where(isFinite, alpha.mul(scale).div(alpha.sub(1)), constant(Double.POSITIVE_INFINITY, scale));
    }

    @Override
    public Variable variance() {
        NDArray isFinite = alpha.array().apply(BinaryOp.GREATER, 2);
        Variable below = alpha.sub(1);
        Variable variance = scale.mul(scale).mul(alpha).div(below.mul(below)).div(alpha.sub(2));
        return Where.where(isFinite, variance, constant(Double.POSITIVE_INFINITY, scale));
    }

    @Override
    public Variable sampleN(long n) {
        return Exp.exp(constant(Sampling.exponential(scale, n)).div(alpha)).mul(scale);
    }

    /** Infinite where p's outcomes may be below q's smallest. */
    static Variable kl(Pareto p, Pareto q) {
        Variable kl = q.alpha
                .mul(Log.log(p.scale).sub(Log.log(q.scale)))
                .add(Log.log(p.alpha))
                .sub(Log.log(q.alpha))
                .add(q.alpha.sub(p.alpha).div(p.alpha));
        NDArray isFinite = p.scale.array().apply(BinaryOp.GREATER_EQUAL, q.scale.array());
        return Where.where(isFinite, kl, constant(Double.POSITIVE_INFINITY, kl));
    }
}
