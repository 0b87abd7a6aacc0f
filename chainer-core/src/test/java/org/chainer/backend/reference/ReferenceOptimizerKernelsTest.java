package org.chainer.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.OptimizerKernels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three updates of two parameters, against figures computed with NumPy. */
class ReferenceOptimizerKernelsTest extends OnReference {
    private final OptimizerKernels kernels = device.optimizer();
    private NDArray p;
    private NDArray s;
    private NDArray t;
    private NDArray u;

    @BeforeEach
    void start() {
        p = NDArray.of(1.0, -2.0);
        s = zeros(2);
        t = zeros(2);
        u = zeros(2);
    }

    private interface Update {
        void apply(NDArray g, int step);
    }

    private void expectAfter(Update update, double... expected) {
        update.apply(NDArray.of(0.5, -1.0), 1);
        update.apply(NDArray.of(-0.25, 0.0), 2);
        update.apply(NDArray.of(2.0, 3.0), 3);
        expect(p, expected);
    }

    @Test
    void sgd() {
        expectAfter((g, step) -> kernels.sgd(p, g, 0.1), 0.775, -2.2);
    }

    @Test
    void momentumSgd() {
        expectAfter((g, step) -> kernels.momentumSgd(p, g, s, 0.1, 0.9), 0.712, -2.029);
    }

    @Test
    void correctedMomentumSgd() {
        expectAfter((g, step) -> kernels.correctedMomentumSgd(p, g, s, 0.1, 0.9), 0.712, -2.029);
        expect(s, -2.18, -2.19);
    }

    @Test
    void nesterovAg() {
        expectAfter((g, step) -> kernels.nesterovAg(p, g, s, 0.1, 0.9), 0.33922, -2.40349);
    }

    @Test
    void adaGrad() {
        expectAfter((g, step) -> kernels.adaGrad(p, g, s, 0.1, 1e-3), 0.8485787752224864, -1.9949382393887856);
    }

    @Test
    void adaDelta() {
        expectAfter((g, step) -> kernels.adaDelta(p, g, s, t, 0.9, 1e-3), 0.8200508099622252, -2.0321464762336556);
    }

    @Test
    void rmsprop() {
        expectAfter(
                (g, step) -> kernels.rmsprop(p, g, s, 0.1, 0.9, 1e-3, false), 0.5263353832604443, -1.9873548461303598);
    }

    @Test
    void rmspropWithEpsInsideTheRoot() {
        expectAfter(
                (g, step) -> kernels.rmsprop(p, g, s, 0.1, 0.9, 1e-3, true), 0.5287444297227385, -1.9880786177393803);
    }

    @Test
    void rmspropGraves() {
        expectAfter(
                (g, step) -> kernels.rmspropGraves(p, g, s, t, u, 0.1, 0.9, 0.8, 1e-3),
                0.14210827854578761,
                -1.5015600531464945);
    }

    @Test
    void smorms3() {
        s.fill(1);
        expectAfter((g, step) -> kernels.smorms3(p, g, s, t, u, 0.1, 1e-3), 0.6981936202396756, -2.0276986586247845);
    }

    @Test
    void msvag() {
        expectAfter(
                (g, step) -> {
                    double power = Math.pow(0.9, step);
                    double rho = 0.01 * (1 - power * power) / ((1 - power) * (1 - power) * (1 - 0.81));
                    kernels.msvag(p, g, s, t, 0.1, 0.9, power, Math.min(rho, 0.9999), 0.5, 0.01);
                },
                0.9365878993056717,
                -1.921774502797865);
    }

    @Test
    void msvagWithoutAnyGradientOnlyDecays() {
        kernels.msvag(p, zeros(2), s, t, 0.1, 0.9, 0.9, 0.9999, 1, 0.5);
        expect(p, 0.5, -1);
    }

    private static double alpha(int step) {
        return 0.01 * Math.sqrt(1 - Math.pow(0.99, step)) / (1 - Math.pow(0.9, step));
    }

    @Test
    void adam() {
        expectAfter(
                (g, step) -> kernels.adam(p, g, s, t, null, alpha(step), 0.9, 0.99, 1e-3, 1, 0, 0, 0),
                0.9809279607769854,
                -1.9878446433279147);
    }

    @Test
    void amsGrad() {
        expectAfter(
                (g, step) -> kernels.adam(p, g, s, t, u, alpha(step), 0.9, 0.99, 1e-3, 1, 0, 0, 0),
                0.9809279607769854,
                -1.9878776417577142);
    }

    @Test
    void adamWithDecoupledDecay() {
        expectAfter(
                (g, step) -> kernels.adam(p, g, s, t, null, alpha(step), 0.9, 0.99, 1e-3, 0.5, 0.02, 0, 0),
                0.9608736291021046,
                -1.934652081399154);
    }

    @Test
    void adaBound() {
        expectAfter(
                (g, step) -> kernels.adam(p, g, s, t, null, alpha(step), 0.9, 0.99, 1e-3, 1, 0, 0.02, 0.05),
                0.9898518211464304,
                -1.9948946101692304);
    }

    @Test
    void manyParametersAndViews() {
        NDArray many = NDArray.ones(DType.FLOAT32, 5000, 2);
        kernels.sgd(many.transpose(), NDArray.ones(DType.FLOAT32, 2, 5000), 0.25);
        assertThat(many.toDoubleArray()).hasSize(10_000).containsOnly(0.75);
    }
}
