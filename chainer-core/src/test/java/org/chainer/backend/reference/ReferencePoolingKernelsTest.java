package org.chainer.backend.reference;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.PoolingKernels;
import org.junit.jupiter.api.Test;

class ReferencePoolingKernelsTest extends OnReference {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final int[] NONE = {0, 0};
    private static final int[] ONE = {1, 1};
    private static final int[] TWO = {2, 2};
    private static final int[] THREE = {3, 3};

    private final PoolingKernels kernels = device.pooling();
    private final NDArray x = NDArray.of(1.0, 5, 2, 8, 3, 0, -1, 4, 9).reshape(1, 1, 3, 3);

    private static NDArray indicesLike(NDArray y) {
        return y.emptyLike(DType.INT32, y.shape());
    }

    @Test
    void greatestOfEachWindow() {
        NDArray y = zeros(1, 1, 2, 2);
        NDArray indices = indicesLike(y);
        kernels.maxPool(x, TWO, ONE, NONE, y, indices);
        expect(y, 8, 5, 8, 9);
        expect(indices, 2, 0, 0, 3);
        kernels.maxPool(x.neg(), THREE, TWO, ONE, y, indices);
        expect(y, -1, 0, 1, 0);
        expect(indices, 4, 7, 4, 1);
    }

    @Test
    void theFirstOfEqualsAndNaNWin() {
        NDArray y = zeros(1, 1, 1, 1);
        NDArray indices = indicesLike(y);
        kernels.maxPool(NDArray.of(1.0, 7, 7, 7).reshape(1, 1, 2, 2), TWO, ONE, NONE, y, indices);
        expect(indices, 1);
        kernels.maxPool(NDArray.of(1.0, Double.NaN, 7, Double.NaN).reshape(1, 1, 2, 2), TWO, ONE, NONE, y, indices);
        expect(y, Double.NaN);
        expect(indices, 1);
        kernels.maxPool(NDArray.of(-INF, -INF, -INF, -INF).reshape(1, 1, 2, 2), THREE, ONE, ONE, y, indices);
        expect(y, -INF);
        expect(indices, 4);
    }

    @Test
    void maxPoolGradientAndItsTranspose() {
        NDArray in = random(1, 2, 3, 5, 4);
        NDArray gy = random(2, 2, 3, 3, 3);
        NDArray indices = indicesLike(gy);
        NDArray y = gy.emptyLike();
        kernels.maxPool(in, THREE, TWO, ONE, y, indices);
        NDArray gx = in.emptyLike();
        kernels.maxPoolGrad(gy, indices, THREE, TWO, ONE, gx);
        expectGradient(gx, in, gy, v -> {
            NDArray out = gy.emptyLike();
            kernels.maxPool(v, THREE, TWO, ONE, out, indices.emptyLike());
            return out;
        });
        NDArray taken = gy.emptyLike();
        kernels.takePooled(in, indices, THREE, TWO, ONE, taken);
        expect(taken, y.toDoubleArray());
    }

    @Test
    void indicesOutsideTheWindowAreRefused() {
        NDArray y = NDArray.of(7.0).reshape(1, 1, 1, 1);
        for (int index : new int[] {4, -1}) {
            NDArray indices = NDArray.of(index).reshape(1, 1, 1, 1);
            assertThatThrownBy(() -> kernels.takePooled(x, indices, TWO, ONE, NONE, y))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("pooling index " + index + " is outside a window of 4 elements");
            assertThatThrownBy(() -> kernels.maxPoolGrad(y, indices, TWO, ONE, NONE, x))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        expect(y, 7);
    }

    @Test
    void meanOfEachWindow() {
        NDArray y = zeros(1, 1, 2, 2);
        kernels.averagePool(x, TWO, TWO, ONE, false, y);
        expect(y, 0.25, 1.75, 1.75, 4);
        kernels.averagePool(x, TWO, TWO, ONE, true, y);
        expect(y, 1, 3.5, 3.5, 4);
        NDArray row = zeros(1, 1, 2);
        kernels.averagePool(
                NDArray.of(1.0, 2.0, 6.0).reshape(1, 1, 3), new int[] {2}, new int[] {1}, new int[] {0}, true, row);
        expect(row, 1.5, 4);
    }

    @Test
    void averagePoolGradients() {
        NDArray in = random(1, 2, 2, 5, 4);
        NDArray gy = random(2, 2, 2, 3, 3);
        for (boolean exclusive : new boolean[] {false, true}) {
            NDArray gx = in.emptyLike();
            kernels.averagePoolGrad(gy, THREE, TWO, ONE, exclusive, gx);
            expectGradient(gx, in, gy, v -> {
                NDArray out = gy.emptyLike();
                kernels.averagePool(v, THREE, TWO, ONE, exclusive, out);
                return out;
            });
        }
    }

    private final NDArray plane = NDArray.of(
                    0, 1, 2, 3, //
                    4, 5, 6, 7, //
                    8, 9, 10, 11, //
                    12, 13, 14, 15)
            .astype(DType.FLOAT64)
            .reshape(1, 1, 4, 4);
    private final NDArray first = NDArray.of(0);

    private static NDArray region(double top, double left, double bottom, double right) {
        return NDArray.of(top, left, bottom, right).reshape(1, 4);
    }

    @Test
    void regionsAreScaledRoundedAndSplit() {
        NDArray y = zeros(1, 1, 2, 2);
        NDArray indices = indicesLike(y);
        kernels.roiMaxPool(plane, region(0, 2, 6.2, 7.9), first, 0.5, false, y, indices);
        expect(y, 6, 7, 10, 11);
        expect(indices, 6, 7, 10, 11);
        kernels.roiMaxPool(plane, region(0, 2, 6.2, 7.9), first, 0.5, true, y, indices);
        expect(y, 6, 7, 14, 15);
        kernels.roiAveragePool(plane, region(0, 2, 6.2, 7.9), first, 0.5, y);
        expect(y, 3.5, 4.5, 7.5, 8.5);
    }

    @Test
    void emptyCells() {
        NDArray y = zeros(1, 1, 1, 2);
        NDArray indices = indicesLike(y);
        kernels.roiMaxPool(plane, region(3, 2, 5, 6), first, 1, false, y, indices);
        expect(y, 15, -INF);
        expect(indices, 15, -1);
        kernels.roiMaxPool(plane, region(3, 2, 5, 5), first, 1, true, y, indices);
        expect(y, 15, 0);
        kernels.roiAveragePool(plane, region(3, 2, 5, 6), first, 1, y);
        expect(y, 14.5, 0);
        NDArray gx = plane.emptyLike();
        kernels.roiMaxPoolGrad(NDArray.of(1.0, 2.0).reshape(1, 1, 1, 2), first, indices, gx);
        expect(gx, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    }

    @Test
    void samplesAreInterpolated() {
        NDArray y = zeros(1, 1, 1, 1);
        NDArray indices = indicesLike(y);
        kernels.roiAverageAlign(plane, region(0, 0, 2, 2), first, 1, ONE, y);
        expect(y, 5);
        kernels.roiAverageAlign(plane, region(0, 0, 1, 1), first, 1, TWO, y);
        expect(y, 2.5);
        kernels.roiMaxAlign(plane, region(0, 0, 1, 1), first, 1, TWO, y, indices);
        expect(y, 3.75);
        expect(indices, 3);
        kernels.roiAverageAlign(plane, region(0, 0, 4, 4), first, 0.5, NONE, y);
        expect(y, 5);
    }

    @Test
    void samplesNearTheBorderAreClampedAndFartherOnesLeftOut() {
        NDArray y = zeros(1, 1, 1, 1);
        NDArray indices = indicesLike(y);
        kernels.roiAverageAlign(plane, region(3, 3, 4.8, 4.8), first, 1, ONE, y);
        expect(y, 15);
        kernels.roiAverageAlign(plane, region(-2, 0, 0, 2), first, 1, new int[] {2, 1}, y);
        expect(y, 0.5);
        kernels.roiMaxAlign(plane, region(7, 7, 9, 9), first, 1, ONE, y, indices);
        expect(y, -INF);
        expect(indices, -1);
    }

    @Test
    void regionGradients() {
        NDArray in = random(1, 2, 2, 5, 6);
        NDArray regions = NDArray.from(new double[][] {{0.3, 0.2, 3.9, 4.7}, {1, 2, 3, 8}, {-1, -1, 1, 1}});
        NDArray examples = NDArray.of(0, 1, 1);
        NDArray gy = random(2, 3, 2, 2, 3);
        NDArray indices = indicesLike(gy);
        NDArray gx = in.emptyLike();

        kernels.roiMaxPool(in, regions, examples, 1, true, gy.emptyLike(), indices);
        kernels.roiMaxPoolGrad(gy, examples, indices, gx);
        expectGradient(gx, in, gy, v -> {
            NDArray y = gy.emptyLike();
            kernels.roiMaxPool(v, regions, examples, 1, true, y, indices.emptyLike());
            return y;
        });
        kernels.roiAveragePoolGrad(gy, regions, examples, 1, gx);
        expectGradient(gx, in, gy, v -> {
            NDArray y = gy.emptyLike();
            kernels.roiAveragePool(v, regions, examples, 1, y);
            return y;
        });
        kernels.roiAverageAlignGrad(gy, regions, examples, 1, new int[] {2, 0}, gx);
        expectGradient(gx, in, gy, v -> {
            NDArray y = gy.emptyLike();
            kernels.roiAverageAlign(v, regions, examples, 1, new int[] {2, 0}, y);
            return y;
        });
        NDArray inside = regions.slice(0, 0, 1);
        NDArray gyInside = gy.slice(0, 0, 1);
        NDArray found = indices.slice(0, 0, 1);
        kernels.roiMaxAlign(in, inside, first, 1, TWO, gyInside.emptyLike(), found);
        kernels.roiMaxAlignGrad(gyInside, inside, first, found, 1, TWO, gx);
        expectGradient(gx, in, gyInside, v -> {
            NDArray y = zeros(gyInside.shape().toArray());
            kernels.roiMaxAlign(v, inside, first, 1, TWO, y, indicesLike(y));
            return y;
        });
    }

    @Test
    void regionsOfNoExampleAreRefused() {
        NDArray y = zeros(1, 1, 1, 1);
        NDArray second = NDArray.of(1);
        assertThatThrownBy(() -> kernels.roiAveragePool(plane, region(0, 0, 1, 1), second, 1, y))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("region of interest 0 is in example 1 of a batch of 1");
        assertThatThrownBy(
                        () -> kernels.roiMaxPoolGrad(y, second, indicesLike(y).fill(0), plane))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> kernels.roiMaxPoolGrad(y, first, indicesLike(y).fill(16), plane))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("pooling index 16 is outside a plane of 16 elements");
    }
}
