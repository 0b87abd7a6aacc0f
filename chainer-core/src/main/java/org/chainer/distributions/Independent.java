package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.Prod;
import org.chainer.functions.math.Sum;

/**
 * Independent distributions taken together: the last axes of a distribution's batch become axes of the event, and their probabilities multiply. Also its
 * cumulative and survival functions are products. Chainer: {@code chainer.distributions.Independent}.
 */
public final class Independent extends Distribution {
    private final Distribution distribution;
    private final int reinterpretedBatchNdims;

    /** All axes of the batch but the first are taken together. */
    public Independent(Distribution distribution) {
        this(distribution, Math.max(distribution.batchShape().rank() - 1, 0));
    }

    /**
     * The last axes of the batch are taken together.
     *
     * @param reinterpretedBatchNdims how many
     * @throws IllegalArgumentException if the batch does not have so many
     */
    public Independent(Distribution distribution, int reinterpretedBatchNdims) {
        if (reinterpretedBatchNdims < 0
                || reinterpretedBatchNdims > distribution.batchShape().rank()) {
            throw new IllegalArgumentException("Independent: reinterpreted_batch_ndims is " + reinterpretedBatchNdims
                    + ", but the distribution's batch shape is " + distribution.batchShape());
        }
        this.distribution = distribution;
        this.reinterpretedBatchNdims = reinterpretedBatchNdims;
    }

    /** The distribution whose axes are taken together. */
    public Distribution distribution() {
        return distribution;
    }

    /** How many axes are taken together. */
    public int reinterpretedBatchNdims() {
        return reinterpretedBatchNdims;
    }

    private Shape axes(boolean joined) {
        Shape batch = distribution.batchShape();
        int kept = batch.rank() - reinterpretedBatchNdims;
        return joined ? batch.subShape(kept, batch.rank()) : batch.subShape(0, kept);
    }

    @Override
    public Shape batchShape() {
        return axes(false);
    }

    @Override
    public Shape eventShape() {
        return axes(true).concat(distribution.eventShape());
    }

    @Override
    public Map<String, Variable> params() {
        return distribution.params();
    }

    @Override
    public String support() {
        return distribution.support();
    }

    private int[] lastAxes() {
        int[] last = new int[reinterpretedBatchNdims];
        for (int i = 0; i < last.length; i++) {
            last[i] = i - last.length;
        }
        return last;
    }

    private Variable sum(Variable x) {
        return reinterpretedBatchNdims == 0 ? x : Sum.sum(x, lastAxes());
    }

    private Variable product(Variable x) {
        return reinterpretedBatchNdims == 0 ? x : Prod.prod(x, lastAxes());
    }

    @Override
    public Variable logProb(Variable x) {
        return sum(distribution.logProb(x));
    }

    @Override
    public Variable prob(Variable x) {
        return product(distribution.prob(x));
    }

    @Override
    public Variable cdf(Variable x) {
        return product(distribution.cdf(x));
    }

    @Override
    public Variable logCdf(Variable x) {
        return sum(distribution.logCdf(x));
    }

    @Override
    public Variable survivalFunction(Variable x) {
        return product(distribution.survivalFunction(x));
    }

    @Override
    public Variable logSurvivalFunction(Variable x) {
        return sum(distribution.logSurvivalFunction(x));
    }

    @Override
    public Variable entropy() {
        return sum(distribution.entropy());
    }

    @Override
    public Variable mean() {
        return distribution.mean();
    }

    @Override
    public Variable mode() {
        return distribution.mode();
    }

    @Override
    public Variable variance() {
        return distribution.variance();
    }

    @Override
    public Variable stddev() {
        return distribution.stddev();
    }

    /** Covariance matrix of the event's elements, all along one axis: the distributions' own matrices as blocks along the diagonal. */
    @Override
    public Variable covariance() {
        long blocks = axes(true).size();
        long d = distribution.eventShape().size();
        Variable each = distribution.eventShape().rank() == 0 ? distribution.variance() : distribution.covariance();
        Variable matrices = Reshape.reshape(each, batchShape().concat(Shape.of(blocks, d, 1, d)));
        NDArray eye = NDArrays.eye(blocks, each.dtype()).toDevice(each.device()).reshape(blocks, 1, blocks, 1);
        return Reshape.reshape(matrices.mul(constant(eye)), batchShape().concat(Shape.of(blocks * d, blocks * d)));
    }

    @Override
    public Variable sampleN(long n) {
        return distribution.sampleN(n);
    }

    static Variable kl(Independent p, Independent q) {
        if (!p.eventShape().equals(q.eventShape())
                || !p.distribution.eventShape().equals(q.distribution.eventShape())) {
            throw new IllegalArgumentException("KL divergence of Independent distributions: event shapes are "
                    + p.eventShape() + " and " + q.eventShape() + ", of the distributions within "
                    + p.distribution.eventShape() + " and " + q.distribution.eventShape() + "; they must be equal");
        }
        return p.sum(KLDivergence.klDivergence(p.distribution, q.distribution));
    }
}
