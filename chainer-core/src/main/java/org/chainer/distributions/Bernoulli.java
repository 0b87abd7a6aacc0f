package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.activation.Sigmoid;
import org.chainer.functions.activation.Softplus;
import org.chainer.functions.array.Where;
import org.chainer.functions.math.Log;
import org.chainer.functions.math.Log1p;
import org.chainer.utils.TypeCheck;

/**
 * Bernoulli distribution of outcomes 1, with probability p, and 0. Its parameter is p or {@code logit = ln(p / (1 − p))}. Samples are int64 and carry no
 * gradient. Chainer: {@code chainer.distributions.Bernoulli}.
 */
public final class Bernoulli extends Distribution {
    private final Variable p;
    private final Variable logit;
    private final boolean binaryCheck;

    /**
     * Distributions of the given probabilities.
     *
     * @param p probabilities of the outcome 1, of a floating-point dtype
     */
    public Bernoulli(Variable p) {
        this(p, false);
    }

    /**
     * Distributions of the given probabilities.
     *
     * @param p probabilities of the outcome 1, of a floating-point dtype
     * @param binaryCheck whether points other than 0 and 1 have probability 0 (else: values in between, linearly interpolated)
     */
    public Bernoulli(Variable p, boolean binaryCheck) {
        this(p, null, binaryCheck);
        TypeCheck.of("Bernoulli", p).names("p").floating(0);
    }

    private Bernoulli(Variable p, Variable logit, boolean binaryCheck) {
        this.p = p;
        this.logit = logit;
        this.binaryCheck = binaryCheck;
    }

    /**
     * Distributions of the given log-odds.
     *
     * @param logit {@code ln(p / (1 − p))}, of a floating-point dtype
     * @param binaryCheck whether points other than 0 and 1 have probability 0
     */
    public static Bernoulli ofLogit(Variable logit, boolean binaryCheck) {
        TypeCheck.of("Bernoulli", logit).names("logit").floating(0);
        return new Bernoulli(null, logit, binaryCheck);
    }

    /** Distributions of the given log-odds. */
    public static Bernoulli ofLogit(Variable logit) {
        return ofLogit(logit, false);
    }

    /** Probability of the outcome 1. */
    public Variable p() {
        return p != null ? p : Sigmoid.sigmoid(logit);
    }

    /** {@code ln(p / (1 − p))}. */
    public Variable logit() {
        return logit != null ? logit : Log.log(p).sub(Log1p.log1p(p.neg()));
    }

    @Override
    public Shape batchShape() {
        return (p != null ? p : logit).shape();
    }

    @Override
    public Shape eventShape() {
        return Shape.of();
    }

    @Override
    public Map<String, Variable> params() {
        return Map.of("logit", logit());
    }

    @Override
    public String support() {
        return "{0, 1}";
    }

    @Override
    public Variable logProb(Variable x) {
        Variable odds = logit();
        Variable points = points(x, odds);
        NDArray finite = odds.array().apply(UnaryOp.IS_FINITE);
        Variable ordinary = Where.where(finite, odds, constant(0, odds));
        Variable logP = points.mul(ordinary).sub(Softplus.softplus(ordinary));
        if (!finite.reduce(ReduceOp.ALL, false).toBooleanArray()[0]) {
            NDArray isOne = odds.array().apply(BinaryOp.GREATER, 0);
            Variable share = Where.where(isOne, points, points.rsub(1));
            logP = Where.where(finite, logP, constant(share.array().apply(UnaryOp.LOG)));
        }
        return binaryCheck ? Where.where(isBinary(points), logP, constant(Double.NEGATIVE_INFINITY, odds)) : logP;
    }

    private static NDArray isBinary(Variable points) {
        NDArray x = points.array();
        return x.apply(BinaryOp.EQUAL, 0).apply(BinaryOp.LOGICAL_OR, x.apply(BinaryOp.EQUAL, 1));
    }

    @Override
    public Variable prob(Variable x) {
        Variable one = p();
        Variable points = points(x, one);
        Variable prob = points.mul(one).add(points.rsub(1).mul(one.rsub(1)));
        return binaryCheck ? prob.mul(constant(isBinary(points).astype(one.dtype()))) : prob;
    }

    @Override
    public Variable entropy() {
        Variable one = p();
        return XLogX.xlogx(one).add(XLogX.xlogx(one.rsub(1))).neg();
    }

    @Override
    public Variable mean() {
        return p();
    }

    @Override
    public Variable variance() {
        Variable one = p();
        return one.mul(one.rsub(1));
    }

    @Override
    public Variable sampleN(long n) {
        Variable one = p();
        return constant(
                Sampling.uniform(one, n).apply(BinaryOp.LESS, one.array()).astype(DType.INT64));
    }

    static Variable kl(Bernoulli p, Bernoulli q) {
        Variable one = p.p();
        Variable odds = q.logit();
        return XLogX.xlogx(one)
                .add(XLogX.xlogx(one.rsub(1)))
                .add(XLogX.product(one, Softplus.softplus(odds.neg())))
                .add(XLogX.product(one.rsub(1), Softplus.softplus(odds)));
    }
}
