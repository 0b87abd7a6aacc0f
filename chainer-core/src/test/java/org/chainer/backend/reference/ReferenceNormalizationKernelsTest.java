package org.chainer.backend.reference;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.NormalizationKernels;
import org.junit.jupiter.api.Test;

class ReferenceNormalizationKernelsTest extends OnReference {
    private final NormalizationKernels kernels = device.normalization();

    private NDArray softmax(NDArray x, int axis) {
        NDArray y = x.emptyLike();
        kernels.softmax(x, axis, y);
        return y;
    }

    private NDArray logSoftmax(NDArray x, int axis) {
        NDArray y = x.emptyLike();
        kernels.logSoftmax(x, axis, y);
        return y;
    }

    @Test
    void softmaxAlongAnyAxis() {
        NDArray x = NDArray.from(new double[][] {{1, 2, 4}, {1001, 1002, 1004}});
        double[] row = {0.04201006613406605, 0.11419519938459449, 0.8437947344813395};
        expect(softmax(x, 1), row[0], row[1], row[2], row[0], row[1], row[2]);
        expect(softmax(x.transpose(), 0), row[0], row[0], row[1], row[1], row[2], row[2]);
        expect(logSoftmax(x, -1).slice(0, 1, 2), -3.1698460195562856, -2.1698460195562856, -0.16984601955628567);
        expect(softmax(NDArray.of(0, Double.NEGATIVE_INFINITY, 0), 0), 0.5, 0, 0.5);
        expect(softmax(zeros(0, 3), 1));
        expect(softmax(zeros(3, 0), 1));
    }

    @Test
    void softmaxInPlace() {
        NDArray x = NDArray.of(1.0, 2.0, 4.0);
        kernels.softmax(x, 0, x);
        expect(x, 0.04201006613406605, 0.11419519938459449, 0.8437947344813395);
    }

    @Test
    void softmaxGradients() {
        NDArray x = random(1, 2, 3, 4);
        NDArray gy = random(2, 2, 3, 4);
        NDArray gx = x.emptyLike();
        kernels.softmaxGrad(softmax(x, 1), gy, 1, gx);
        expectGradient(gx, x, gy, v -> softmax(v, 1));
        kernels.logSoftmaxGrad(logSoftmax(x, 1), gy, 1, gx);
        expectGradient(gx, x, gy, v -> logSoftmax(v, 1));
    }

    private NDArray batchNorm(NDArray x, NDArray gamma, NDArray beta, int[] axes, NDArray mean, NDArray variance) {
        NDArray y = x.emptyLike();
        kernels.batchNorm(x, gamma, beta, axes, 1, y, mean, variance);
        return y;
    }

    @Test
    void batchNorm() {
        NDArray x = NDArray.from(new double[][] {{1, 10}, {2, 20}, {6, 60}});
        NDArray gamma = NDArray.of(2.0, 0.5);
        NDArray beta = NDArray.of(1.0, -1.0);
        NDArray mean = zeros(2);
        NDArray variance = zeros(2);
        double[] expected = {
            -0.6803361008336117,
            -1.4624148705148565,
            0.15983194958319413,
            -1.2312074352574283,
            3.520504151250418,
            -0.3063776942277152
        };
        expect(batchNorm(x, gamma, beta, new int[] {0}, mean, variance), expected);
        expect(mean, 3, 30);
        expect(variance, 14.0 / 3, 1400.0 / 3);
        NDArray y = x.emptyLike();
        kernels.fixedBatchNorm(x, gamma, beta, mean, variance, new int[] {0}, 1, y);
        expect(y, expected);
        kernels.fixedBatchNorm(x, null, null, mean, variance, new int[] {0}, 1, y);
        expect(y.mul(gamma).add(beta), expected);
    }

    @Test
    void batchNormGradients() {
        NDArray x = random(1, 2, 3, 2, 2);
        NDArray gamma = random(2, 3);
        NDArray beta = random(3, 3);
        NDArray gy = random(4, 2, 3, 2, 2);
        int[] axes = {0, 2, 3};
        NDArray mean = zeros(3);
        NDArray variance = zeros(3);
        batchNorm(x, gamma, beta, axes, mean, variance);
        NDArray gx = x.emptyLike();
        NDArray ggamma = zeros(3);
        NDArray gbeta = zeros(3);
        kernels.batchNormGrad(x, gamma, mean, variance, gy, axes, 1, gx, ggamma, gbeta);
        expectGradient(gx, x, gy, v -> batchNorm(v, gamma, beta, axes, zeros(3), zeros(3)));
        expectGradient(ggamma, gamma, gy, v -> batchNorm(x, v, beta, axes, zeros(3), zeros(3)));
        expectGradient(gbeta, beta, gy, v -> batchNorm(x, gamma, v, axes, zeros(3), zeros(3)));
    }

    @Test
    void batchNormOfRowsWithoutScaleAndShift() {
        NDArray x = random(1, 3, 5);
        NDArray gy = random(2, 3, 5);
        int[] axes = {1};
        NDArray mean = zeros(3);
        NDArray variance = zeros(3);
        batchNorm(x, null, null, axes, mean, variance);
        NDArray gx = x.emptyLike();
        kernels.batchNormGrad(x, null, mean, variance, gy, axes, 1, gx, null, null);
        expectGradient(gx, x, gy, v -> batchNorm(v, null, null, axes, zeros(3), zeros(3)));
    }

    @Test
    void statisticsMayBeWiderThanTheData() {
        NDArray x = NDArray.of(1.0, 2.0, 3.0, 4.0).astype(DType.FLOAT16).reshape(4, 1);
        NDArray y = x.emptyLike();
        NDArray mean = NDArray.zeros(DType.FLOAT32, 1);
        NDArray variance = NDArray.zeros(DType.FLOAT32, 1);
        kernels.batchNorm(x, NDArray.of(1f), NDArray.of(0f), new int[] {0}, 0, y, mean, variance);
        expect(mean, 2.5);
        expect(variance, 1.25);
        expectWithin(1e-3, y, -1.3416407864998738, -0.4472135954999579, 0.4472135954999579, 1.3416407864998738);
    }

    private NDArray layerNorm(NDArray x, NDArray gamma, NDArray beta, NDArray mean, NDArray variance) {
        NDArray y = x.emptyLike();
        kernels.layerNorm(x, gamma, beta, 1, y, mean, variance);
        return y;
    }

    @Test
    void layerNormIsBatchNormOfTheTransposedRows() {
        NDArray x = NDArray.from(new double[][] {{1, 2, 6}, {10, 20, 60}});
        NDArray mean = zeros(2);
        NDArray variance = zeros(2);
        NDArray y = layerNorm(x, NDArray.of(2.0, 2.0, 1.0), NDArray.of(1.0, 0.0, -1.0), mean, variance);
        expect(mean, 3, 30);
        expect(variance, 14.0 / 3, 1400.0 / 3);
        expect(y.slice(0, 0, 1), -0.6803361008336117, -0.8401680504168059, 0.26025207562520905);
    }

    @Test
    void layerNormGradients() {
        NDArray x = random(1, 3, 4);
        NDArray gamma = random(2, 4);
        NDArray beta = random(3, 4);
        NDArray gy = random(4, 3, 4);
        NDArray mean = zeros(3);
        NDArray variance = zeros(3);
        layerNorm(x, gamma, beta, mean, variance);
        NDArray gx = x.emptyLike();
        NDArray ggamma = zeros(4);
        NDArray gbeta = zeros(4);
        kernels.layerNormGrad(x, gamma, mean, variance, gy, 1, gx, ggamma, gbeta);
        expectGradient(gx, x, gy, v -> layerNorm(v, gamma, beta, zeros(3), zeros(3)));
        expectGradient(ggamma, gamma, gy, v -> layerNorm(x, v, beta, zeros(3), zeros(3)));
        expectGradient(gbeta, beta, gy, v -> layerNorm(x, gamma, v, zeros(3), zeros(3)));
    }

    private NDArray localResponseNorm(NDArray x, NDArray scale) {
        NDArray y = x.emptyLike();
        kernels.localResponseNorm(x, 3, 1, 0.5, 0.75, y, scale);
        return y;
    }

    @Test
    void localResponseNorm() {
        NDArray x = NDArray.of(1.0, 2.0, 3.0, 4.0).reshape(1, 4);
        NDArray scale = x.emptyLike();
        expect(
                localResponseNorm(x, scale),
                0.39079497139068015,
                0.42044820762685725,
                0.3840364806262996,
                0.5679494259966866);
        expect(scale, 3.5, 8, 15.5, 13.5);
    }

    @Test
    void localResponseNormGradient() {
        NDArray x = random(1, 2, 5, 2);
        NDArray gy = random(2, 2, 5, 2);
        NDArray scale = x.emptyLike();
        NDArray y = localResponseNorm(x, scale);
        NDArray gx = x.emptyLike();
        kernels.localResponseNormGrad(x, y, scale, gy, 3, 0.5, 0.75, gx);
        expectGradient(gx, x, gy, v -> localResponseNorm(v, v.emptyLike()));
    }
}
