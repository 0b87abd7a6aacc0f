package org.chainer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.F;

/** Calls of the noise functions. */
final class NoiseOps {
    private NoiseOps() {}

    static void register(GoldenOps ops) {
        ops.add("dropout", (x, k) -> F.dropout(x[0], k.number("ratio", 0.5)));
        ops.add(
                "simplified_dropconnect",
                (x, k) -> F.simplifiedDropconnect(x[0], x[1], x[2], k.number("ratio", 0.5), true, x[3].array(), true));
        ops.addCheck("gaussian", NoiseOps::gaussian);
    }

    /** Chainer's noise is recovered from its sample, and gives the same sample here. */
    private static void gaussian(GoldenCase c) {
        Variable mean = c.inputs()[0];
        Variable lnVar = c.inputs()[1];
        NDArray deviation = lnVar.array().mul(0.5).apply(UnaryOp.EXP);
        NDArray eps = c.array("y0").sub(mean.array()).div(deviation);
        Variable y = F.gaussian(mean, lnVar, eps);
        NDArray gy = c.array("gy0");
        y.setGrad(gy);
        y.backward();
        assertThat(y.array().allClose(c.array("y0"), 1e-8, 1e-10)).isTrue();
        assertThat(mean.grad().allClose(gy, 1e-8, 1e-10)).isTrue();
        assertThat(lnVar.grad().allClose(gy.mul(0.5).mul(deviation).mul(eps), 1e-8, 1e-10))
                .isTrue();
    }
}
