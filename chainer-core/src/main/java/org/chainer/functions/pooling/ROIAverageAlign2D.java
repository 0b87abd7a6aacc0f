package org.chainer.functions.pooling;

import org.chainer.Variable;
import org.chainer.array.NDArray;

/**
 * Average of samples, by bilinear interpolation, at regular points of each cell of a grid laid over each region of interest, whose corners are scaled and
 * not rounded. Samples outside x count as 0.
 *
 * <p>In: x (batch, channels, height, width); rois (n, 4) of x's dtype: y_min, x_min, y_max, x_max; roiIndices (n) of an integer dtype: which of the batch
 * each region is in. Out: (n, channels, rows, columns). It can be differentiated once, by x. Chainer: {@code F.roi_average_align_2d}, for float32 only.
 *
 * @see <a href="https://arxiv.org/abs/1703.06870">He et al., Mask R-CNN, 2017</a>
 */
public final class ROIAverageAlign2D extends RegionFunction {
    private static final String NAME = "roi_average_align_2d";

    private final int[] samples;

    private ROIAverageAlign2D(int[] outsize, double spatialScale, int[] samplingRatio) {
        super(NAME, outsize, spatialScale);
        samples = samples(NAME, samplingRatio);
    }

    /** Pools regions to a square grid, with as many samples in a cell as it is large. */
    public static Variable roiAverageAlign2d(
            Variable x, Variable rois, Variable roiIndices, int outsize, double spatialScale) {
        return roiAverageAlign2d(x, rois, roiIndices, new int[] {outsize}, spatialScale, null);
    }

    /**
     * Pools regions.
     *
     * @param outsize rows and columns of the grid, or one number for both
     * @param spatialScale what regions' coordinates are multiplied by
     * @param samplingRatio numbers of samples along a cell's height and width, or one for both; null, or 0 for one of them, says as many as the cell is large
     * @throws IndexOutOfBoundsException if a region is in no example of the batch
     * @throws IllegalArgumentException if the scale or a number is not positive
     */
    public static Variable roiAverageAlign2d(
            Variable x, Variable rois, Variable roiIndices, int[] outsize, double spatialScale, int[] samplingRatio) {
        return new ROIAverageAlign2D(outsize, spatialScale, samplingRatio).applySingle(x, rois, roiIndices);
    }

    @Override
    void compute(NDArray x, NDArray regions, NDArray examples, NDArray y) {
        x.device().pooling().roiAverageAlign(x, regions, examples, scale, samples, y);
    }

    @Override
    void differentiate(NDArray gy, NDArray regions, NDArray examples, NDArray gx) {
        gx.device().pooling().roiAverageAlignGrad(gy, regions, examples, scale, samples, gx);
    }
}
