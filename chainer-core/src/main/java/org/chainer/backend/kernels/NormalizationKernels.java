package org.chainer.backend.kernels;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;

/** Softmax and normalisation by statistics. */
public interface NormalizationKernels {

    /** {@code y = eˣ / Σ eˣ} along an axis, without overflow. */
    void softmax(NDArray x, int axis, @Out NDArray y);

    /** {@code gx = y·(gy − Σ y·gy)} along an axis. */
    void softmaxGrad(NDArray y, NDArray gy, int axis, @Out NDArray gx);

    /** {@code y = x − ln Σ eˣ} along an axis. */
    void logSoftmax(NDArray x, int axis, @Out NDArray y);

    /** {@code gx = gy − eʸ·Σ gy} along an axis. */
    void logSoftmaxGrad(NDArray y, NDArray gy, int axis, @Out NDArray gx);

    /**
     * Batch normalisation: {@code y = gamma·(x − mean)/√(variance + eps) + beta}, with x's own statistics over the given axes.
     *
     * @param gamma of x's shape without the axes, or null for 1
     * @param beta of the same shape, or null for 0
     * @param axes axes over which mean and variance are taken, ascending
     * @param mean of the same shape as gamma
     * @param variance mean square of the deviations, not corrected for the sample's size; of the same shape
     */
    void batchNorm(
            NDArray x,
            NDArray gamma,
            NDArray beta,
            int[] axes,
            double eps,
            @Out NDArray y,
            @Out NDArray mean,
            @Out NDArray variance);

    /** {@link #batchNorm} with the given statistics: {@code y = gamma·(x − mean)/√(variance + eps) + beta}. */
    void fixedBatchNorm(
            NDArray x,
            NDArray gamma,
            NDArray beta,
            NDArray mean,
            NDArray variance,
            int[] axes,
            double eps,
            @Out NDArray y);

    /**
     * Gradients of {@link #batchNorm}: with {@code x̂ = (x − mean)/√(variance + eps)} and n elements along the axes, {@code gbeta = Σ gy},
     * {@code ggamma = Σ gy·x̂}, {@code gx = gamma/√(variance + eps)·(gy − (x̂·ggamma + gbeta)/n)}.
     *
     * @param gamma may be null, for 1
     * @param ggamma may be null, if it is not wanted
     * @param gbeta may be null, if it is not wanted
     */
    void batchNormGrad(
            NDArray x,
            NDArray gamma,
            NDArray mean,
            NDArray variance,
            NDArray gy,
            int[] axes,
            double eps,
            @Out NDArray gx,
            @Out NDArray ggamma,
            @Out NDArray gbeta);

    /**
     * Layer normalisation of each row: {@code y = gamma·(x − mean)/√(variance + eps) + beta}.
     *
     * @param x (rows, features)
     * @param gamma (features)
     * @param beta (features)
     * @param mean (rows)
     * @param variance (rows): mean square of the deviations
     */
    void layerNorm(
            NDArray x,
            NDArray gamma,
            NDArray beta,
            double eps,
            @Out NDArray y,
            @Out NDArray mean,
            @Out NDArray variance);

    /** Gradients of {@link #layerNorm}, of the shapes of x, gamma and beta. */
    void layerNormGrad(
            NDArray x,
            NDArray gamma,
            NDArray mean,
            NDArray variance,
            NDArray gy,
            double eps,
            @Out NDArray gx,
            @Out NDArray ggamma,
            @Out NDArray gbeta);

    /**
     * Local response normalisation across channels: {@code y = x·scale^−beta}, where {@code scale = k + alpha·Σ x²} over the channels
     * at most n/2 (rounded down) away.
     *
     * @param x (batch, channels, …)
     */
    void localResponseNorm(NDArray x, int n, double k, double alpha, double beta, @Out NDArray y, @Out NDArray scale);

    /** Gradient of {@link #localResponseNorm}: {@code gx = gy·scale^−beta − 2·alpha·beta·x·Σ gy·y/scale} over the same channels. */
    void localResponseNormGrad(
            NDArray x, NDArray y, NDArray scale, NDArray gy, int n, double alpha, double beta, @Out NDArray gx);
}
