package org.chainer.backend.kernels;

import org.chainer.array.NDArray;
import org.chainer.backend.MemoryScope;
import org.chainer.backend.Out;

/** Convolutions over any number of spatial axes, and the patches they are made of. */
public interface ConvolutionKernels {

    /**
     * Cross-correlation of x (batch, in, spatial…) with w (out, in/groups, kernel…), plus a bias (out) or null.
     *
     * @param stride step along each spatial axis
     * @param pad zeros before each spatial axis; what is read past its end is zero too
     * @param dilate distance between a kernel's elements
     * @param groups number of independent groups of channels
     */
    void convolve(
            NDArray x, NDArray w, NDArray bias, int[] stride, int[] pad, int[] dilate, int groups, @Out NDArray y);

    /** Gradient of {@link #convolve} to x: also the forward pass of a deconvolution, whose bias is added then (or null). */
    void convolveGradInput(
            NDArray gy, NDArray w, NDArray bias, int[] stride, int[] pad, int[] dilate, int groups, @Out NDArray gx);

    /** Gradient of {@link #convolve} to w. */
    void convolveGradWeight(NDArray x, NDArray gy, int[] stride, int[] pad, int[] dilate, int groups, @Out NDArray gw);

    /** Gradients of {@link #convolve} to w and to its bias: a backend may have both from one pass over gy. */
    default void convolveGradParameters(
            NDArray x,
            NDArray gy,
            int[] stride,
            int[] pad,
            int[] dilate,
            int groups,
            @Out NDArray gw,
            @Out NDArray gb) {
        convolveGradWeight(x, gy, stride, pad, dilate, groups, gw);
        int[] axes = new int[gy.rank() - 1];
        for (int i = 1; i < axes.length; i++) {
            axes[i] = i + 1;
        }
        try (MemoryScope temporaries = MemoryScope.open()) {
            gb.copyFrom(gy.reduce(ReduceOp.SUM, false, axes));
        }
    }

    /** Patches of x (batch, channels, spatial…) as columns (batch, channels, kernel…, out spatial…); outside x they are {@code fill}. */
    void im2col(NDArray x, int[] kernel, int[] stride, int[] pad, int[] dilate, double fill, @Out NDArray col);

    /** Adds columns back to where they came from: the transpose of {@link #im2col}. */
    void col2im(NDArray col, int[] stride, int[] pad, int[] dilate, @Out NDArray x);
}
