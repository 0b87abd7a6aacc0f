package org.chainer.backend.reference;

import org.chainer.array.NDArray;
import org.chainer.backend.kernels.RnnKernels;
import org.junit.jupiter.api.Test;

class ReferenceRnnKernelsTest extends OnReference {
    private final RnnKernels kernels = device.rnn();

    @Test
    void gatesOfAUnitLieSideBySide() {
        NDArray c = NDArray.of(0.0, 0.8).reshape(1, 2);
        NDArray x = NDArray.of(0.0, 0.0, 0.0, 0.0, 0.5, -1.0, 2.0, 0.25).reshape(1, 8);
        NDArray next = zeros(1, 2);
        NDArray h = zeros(1, 2);
        NDArray activations = zeros(1, 8);
        kernels.lstm(c, x, next, h, activations);
        expect(next, 0, 0.8289201074952744);
        expect(h, 0, 0.3822214019240889);
        expect(
                activations,
                0,
                0.5,
                0.5,
                0.5,
                0.46211715726000974,
                0.2689414213699951,
                0.8807970779778823,
                0.5621765008857981);
    }

    @Test
    void stateMayBeOverwritten() {
        NDArray c = NDArray.of(0.8).reshape(1, 1);
        NDArray x = NDArray.of(0.5, -1.0, 2.0, 0.25).reshape(1, 4);
        NDArray h = zeros(1, 1);
        kernels.lstm(c, x, c, h, x);
        expect(c, 0.8289201074952744);
        expect(h, 0.3822214019240889);
    }

    @Test
    void gradients() {
        checkGradients(random(1, 2, 3), random(2, 2, 12), random(3, 2, 3), random(4, 2, 3));
    }

    @Test
    void gradientsWithAxesBehindTheUnits() {
        checkGradients(random(1, 2, 3, 2), random(2, 2, 12, 2), random(3, 2, 3, 2), random(4, 2, 3, 2));
    }

    @Test
    void oneGradientMayBeMissing() {
        NDArray c = random(1, 2, 3);
        NDArray x = random(2, 2, 12);
        checkGradients(c, x, null, random(4, 2, 3));
        checkGradients(c, x, random(3, 2, 3), null);
    }

    private void checkGradients(NDArray c, NDArray x, NDArray gcNext, NDArray gh) {
        NDArray next = c.emptyLike();
        NDArray activations = x.emptyLike();
        kernels.lstm(c, x, next, c.emptyLike(), activations);
        NDArray gc = c.emptyLike();
        NDArray gx = x.emptyLike();
        kernels.lstmGrad(c, next, activations, gcNext, gh, gc, gx);
        NDArray one = NDArray.of(1.0);
        expectGradient(gc, c, one, v -> weighted(v, x, gcNext, gh));
        expectGradient(gx, x, one, v -> weighted(c, v, gcNext, gh));
    }

    private NDArray weighted(NDArray c, NDArray x, NDArray gcNext, NDArray gh) {
        NDArray next = c.emptyLike();
        NDArray h = c.emptyLike();
        kernels.lstm(c, x, next, h, x.emptyLike());
        NDArray sum = zeros(1);
        if (gcNext != null) {
            sum = sum.add(next.mul(gcNext).sum());
        }
        return gh == null ? sum : sum.add(h.mul(gh).sum());
    }
}
