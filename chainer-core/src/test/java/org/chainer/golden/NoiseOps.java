package org.chainer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.F;

/** Calls of the noise functions. */
final class NoiseOps {
    private NoiseOps() {}

    static void register(GoldenOps ops) {
        ops.add("dropout", (x, k) -> F.dropout(x[0], k.number("ratio", 0.5), x.length == 2 ? x[1].array() : null));
        ops.add(
                "simplified_dropconnect",
                (x, k) -> F.simplifiedDropconnect(
                        x[0],
                        x[1],
                        x.length == 4 ? x[2] : null,
                        k.number("ratio", 0.5),
                        k.flag("train", true),
                        x[x.length - 1].array(),
                        k.flag("use_batchwise_mask", true)));
        ops.add("zoneout", (x, k) -> F.zoneout(x[0], x[1], k.number("ratio", 0.5)));
        ops.addCheck("gumbel_softmax", NoiseOps::gumbelSoftmax);
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
        boolean wide = y.dtype() == DType.FLOAT64;
        double rtol = wide ? 1e-8 : 5e-4;
        double atol = wide ? 1e-10 : 5e-5;
        assertThat(y.array().allClose(c.array("y0"), rtol, atol)).isTrue();
        assertThat(mean.grad().allClose(gy, rtol, atol)).isTrue();
        assertThat(lnVar.grad().allClose(gy.mul(0.5).mul(deviation).mul(eps), rtol, atol))
                .isTrue();
    }

    /** Its noise cannot be recovered: the sample's shape, and that it is a distribution. */
    private static void gumbelSoftmax(GoldenCase c) {
        int axis = c.kwargs().integer("axis", 1);
        Variable y = F.gumbelSoftmax(c.inputs()[0], c.kwargs().number("tau", 0.1), axis);
        assertThat(y.shape()).isEqualTo(c.array("y0").shape());
        assertThat(y.dtype()).isEqualTo(c.array("y0").dtype());
        NDArray sum = y.array().sum(axis);
        assertThat(sum.allClose(sum.emptyLike().fill(1), 1e-2, 0)).isTrue();
    }
}
