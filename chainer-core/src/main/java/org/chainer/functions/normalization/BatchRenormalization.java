package org.chainer.functions.normalization;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Batch renormalisation: {@code y = gamma·(r·(x − μ)/σ + d) + beta}, with μ and {@code σ = √(σ² + eps)} of the batch. The corrections {@code r = clip(σ/σᵣ,
 * 1/rmax, rmax)} and {@code d = clip((μ − μᵣ)/σᵣ, −dmax, dmax)} draw the result to what the running statistics would give; no gradient goes through them.
 *
 * <p>In: x (batch, channels…, …), gamma and beta (channels…). Out: x's shape and dtype. Chainer: {@code F.batch_renormalization}.
 *
 * @see <a href="https://arxiv.org/abs/1702.03275">Ioffe, Batch renormalization, 2017</a>
 */
public final class BatchRenormalization {
    private BatchRenormalization() {}

    /**
     * Batch renormalisation with eps 2·10⁻⁵, which leaves the running statistics as they are.
     *
     * @param rmax greatest factor r
     * @param dmax greatest shift d
     * @param runningMean (channels…)
     * @param runningVar (channels…)
     */
    public static Variable batchRenormalization(
            Variable x,
            Variable gamma,
            Variable beta,
            double rmax,
            double dmax,
            NDArray runningMean,
            NDArray runningVar) {
        return batchRenormalization(x, gamma, beta, rmax, dmax, 2e-5, runningMean, runningVar, 0.9, false);
    }

    /**
     * Batch renormalisation.
     *
     * @param rmax greatest factor r
     * @param dmax greatest shift d
     * @param runningMean (channels…)
     * @param runningVar (channels…)
     * @param decay weight of the running statistics when they are updated
     * @param updateStatistics whether the running statistics are updated in place, after their use
     * @throws IllegalArgumentException if running statistics are missing, rmax is below 1 or dmax below 0
     */
    public static Variable batchRenormalization(
            Variable x,
            Variable gamma,
            Variable beta,
            double rmax,
            double dmax,
            double eps,
            NDArray runningMean,
            NDArray runningVar,
            double decay,
            boolean updateStatistics) {
        if (runningMean == null || runningVar == null) {
            throw new IllegalArgumentException("batch_renormalization: running_mean and running_var are required");
        }
        if (!(rmax >= 1) || !(dmax >= 0)) {
            throw new IllegalArgumentException("batch_renormalization: rmax is " + rmax + " and dmax is " + dmax
                    + ", expected rmax >= 1 and dmax >= 0");
        }
        TypeCheck in = TypeCheck.of("batch_renormalization", x, gamma, beta)
                .names("x", "gamma", "beta")
                .floating(0, 1)
                .sameDType(1, 2)
                .sameShape(1, 2);
        in.expect(
                runningMean.shape().equals(gamma.shape()) && runningVar.shape().equals(gamma.shape()),
                "running_mean.shape == running_var.shape == gamma.shape",
                runningMean.shape() + ", " + runningVar.shape() + " and " + gamma.shape());
        in.expect(
                runningMean.dtype().isFloating() && runningVar.dtype().isFloating(),
                "running_mean.dtype.kind == running_var.dtype.kind == f",
                runningMean.dtype() + " and " + runningVar.dtype());
        in.expect(
                runningMean.device() == x.device() && runningVar.device() == x.device(),
                "running_mean and running_var on the device of x, " + x.device(),
                runningMean.device() + " and " + runningVar.device());
        ChannelAxes axes = ChannelAxes.of(in, new int[0]);
        if (x.size() == 0) {
            return BatchNormalization.batchNormalization(x, gamma, beta, eps);
        }
        DType dtype = gamma.dtype();
        NDArray batch = x.array().astype(Precision.wide(x.dtype(), dtype));
        NDArray mean = batch.mean(axes.reduced());
        NDArray variance = batch.apply(BinaryOp.SQUARED_DIFFERENCE, axes.expand(mean))
                .mean(axes.reduced())
                .astype(dtype);
        NDArray running = runningVar.astype(dtype).add(eps).apply(UnaryOp.SQRT);
        NDArray r = clip(variance.add(eps).apply(UnaryOp.SQRT).div(running), 1 / rmax, rmax);
        NDArray d = clip(mean.astype(dtype).sub(runningMean.astype(dtype)).div(running), -dmax, dmax);
        Variable scale = gamma.mul(new Variable(r, false));
        Variable shift = gamma.mul(new Variable(d, false)).add(beta);
        return updateStatistics
                ? BatchNormalization.batchNormalization(x, scale, shift, eps, runningMean, runningVar, decay)
                : BatchNormalization.batchNormalization(x, scale, shift, eps);
    }

    private static NDArray clip(NDArray x, double least, double most) {
        NDArray y = x.emptyLike();
        x.device().elementwise().unary(UnaryOp.CLIP, x, least, most, y);
        return y;
    }

    /** Renormalisation with fixed statistics, which is {@link FixedBatchNormalization}. Chainer: {@code F.fixed_batch_renormalization}. */
    public static Variable fixedBatchRenormalization(
            Variable x, Variable gamma, Variable beta, Variable mean, Variable var) {
        return FixedBatchNormalization.fixedBatchNormalization(x, gamma, beta, mean, var);
    }

    /** Renormalisation with fixed statistics, which is {@link FixedBatchNormalization}. */
    public static Variable fixedBatchRenormalization(
            Variable x, Variable gamma, Variable beta, Variable mean, Variable var, double eps) {
        return FixedBatchNormalization.fixedBatchNormalization(x, gamma, beta, mean, var, eps);
    }
}
