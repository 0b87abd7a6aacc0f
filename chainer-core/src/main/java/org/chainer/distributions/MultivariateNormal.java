package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.array.Diagonal;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.Inv;
import org.chainer.functions.math.Log;
import org.chainer.functions.math.MatMul;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Normal distribution of vectors of d numbers, with mean loc and covariance {@code L·Lᵀ}: density {@code e^(−‖L⁻¹(x − loc)‖²/2) / (|det L|·(2π)^(d/2))}.
 * Chainer: {@code chainer.distributions.MultivariateNormal}.
 */
public final class MultivariateNormal extends Distribution {
    private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

    private final Variable loc;
    private final Variable scaleTril;

    /**
     * Distributions with the given parameters, of one floating-point dtype.
     *
     * @param loc the mean (batch…, d)
     * @param scaleTril L (batch…, d, d), lower triangular: what is above its diagonal does not count
     * @throws org.chainer.utils.InvalidTypeException if they do not fit
     */
    public MultivariateNormal(Variable loc, Variable scaleTril) {
        TypeCheck.of("MultivariateNormal", loc, scaleTril)
                .names("loc", "scale_tril")
                .floating(0)
                .sameDType(0, 1)
                .minRank(0, 1)
                .shape(1, loc.shape().concat(Shape.of(loc.rank() == 0 ? 0 : loc.dim(-1))));
        this.loc = loc;
        this.scaleTril = scaleTril;
    }

    /** The mean. */
    public Variable loc() {
        return loc;
    }

    /** L, as it was given. */
    public Variable scaleTril() {
        return scaleTril;
    }

    private long d() {
        return loc.dim(-1);
    }

    /** L without what is above its diagonal. */
    private Variable lower() {
        NDArray mask = scaleTril.array().emptyLike(Shape.of(d(), d())).fill(0);
        for (int row = 0; row < d(); row++) {
            mask.select(0, row).slice(0, 0, row + 1).fill(1);
        }
        return scaleTril.mul(constant(mask));
    }

    private Variable inverse() {
        Variable matrices = Reshape.reshape(lower(), batchShape().size(), d(), d());
        return Reshape.reshape(Inv.batchInv(matrices), scaleTril.shape());
    }

    /** {@code ln |det L|}. */
    private Variable logDet() {
        return Sum.sum(Log.log(Diagonal.diagonal(scaleTril, 0, -2, -1).abs()), -1);
    }

    @Override
    public Shape batchShape() {
        return loc.shape().withoutAxes(-1);
    }

    @Override
    public Shape eventShape() {
        return Shape.of(d());
    }

    @Override
    public Map<String, Variable> params() {
        return Map.of("loc", loc, "scale_tril", scaleTril);
    }

    @Override
    public String support() {
        return "real";
    }

    @Override
    public Variable logProb(Variable x) {
        Variable distance = Reshape.expandDims(points(x, loc).sub(loc), -1);
        Variable z = MatMul.matmul(inverse(), distance);
        return Sum.sum(z.mul(z), -2, -1)
                .mul(0.5)
                .add(logDet())
                .add(HALF_LOG_2PI * d())
                .neg();
    }

    @Override
    public Variable entropy() {
        return logDet().add((HALF_LOG_2PI + 0.5) * d());
    }

    @Override
    public Variable mean() {
        return loc;
    }

    @Override
    public Variable covariance() {
        Variable lower = lower();
        return MatMul.matmul(lower, lower, false, true);
    }

    @Override
    public Variable variance() {
        Variable lower = lower();
        return Sum.sum(lower.mul(lower), -1);
    }

    @Override
    public Variable sampleN(long n) {
        Variable noise = Reshape.expandDims(constant(Sampling.normal(loc, n)), -1);
        Variable deviation = MatMul.matmul(lower(), noise);
        return Reshape.reshape(deviation, noise.shape().withoutAxes(-1)).add(loc);
    }

    static Variable kl(MultivariateNormal p, MultivariateNormal q) {
        Variable inverse = q.inverse();
        Variable ratio = MatMul.matmul(inverse, p.lower());
        Variable distance = MatMul.matmul(inverse, Reshape.expandDims(p.loc.sub(q.loc), -1));
        return q.logDet()
                .sub(p.logDet())
                .add(Sum.sum(ratio.mul(ratio), -2, -1).mul(0.5))
                .add(Sum.sum(distance.mul(distance), -2, -1).mul(0.5))
                .sub(0.5 * p.d());
    }
}
