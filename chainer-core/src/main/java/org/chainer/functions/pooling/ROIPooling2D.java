package org.chainer.functions.pooling;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Slice;
import org.chainer.functions.array.GetItem;
import org.chainer.utils.TypeCheck;

/**
 * Max pooling of regions of interest as in the first Fast R-CNN: the last row and column belong to a region, and a cell without elements gives 0.
 *
 * <p>In: x (batch, channels, height, width); rois (n, 5) of x's dtype: number of the example, x_min, y_min, x_max, y_max. Out: (n, channels, outh, outw).
 * It can be differentiated once, by x. Chainer: {@code F.roi_pooling_2d}.
 *
 * @see ROIMaxPooling2D
 * @see <a href="https://arxiv.org/abs/1504.08083">Girshick, Fast R-CNN, 2015</a>
 */
public final class ROIPooling2D extends RegionFunction {
    private static final String NAME = "roi_pooling_2d";

    private NDArray indices;

    private ROIPooling2D(int[] outsize, double spatialScale) {
        super(NAME, outsize, spatialScale);
    }

    /**
     * Pools regions.
     *
     * @param outh rows of the grid
     * @param outw columns of the grid
     * @param spatialScale what regions' coordinates are multiplied by
     * @throws IndexOutOfBoundsException if a region is in no example of the batch
     * @throws IllegalArgumentException if the scale or a size of the grid is not positive
     */
    public static Variable roiPooling2d(Variable x, Variable rois, int outh, int outw, double spatialScale) {
        TypeCheck.of(NAME, x, rois)
                .names("x", "rois")
                .floating(0)
                .sameDType(0, 1)
                .rank(0, 4)
                .rank(1, 2)
                .dim(1, 1, 5);
        Variable corners = GetItem.getItem(rois, Slice.all(), Slice.indices(2, 1, 4, 3));
        NDArray examples = rois.array().select(1, 0).astype(DType.INT32);
        return new ROIPooling2D(new int[] {outh, outw}, spatialScale)
                .applySingle(x, corners, new Variable(examples, false));
    }

    @Override
    void compute(NDArray x, NDArray regions, NDArray examples, NDArray y) {
        indices = keep(y.emptyLike(DType.INT32, y.shape()));
        x.device().pooling().roiMaxPool(x, regions, examples, scale, true, y, indices);
    }

    @Override
    void differentiate(NDArray gy, NDArray regions, NDArray examples, NDArray gx) {
        gx.device().pooling().roiMaxPoolGrad(gy, examples, indices, gx);
    }
}
