package org.chainer.functions.pooling;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/**
 * Max pooling of regions of interest: {@code y = max x}, the greatest element in each cell of a grid laid over each region, whose corners are scaled and rounded to whole
 * elements. A cell without elements gives −∞.
 *
 * <p>In: x (batch, channels, height, width); rois (n, 4) of x's dtype: y_min, x_min, y_max, x_max, without the last row and column; roiIndices (n) of an
 * integer dtype: which of the batch each region is in. Out: (n, channels, rows, columns). It can be differentiated once, by x. Chainer: {@code
 * F.roi_max_pooling_2d}.
 *
 * @see <a href="https://arxiv.org/abs/1504.08083">Girshick, Fast R-CNN, 2015</a>
 */
public final class ROIMaxPooling2D extends RegionFunction {
    private NDArray indices;

    private ROIMaxPooling2D(int[] outsize, double spatialScale) {
        super("roi_max_pooling_2d", outsize, spatialScale);
    }

    /** Pools regions to a square grid. */
    public static Variable roiMaxPooling2d(
            Variable x, Variable rois, Variable roiIndices, int outsize, double spatialScale) {
        return roiMaxPooling2d(x, rois, roiIndices, new int[] {outsize}, spatialScale);
    }

    /**
     * Pools regions.
     *
     * @param outsize rows and columns of the grid, or one number for both
     * @param spatialScale what regions' coordinates are multiplied by
     * @throws IndexOutOfBoundsException if a region is in no example of the batch
     * @throws IllegalArgumentException if the scale or a size of the grid is not positive
     */
    public static Variable roiMaxPooling2d(
            Variable x, Variable rois, Variable roiIndices, int[] outsize, double spatialScale) {
        return new ROIMaxPooling2D(outsize, spatialScale).applySingle(x, rois, roiIndices);
    }

    @Override
    void compute(NDArray x, NDArray regions, NDArray examples, NDArray y) {
        indices = keep(y.emptyLike(DType.INT32, y.shape()));
        x.device().pooling().roiMaxPool(x, regions, examples, scale, false, y, indices);
    }

    @Override
    void differentiate(NDArray gy, NDArray regions, NDArray examples, NDArray gx) {
        gx.device().pooling().roiMaxPoolGrad(gy, examples, indices, gx);
    }
}
