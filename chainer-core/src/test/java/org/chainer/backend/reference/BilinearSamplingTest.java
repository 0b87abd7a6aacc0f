package org.chainer.backend.reference;

import org.chainer.array.NDArray;
import org.chainer.backend.kernels.IndexingKernels;
import org.junit.jupiter.api.Test;

class BilinearSamplingTest extends OnReference {
    private final IndexingKernels kernels = device.indexing();
    private final NDArray x = NDArray.of(1.0, 2, 3, 10, 20, 30).reshape(1, 1, 2, 3);

    private NDArray sample(NDArray image, NDArray positions) {
        NDArray y = zeros(image.dim(0), image.dim(1), positions.dim(2));
        kernels.sampleBilinear(image, positions, y);
        return y;
    }

    @Test
    void elementsAndPointsBetweenThem() {
        NDArray positions = NDArray.from(new double[][][] {{{0, 2, 0.5, 1, 1.25}, {0, 1, 0, 0.5, 0.5}}});
        expect(sample(x, positions), 1, 30, 1.5, 11, 12.375);
    }

    @Test
    void zeroAroundTheImage() {
        NDArray positions = NDArray.from(new double[][][] {{{-0.5, 2.25, -1, 3, 9, 0}, {0, 1, 0, 1, 9, -0.75}}});
        expect(sample(x, positions), 0.5, 22.5, 0, 0, 0, 0.25);
    }

    @Test
    void gradients() {
        NDArray image = random(1, 2, 3, 4, 5);
        NDArray positions = random(2, 2, 2, 7).mul(1.5).add(2.0);
        NDArray gy = random(3, 2, 3, 7);
        NDArray gx = image.emptyLike();
        NDArray gpositions = positions.emptyLike();
        kernels.sampleBilinearGrad(image, positions, gy, gx, gpositions);
        expectGradient(gx, image, gy, v -> sample(v, positions));
        expectGradient(gpositions, positions, gy, v -> sample(image, v));
        NDArray alone = image.emptyLike();
        kernels.sampleBilinearGrad(image, positions, gy, alone, null);
        expect(alone, gx.toDoubleArray());
        NDArray other = positions.emptyLike();
        kernels.sampleBilinearGrad(image, positions, gy, null, other);
        expect(other, gpositions.toDoubleArray());
    }

    @Test
    void positionsFarOutsideHaveNoGradient() {
        NDArray positions = NDArray.from(new double[][][] {{{-1, 1, 3}, {0, 7, 0}}});
        NDArray gpositions = positions.emptyLike();
        kernels.sampleBilinearGrad(x, positions, NDArray.of(1.0, 1, 1).reshape(1, 1, 3), null, gpositions);
        expect(gpositions, 0, 0, 0, 0, 0, 0);
    }
}
