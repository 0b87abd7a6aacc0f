package org.chainer.functions.normalization;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.array.Cast;
import org.chainer.functions.math.Mean;
import org.chainer.functions.math.Sqrt;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batch normalisation: {@code y = gamma·(x − μ)/√(σ² + eps) + beta}, with mean μ and variance σ² of x over the batch.
 *
 * <p>In: x (batch, channels…, …), gamma and beta (channels…). Statistics are taken over all axes but the channels', or over the axes that are given. x
 * may be of float16 with parameters of float32. Out: x's shape and dtype. Statistics of a single element are warned of, once. Chainer: {@code F.batch_normalization}.
 *
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe, Szegedy, Batch normalization, 2015</a>
 */
public final class BatchNormalization extends FunctionNode {
    private static final Logger LOG = LoggerFactory.getLogger(BatchNormalization.class);
    private static volatile boolean warned;

    private final double eps;
    private final NDArray runningMean;
    private final NDArray runningVar;
    private final double decay;
    private final int[] axis;
    private ChannelAxes axes;
    private NDArray mean;
    private NDArray variance;

    private BatchNormalization(double eps, NDArray runningMean, NDArray runningVar, double decay, int[] axis) {
        if ((runningMean == null) != (runningVar == null)) {
            throw new IllegalArgumentException(
                    "batch_normalization: running_mean and running_var must be given both or neither");
        }
        this.eps = eps;
        this.runningMean = runningMean;
        this.runningVar = runningVar;
        this.decay = decay;
        this.axis = axis;
    }

    /** Batch normalisation with eps 2·10⁻⁵ and without running statistics. */
    public static Variable batchNormalization(Variable x, Variable gamma, Variable beta) {
        return batchNormalization(x, gamma, beta, 2e-5);
    }

    /** Batch normalisation without running statistics; see {@link #batchNormalization(Variable, Variable, Variable, double, NDArray, NDArray, double, int...)}. */
    public static Variable batchNormalization(Variable x, Variable gamma, Variable beta, double eps, int... axis) {
        return batchNormalization(x, gamma, beta, eps, null, null, 0.9, axis);
    }

    /**
     * Batch normalisation.
     *
     * @param runningMean (channels…), updated in place to {@code decay·runningMean + (1 − decay)·μ}, or null. An empty batch updates nothing.
     * @param runningVar (channels…), updated likewise, with σ² corrected for the sample's size, or null
     * @param axis axes to take statistics over, ascending; none for all but the channels'
     * @throws IllegalArgumentException if only one of runningMean and runningVar is given
     */
    public static Variable batchNormalization(
            Variable x,
            Variable gamma,
            Variable beta,
            double eps,
            NDArray runningMean,
            NDArray runningVar,
            double decay,
            int... axis) {
        return new BatchNormalization(eps, runningMean, runningVar, decay, axis).applySingle(x, gamma, beta);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "gamma", "beta")
                .count(3)
                .floating(0, 1)
                .sameDType(1, 2)
                .minRank(0, 1)
                .sameShape(1, 2);
        ChannelAxes.of(in, axis);
        if (runningMean != null) {
            in.expect(
                    runningMean.shape().equals(in.shape(1))
                            && runningVar.shape().equals(in.shape(1)),
                    "running_mean.shape == running_var.shape == gamma.shape",
                    runningMean.shape() + ", " + runningVar.shape() + " and " + in.shape(1));
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return tidy(() -> {
            axes = ChannelAxes.of(new TypeCheck(this, in).names("x", "gamma"), axis);
            DType wide = Precision.wide(in[0].dtype(), in[1].dtype());
            NDArray x = in[0].astype(wide);
            NDArray gamma = in[1].astype(wide);
            mean = keep(gamma.emptyLike(gamma.shape()));
            variance = keep(gamma.emptyLike(gamma.shape()));
            NDArray y = x.emptyLike(x.shape());
            x.device().normalization().batchNorm(x, gamma, in[2].astype(wide), axes.reduced(), eps, y, mean, variance);
            long count = axes.count(x.shape());
            warnOfSingleElements(count);
            if (runningMean != null && count > 0) {
                update(runningMean, mean, 1);
                update(runningVar, variance, count / Math.max(count - 1.0, 1.0));
            }
            return arrays(y.astype(in[0].dtype()));
        });
    }

    private static void warnOfSingleElements(long count) {
        if (count == 1 && !warned) {
            warned = true;
            LOG.warn(
                    "batch_normalization: statistics of a single element were taken, so that the result is beta everywhere;"
                            + " is config.train true by mistake, or the batch of one example?");
        }
    }

    private void update(NDArray running, NDArray current, double correction) {
        running.mulAssign(decay);
        running.device().elementwise().accumulate((1 - decay) * correction, current.astype(running.dtype()), running);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] all = isDoubleBackprop() ? differentiableGradients(gy[0]) : fusedGradients(gy[0].array());
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = all[wanted[i]];
        }
        return gx;
    }

    private Variable[] fusedGradients(NDArray gy) {
        DType dtype = inputDType(0);
        NDArray x = inputData(0).astype(mean.dtype());
        NDArray gamma = inputData(1).astype(mean.dtype());
        NDArray gx = x.emptyLike(x.shape());
        NDArray ggamma = gamma.emptyLike(gamma.shape());
        NDArray gbeta = gamma.emptyLike(gamma.shape());
        x.device()
                .normalization()
                .batchNormGrad(
                        x, gamma, mean, variance, gy.astype(mean.dtype()), axes.reduced(), eps, gx, ggamma, gbeta);
        return variables(
                new Variable(gx.astype(dtype), false),
                new Variable(ggamma.astype(inputDType(1)), false),
                new Variable(gbeta.astype(inputDType(1)), false));
    }

    private Variable[] differentiableGradients(Variable gradient) {
        Variable x = Cast.cast(retainedInput(0), mean.dtype());
        Variable gamma = axes.expand(Cast.cast(retainedInput(1), mean.dtype()));
        Variable gy = Cast.cast(gradient, mean.dtype());
        int[] reduced = axes.reduced();
        Variable centered = x.sub(Mean.mean(x, true, reduced));
        Variable deviation =
                Sqrt.sqrt(Mean.mean(centered.mul(centered), true, reduced).add(eps));
        Variable normal = centered.div(deviation);
        Variable gbeta = Sum.sum(gy, true, reduced);
        Variable ggamma = Sum.sum(gy.mul(normal), true, reduced);
        Variable common = normal.mul(ggamma).add(gbeta).div(Math.max(axes.count(x.shape()), 1));
        Variable gx = gamma.div(deviation).mul(gy.sub(common));
        Shape channels = inputShape(1);
        return variables(
                Cast.cast(gx, inputDType(0)),
                Cast.cast(ggamma.reshape(channels.toArray()), inputDType(1)),
                Cast.cast(gbeta.reshape(channels.toArray()), inputDType(1)));
    }
}
