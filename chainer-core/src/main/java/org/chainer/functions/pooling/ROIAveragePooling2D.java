package org.chainer.functions.pooling;

import org.chainer.Variable;
import org.chainer.array.NDArray;

/**
 * Average pooling of regions of interest: {@code y = Σ x / n}, the mean of each cell of a grid laid over each region, whose corners are scaled and rounded to whole elements. A
 * cell without elements gives 0.
 *
 * <p>In: x (batch, channels, height, width); rois (n, 4) of x's dtype: y_min, x_min, y_max, x_max, without the last row and column; roiIndices (n) of an
 * integer dtype: which of the batch each region is in. Out: (n, channels, rows, columns). It can be differentiated once, by x. Chainer: {@code
 * F.roi_average_pooling_2d}.
 *
 * @see ROIMaxPooling2D
 */
public final class ROIAveragePooling2D extends RegionFunction {
    private ROIAveragePooling2D(int[] outsize, double spatialScale) {
        super("roi_average_pooling_2d", outsize, spatialScale);
    }

    /** Pools regions to a square grid. */
    public static Variable roiAveragePooling2d(
            Variable x, Variable rois, Variable roiIndices, int outsize, double spatialScale) {
        return roiAveragePooling2d(x, rois, roiIndices, new int[] {outsize}, spatialScale);
    }

    /**
     * Pools regions.
     *
     * @param outsize rows and columns of the grid, or one number for both
     * @param spatialScale what regions' coordinates are multiplied by
     * @throws IndexOutOfBoundsException if a region is in no example of the batch
     * @throws IllegalArgumentException if the scale or a size of the grid is not positive
     */
    public static Variable roiAveragePooling2d(
            Variable x, Variable rois, Variable roiIndices, int[] outsize, double spatialScale) {
        return new ROIAveragePooling2D(outsize, spatialScale).applySingle(x, rois, roiIndices);
    }

    @Override
    void compute(NDArray x, NDArray regions, NDArray examples, NDArray y) {
        x.device().pooling().roiAveragePool(x, regions, examples, scale, y);
    }

    @Override
    void differentiate(NDArray gy, NDArray regions, NDArray examples, NDArray gx) {
        gx.device().pooling().roiAveragePoolGrad(gy, regions, examples, scale, gx);
    }
}
