package org.chainer.backend.kernels;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;

/** Pooling over any number of spatial axes of (batch, channels, spatial…). */
public interface PoolingKernels {

    /** Greatest element of each window, and (int32) its flat index within the window; outside x nothing counts. */
    void maxPool(NDArray x, int[] kernel, int[] stride, int[] pad, @Out NDArray y, @Out NDArray indices);

    /** Adds each gradient to the element that was greatest. */
    void maxPoolGrad(NDArray gy, NDArray indices, int[] kernel, int[] stride, int[] pad, @Out NDArray gx);

    /** Elements of x at the indices that {@link #maxPool} gave. */
    void takePooled(NDArray x, NDArray indices, int[] kernel, int[] stride, int[] pad, @Out NDArray y);

    /** Mean of each window: divided by the kernel's size, or (if {@code exclusive}) by the number of elements inside x. */
    void averagePool(NDArray x, int[] kernel, int[] stride, int[] pad, boolean exclusive, @Out NDArray y);

    /** Gradient of {@link #averagePool}. */
    void averagePoolGrad(NDArray gy, int[] kernel, int[] stride, int[] pad, boolean exclusive, @Out NDArray gx);
}
