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
}
