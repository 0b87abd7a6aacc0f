package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.math.Log;
import org.chainer.functions.math.Log1p;
import org.chainer.utils.TypeCheck;

/**
 * Geometric distribution, that of the number of trials up to the first success: {@code (1 − p)^(x−1)·p} for x = 1, 2, …. Samples carry no gradient.
 * Chainer: {@code chainer.distributions.Geometric}.
 */
public final class Geometric extends Distribution {
    private final Variable p;

    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @param p probability of success, above 0 and at most 1
     * @throws org.chainer.utils.InvalidTypeException if it is not of a floating-point dtype
     */
    public Geometric(Variable p) {
        TypeCheck.of("Geometric", p).names("p").floating(0);
        this.p = p;
    }

    /** The parameter: probability of success, above 0 and at most 1. */
    public Variable p() {
        return p;
    }

    @Override
    public Shape batchShape() {
        return p.shape();
    }

    @Override
    public Shape eventShape() {
        return Shape.of();
    }

    @Override
    public Map<String, Variable> params() {
        return Map.of("p", p);
    }

    @Override
    public String support() {
        return "positive integer";
    }

    @Override
    public Variable logProb(Variable x) {
        return points(x, p).sub(1).mul(Log1p.log1p(p.neg())).add(Log.log(p));
    }

    @Override
    public Variable mean() {
        return p.rdiv(1);
    }

    @Override
    public Variable variance() {
        return p.rsub(1).div(p.mul(p));
    }

    @Override
    public Variable sampleN(long n) {
        NDArray rate = p.array().neg().apply(UnaryOp.LOG1P).neg();
        NDArray failures = Sampling.exponential(p, n).div(rate).apply(UnaryOp.FLOOR);
        return constant(failures.add(1));
    }

    static Variable kl(Geometric p, Geometric q) {
        return Log1p.log1p(p.p.neg())
                .sub(Log1p.log1p(q.p.neg()))
                .mul(p.p.rdiv(1).sub(1))
                .add(Log.log(p.p))
                .sub(Log.log(q.p));
    }
}
