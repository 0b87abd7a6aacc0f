package org.chainer.functions.normalization;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/**
 * Decorrelated batch normalisation (ZCA whitening) of each group of channels: {@code y = Σ^(−1/2)·(x − μ)}, with mean μ and covariance {@code Σ = (x −
 * μ)(x − μ)ᵀ/m + eps·I} over the m columns of the batch.
 *
 * <p>In: x (batch, channels, …) of a floating-point dtype. Out: the same shape and dtype; computed in float64, because a covariance of few columns is nearly singular. It can be differentiated once. Chainer: {@code
 * F.decorrelated_batch_normalization}.
 *
 * @see <a href="https://arxiv.org/abs/1804.08450">Huang et al., Decorrelated batch normalization, 2018</a>
 */
public final class DecorrelatedBatchNormalization extends FunctionNode {
    private static final String NAME = "decorrelated_batch_normalization";

    private final int groups;
    private final double eps;
    private final NDArray runningMean;
    private final NDArray runningProjection;
    private final double decay;
    private GroupedChannels layout;
    private NDArray centered;
    private NDArray values;
    private NDArray vectors;

    private DecorrelatedBatchNormalization(
            int groups, double eps, NDArray runningMean, NDArray runningProjection, double decay) {
        this.groups = groups;
        this.eps = eps;
        this.runningMean = runningMean;
        this.runningProjection = runningProjection;
        this.decay = decay;
    }

    /** Whitening in 16 groups with eps 2·10⁻⁵. */
    public static Variable decorrelatedBatchNormalization(Variable x) {
        return decorrelatedBatchNormalization(x, 16);
    }

    /** Whitening with eps 2·10⁻⁵. */
    public static Variable decorrelatedBatchNormalization(Variable x, int groups) {
        return decorrelatedBatchNormalization(x, groups, 2e-5, null, null, 0.9);
    }

    /**
     * Whitening.
     *
     * @param groups number of groups that the channels are divided into
     * @param runningMean (groups, channels in a group), updated in place to {@code decay·runningMean + (1 − decay)·μ}, or null
     * @param runningProjection (groups, channels in a group, channels in a group), updated likewise with {@code Σ^(−1/2)·m/(m − 1)}, or null
     * @throws IllegalArgumentException if the channels can't be divided so
     */
    public static Variable decorrelatedBatchNormalization(
            Variable x, int groups, double eps, NDArray runningMean, NDArray runningProjection, double decay) {
        return new DecorrelatedBatchNormalization(groups, eps, runningMean, runningProjection, decay).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1);
        GroupedChannels.check(NAME, in, groups);
        long size = in.shape(0).dim(1) / groups;
        expectShape(in, "running_mean", runningMean, Shape.of(groups, size));
        expectShape(in, "running_projection", runningProjection, Shape.of(groups, size, size));
    }

    private static void expectShape(TypeCheck in, String name, NDArray array, Shape shape) {
        in.expect(
                array == null || array.shape().equals(shape),
                name + ".shape == " + shape,
                array == null ? "" : array.shape().toString());
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        layout = new GroupedChannels(in[0].shape(), groups);
        return layout.columns() == 0 ? arrays(in[0].emptyLike()) : tidy(() -> arrays(whitened(in[0])));
    }

    private NDArray whitened(NDArray given) {
        NDArray x = layout.toMatrices(given.astype(DType.FLOAT64));
        long m = layout.columns();
        NDArray mean = x.reduce(ReduceOp.MEAN, true, 2);
        centered = keep(x.sub(mean));
        decompose(centered.matmul(centered.swapAxes(1, 2)).div(m));
        NDArray projection = power(UnaryOp.RSQRT);
        if (runningMean != null) {
            update(runningMean, mean.squeeze(2), 1);
        }
        if (runningProjection != null) {
            update(runningProjection, projection, m / Math.max(m - 1.0, 1.0));
        }
        NDArray y = layout.fromMatrices(projection.matmul(centered));
        return y.astype(given.dtype()).contiguous();
    }

    private void decompose(NDArray covariance) {
        NDArray eye = NDArrays.eye(layout.size(), covariance.dtype()).toDevice(covariance.device());
        NDArray shifted = covariance.add(eye.mul(eps));
        values = keep(shifted.emptyLike(Shape.of(groups, layout.size())));
        vectors = keep(shifted.emptyLike(shifted.shape()));
        for (int g = 0; g < groups; g++) {
            shifted.device().linalg().symmetricEigen(shifted.select(0, g), values.select(0, g), vectors.select(0, g));
        }
    }

    /** The covariance matrices' function of that kind, by their eigenvalues. */
    private NDArray power(UnaryOp op) {
        return vectors.mul(values.apply(op).expandDims(1)).matmul(vectors.swapAxes(1, 2));
    }

    private void update(NDArray running, NDArray current, double correction) {
        running.mulAssign(decay);
        running.device().elementwise().accumulate((1 - decay) * correction, current.astype(running.dtype()), running);
    }

    /**
     * With {@code W = Σ^(−1/2)}, the gradient to Σ is {@code V·(P ∘ Vᵀ·gW·V)·Vᵀ}, where P holds the difference quotients of {@code λ^(−1/2)} between
     * pairs of eigenvalues, {@code −1/(√λᵢ·√λⱼ·(√λᵢ + √λⱼ))}: finite for equal ones too.
     */
    @Override
    protected Variable[] backward(int[] wanted, Variable[] gradient) {
        NDArray given = gradient[0].array();
        long m = layout.columns();
        if (m == 0) {
            return onceDifferentiable(gradient, given.zerosLike());
        }
        NDArray gy = layout.toMatrices(given.astype(centered.dtype()));
        NDArray root = values.apply(UnaryOp.SQRT);
        NDArray left = root.expandDims(2);
        NDArray right = root.expandDims(1);
        NDArray quotients =
                left.mul(right).mul(left.add(right)).apply(UnaryOp.RECIPROCAL).neg();
        NDArray transposed = vectors.swapAxes(1, 2);
        NDArray gw = transposed
                .matmul(gy.matmul(centered.swapAxes(1, 2)))
                .matmul(vectors)
                .mul(quotients);
        NDArray gcovariance = vectors.matmul(gw).matmul(transposed);
        NDArray symmetric = gcovariance.add(gcovariance.swapAxes(1, 2)).div(m);
        NDArray gx = power(UnaryOp.RSQRT).matmul(gy).add(symmetric.matmul(centered));
        NDArray centeredGradient = gx.apply(BinaryOp.SUBTRACT, gx.reduce(ReduceOp.MEAN, true, 2));
        NDArray result =
                layout.fromMatrices(centeredGradient).astype(given.dtype()).contiguous();
        return onceDifferentiable(gradient, result);
    }
}
