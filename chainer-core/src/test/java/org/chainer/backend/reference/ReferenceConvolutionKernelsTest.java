package org.chainer.backend.reference;

import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.backend.kernels.ConvolutionKernels;
import org.junit.jupiter.api.Test;

class ReferenceConvolutionKernelsTest extends OnReference {
    private static final int[] ONE = {1, 1};
    private static final int[] NONE = {0, 0};

    private final ConvolutionKernels kernels = device.convolution();

    private static NDArray image(double... elements) {
        return NDArray.of(elements).reshape(1, 1, 3, 3);
    }

    private final NDArray x = image(1, 2, 3, 4, 5, 6, 7, 8, 9);
    private final NDArray w = NDArray.of(1.0, 0.0, 0.0, -10.0).reshape(1, 1, 2, 2);

    @Test
    void convolvesWithoutFlipping() {
        NDArray y = zeros(1, 1, 2, 2);
        kernels.convolve(x, w, null, ONE, NONE, ONE, 1, y);
        expect(y, -49, -58, -76, -85);
        kernels.convolve(x, w, NDArray.of(100.0), ONE, NONE, ONE, 1, y);
        expect(y, 51, 42, 24, 15);
    }

    @Test
    void strideAndPad() {
        NDArray y = zeros(1, 1, 2, 2);
        kernels.convolve(x, w, null, new int[] {2, 2}, ONE, ONE, 1, y);
        expect(y, -10, -30, -70, 5 - 90);
    }

    @Test
    void windowsMayReachPastTheEnd() {
        NDArray y = zeros(1, 1, 2, 2);
        kernels.convolve(x, w, null, new int[] {2, 2}, NONE, ONE, 1, y);
        expect(y, -49, 3, 7, 9);
    }

    @Test
    void dilated() {
        NDArray y = zeros(1, 1, 1, 1);
        kernels.convolve(x, w, null, ONE, NONE, new int[] {2, 2}, 1, y);
        expect(y, -89);
    }

    @Test
    void groupsAreIndependent() {
        NDArray left = random(1, 2, 2, 4, 3);
        NDArray right = random(2, 2, 2, 4, 3);
        NDArray wLeft = random(3, 3, 2, 2, 2);
        NDArray wRight = random(4, 3, 2, 2, 2);
        NDArray y = zeros(2, 6, 3, 2);
        kernels.convolve(
                NDArrays.concatenate(1, left, right),
                NDArrays.concatenate(0, wLeft, wRight),
                null,
                ONE,
                NONE,
                ONE,
                2,
                y);
        NDArray part = zeros(2, 3, 3, 2);
        kernels.convolve(left, wLeft, null, ONE, NONE, ONE, 1, part);
        expect(y.slice(1, 0, 3), part.toDoubleArray());
        kernels.convolve(right, wRight, null, ONE, NONE, ONE, 1, part);
        expect(y.slice(1, 3, 6), part.toDoubleArray());
    }

    @Test
    void oneAndThreeDimensions() {
        NDArray y = zeros(1, 1, 2);
        kernels.convolve(
                NDArray.of(1.0, 2.0, 4.0).reshape(1, 1, 3),
                NDArray.of(1.0, -1.0).reshape(1, 1, 2),
                null,
                new int[] {1},
                new int[] {0},
                new int[] {1},
                1,
                y);
        expect(y, -1, -2);
        NDArray volume = random(1, 1, 1, 2, 3, 3);
        NDArray kernel = random(2, 1, 1, 2, 3, 3);
        NDArray dot = zeros(1, 1, 1, 1, 1);
        int[] one = {1, 1, 1};
        kernels.convolve(volume, kernel, null, one, new int[] {0, 0, 0}, one, 1, dot);
        expect(dot, volume.mul(kernel).sum().item());
    }

    @Test
    void gradients() {
        int[] stride = {2, 1};
        int[] pad = {1, 0};
        int[] dilate = {1, 2};
        NDArray in = random(1, 2, 4, 5, 4);
        NDArray weights = random(2, 6, 2, 3, 2);
        NDArray gy = random(3, 2, 6, 3, 2);
        NDArray gx = in.emptyLike();
        kernels.convolveGradInput(gy, weights, null, stride, pad, dilate, 2, gx);
        expectGradient(gx, in, gy, v -> {
            NDArray y = gy.emptyLike();
            kernels.convolve(v, weights, null, stride, pad, dilate, 2, y);
            return y;
        });
        NDArray gw = weights.emptyLike();
        kernels.convolveGradWeight(in, gy, stride, pad, dilate, 2, gw);
        expectGradient(gw, weights, gy, v -> {
            NDArray y = gy.emptyLike();
            kernels.convolve(in, v, null, stride, pad, dilate, 2, y);
            return y;
        });
    }

    @Test
    void deconvolutionAddsItsBias() {
        NDArray y = zeros(1, 1, 3, 3);
        NDArray in = NDArray.of(1.0, 2.0, 3.0, 4.0).reshape(1, 1, 2, 2);
        kernels.convolveGradInput(in, w, NDArray.of(0.5), ONE, NONE, ONE, 1, y);
        expect(y, 1.5, 2.5, 0.5, 3.5, -5.5, -19.5, 0.5, -29.5, -39.5);
    }

    @Test
    void noExamples() {
        NDArray y = zeros(0, 1, 2, 2);
        kernels.convolve(zeros(0, 1, 3, 3), w, NDArray.of(1.0), ONE, NONE, ONE, 1, y);
        expect(y);
        NDArray gw = NDArray.ones(w.dtype(), 1, 1, 2, 2);
        kernels.convolveGradWeight(zeros(0, 1, 3, 3), y, ONE, NONE, ONE, 1, gw);
        expect(gw, 0, 0, 0, 0);
    }

    @Test
    void patchesAndBack() {
        NDArray col = zeros(1, 1, 2, 2, 2, 2);
        kernels.im2col(x, new int[] {2, 2}, ONE, NONE, ONE, 0, col);
        expect(col, 1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9);
        NDArray back = x.emptyLike();
        kernels.col2im(col, ONE, NONE, ONE, back);
        expect(back, 1, 4, 3, 8, 20, 12, 7, 16, 9);
    }

    @Test
    void patchesOutsideAreFilled() {
        NDArray col = zeros(1, 1, 1, 1, 3, 3);
        kernels.im2col(x, new int[] {1, 1}, new int[] {2, 2}, ONE, ONE, -1, col);
        expect(col, -1, -1, -1, -1, 5, -1, -1, -1, -1);
    }

    @Test
    void patchesAreWhatAConvolutionReads() {
        int[] stride = {2, 1};
        int[] pad = {1, 2};
        int[] dilate = {2, 1};
        NDArray in = random(1, 2, 3, 6, 5);
        NDArray weights = random(2, 4, 3, 2, 3);
        NDArray y = zeros(2, 4, 3, 7);
        kernels.convolve(in, weights, null, stride, pad, dilate, 1, y);
        NDArray col = zeros(2, 3, 2, 3, 3, 7);
        kernels.im2col(in, new int[] {2, 3}, stride, pad, dilate, 0, col);
        expect(weights.reshape(4, 18).matmul(col.reshape(2, 18, 21)), y.toDoubleArray());
    }
}
