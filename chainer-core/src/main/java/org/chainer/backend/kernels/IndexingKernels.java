package org.chainer.backend.kernels;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;

/**
 * Gathering, scattering and sorting. Index arrays are of an integer dtype; the caller has checked that each index is in range and
 * not negative where a method does not say otherwise; a kernel checks again before it hands indices to native code.
 */
public interface IndexingKernels {

    /** Rows of a table: {@code y[i…, :] = w[ids[i…], :]}; an id equal to {@code ignored} (if not null) gives zeros. */
    void embed(NDArray w, NDArray ids, Integer ignored, @Out NDArray y);

    /** Adds rows into a table: {@code gw[ids[i…], :] += gy[i…, :]}, in order; ids equal to {@code ignored} are left out. */
    void embedGrad(NDArray ids, NDArray gy, Integer ignored, @Out NDArray gw);

    /** {@code y = x} at the indices along an axis: y's shape is x's with the axis replaced by the shape of indices. */
    void take(NDArray x, NDArray indices, int axis, @Out NDArray y);

    /** {@code y[…, indices, …] += x}, the transpose of {@link #take}; repeated indices add up in order. */
    void scatterAdd(NDArray x, NDArray indices, int axis, @Out NDArray y);

    /** {@code y[…, indices, …] = x}; of repeated indices the last wins. */
    void scatter(NDArray x, NDArray indices, int axis, @Out NDArray y);

    /** One element for each position: {@code y[i, j] = x[i, indices[i, j]]} along the axis; indices and y have x's other lengths. */
    void takeAlongAxis(NDArray x, NDArray indices, int axis, @Out NDArray y);

    /** {@code y[i, indices[i, j]] += x[i, j]} along the axis, the transpose of {@link #takeAlongAxis}. */
    void scatterAddAlongAxis(NDArray x, NDArray indices, int axis, @Out NDArray y);

    /** The elements along an axis in ascending order, NaN last. */
    void sort(NDArray x, int axis, @Out NDArray y);

    /** The indices (int64) that would sort an axis, stably, NaN last. */
    void argSort(NDArray x, int axis, @Out NDArray y);

    /**
     * Values of images at points between their elements, by bilinear interpolation; outside an image all is zero.
     *
     * @param x (batch, channels, height, width)
     * @param positions (batch, 2, …), of any floating-point dtype: horizontal place (0 … width − 1), then vertical place (0 … height − 1)
     * @param y (batch, channels, …)
     */
    void sampleBilinear(NDArray x, NDArray positions, @Out NDArray y);

    /**
     * Gradients of {@link #sampleBilinear}.
     *
     * @param gx gradient to x, or null if it is not wanted
     * @param gpositions gradient to the positions, 0 outside the image, or null if it is not wanted
     */
    void sampleBilinearGrad(NDArray x, NDArray positions, NDArray gy, @Out NDArray gx, @Out NDArray gpositions);
}
