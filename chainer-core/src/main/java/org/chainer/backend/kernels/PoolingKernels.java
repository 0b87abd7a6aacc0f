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

    /**
     * Greatest element in each cell of a grid laid over each region of interest. A region's corners are scaled and rounded to whole
     * elements; cells may overlap, and are cut off at x's border.
     *
     * @param x (batch, channels, height, width)
     * @param regions (n, 4): top, left, bottom, right
     * @param examples (n), of an integer dtype: which of the batch each region is in
     * @param scale what regions' coordinates are multiplied by
     * @param inclusive whether bottom and right belong to the region, and an empty cell gives 0: else it gives −∞
     * @param y (n, channels, rows, columns)
     * @param indices int32 of y's shape: place within the plane of x, or −1 for an empty cell
     * @throws IndexOutOfBoundsException if there is no such example
     */
    void roiMaxPool(
            NDArray x,
            NDArray regions,
            NDArray examples,
            double scale,
            boolean inclusive,
            @Out NDArray y,
            @Out NDArray indices);

    /** Gradient of {@link #roiMaxPool}. */
    void roiMaxPoolGrad(NDArray gy, NDArray examples, NDArray indices, @Out NDArray gx);

    /** Mean of each cell as in {@link #roiMaxPool}, where bottom and right do not belong to the region; 0 for an empty one. */
    void roiAveragePool(NDArray x, NDArray regions, NDArray examples, double scale, @Out NDArray y);

    /** Gradient of {@link #roiAveragePool}. */
    void roiAveragePoolGrad(NDArray gy, NDArray regions, NDArray examples, double scale, @Out NDArray gx);

    /**
     * Greatest of the samples, by bilinear interpolation, at regular points of each cell of a grid laid over each region of interest,
     * whose corners are scaled and not rounded.
     *
     * @param regions (n, 4): top, left, bottom, right
     * @param samples numbers of points along a cell's height and width; 0 for one an element
     * @param indices int32 of y's shape: number of the greatest sample in its cell, or −1 if all are outside x (y is −∞ then)
     * @see #roiMaxPool the other parameters and errors
     */
    void roiMaxAlign(
            NDArray x,
            NDArray regions,
            NDArray examples,
            double scale,
            int[] samples,
            @Out NDArray y,
            @Out NDArray indices);

    /** Gradient of {@link #roiMaxAlign}. */
    void roiMaxAlignGrad(
            NDArray gy,
            NDArray regions,
            NDArray examples,
            NDArray indices,
            double scale,
            int[] samples,
            @Out NDArray gx);

    /** Mean of the samples that {@link #roiMaxAlign} takes; those outside x count as 0. */
    void roiAverageAlign(NDArray x, NDArray regions, NDArray examples, double scale, int[] samples, @Out NDArray y);

    /** Gradient of {@link #roiAverageAlign}. */
    void roiAverageAlignGrad(
            NDArray gy, NDArray regions, NDArray examples, double scale, int[] samples, @Out NDArray gx);
}
