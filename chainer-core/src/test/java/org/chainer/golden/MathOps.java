package org.chainer.golden;

import java.util.List;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.F;
import org.chainer.utils.CooMatrix;

/** Calls of the mathematical functions and operators. */
final class MathOps {
    private MathOps() {}

    static void register(GoldenOps ops) {
        ops.add("absolute", (x, k) -> F.absolute(x[0]));
        ops.add("add", (x, k) -> F.add(x));
        ops.add("arccos", (x, k) -> F.arccos(x[0]));
        ops.add("arcsin", (x, k) -> F.arcsin(x[0]));
        ops.add("arctan", (x, k) -> F.arctan(x[0]));
        ops.add("arctan2", (x, k) -> F.arctan2(x[0], x[1]));
        ops.add("arctanh", (x, k) -> F.arctanh(x[0]));
        ops.add("argmax", (x, k) -> k.has("axis") ? F.argmax(x[0], k.integer("axis")) : F.argmax(x[0]));
        ops.add("argmin", (x, k) -> k.has("axis") ? F.argmin(x[0], k.integer("axis")) : F.argmin(x[0]));
        ops.add("average", (x, k) -> average(x, k));
        ops.add("batch_det", (x, k) -> F.batchDet(x[0]));
        ops.add("batch_inv", (x, k) -> F.batchInv(x[0]));
        ops.add("batch_l2_norm_squared", (x, k) -> F.batchL2NormSquared(x[0]));
        ops.add("batch_matmul", (x, k) -> F.batchMatmul(x[0], x[1], k.flag("transa", false), k.flag("transb", false)));
        ops.add("bias", (x, k) -> F.bias(x[0], x[1], k.integer("axis", 1)));
        ops.add("ceil", (x, k) -> F.ceil(x[0]));
        ops.add("cholesky", (x, k) -> F.cholesky(x[0]));
        ops.add(
                "clip",
                (x, k) -> F.clip(
                        x[0],
                        k.number("x_min", Double.NEGATIVE_INFINITY),
                        k.number("x_max", Double.POSITIVE_INFINITY)));
        ops.add("cos", (x, k) -> F.cos(x[0]));
        ops.add("cosh", (x, k) -> F.cosh(x[0]));
        ops.add("cumprod", (x, k) -> k.has("axis") ? F.cumprod(x[0], k.integer("axis")) : F.cumprod(x[0]));
        ops.add("cumsum", (x, k) -> k.has("axis") ? F.cumsum(x[0], k.integer("axis")) : F.cumsum(x[0]));
        ops.add("det", (x, k) -> F.det(x[0]));
        ops.add("digamma", (x, k) -> F.digamma(x[0]));
        ops.add("div", (x, k) -> x[0].div(x[1]));
        ops.add("einsum", (x, k) -> F.einsum(k.text("subscripts", ""), x));
        ops.add("erf", (x, k) -> F.erf(x[0]));
        ops.add("erfc", (x, k) -> F.erfc(x[0]));
        ops.add("erfcinv", (x, k) -> F.erfcinv(x[0]));
        ops.add("erfcx", (x, k) -> F.erfcx(x[0]));
        ops.add("erfinv", (x, k) -> F.erfinv(x[0]));
        ops.add("exp", (x, k) -> F.exp(x[0]));
        ops.add("expm1", (x, k) -> F.expm1(x[0]));
        ops.add("fix", (x, k) -> F.fix(x[0]));
        ops.add("floor", (x, k) -> F.floor(x[0]));
        ops.add("floordiv", (x, k) -> x[0].floorDiv(x[1]));
        ops.add("fmod", (x, k) -> F.fmod(x[0], x[1]));
        ops.add("identity", (x, k) -> F.identity(x[0]));
        ops.add("inv", (x, k) -> F.inv(x[0]));
        ops.add("lgamma", (x, k) -> F.lgamma(x[0]));
        ops.add("linear_interpolate", (x, k) -> F.linearInterpolate(x[0], x[1], x[2]));
        ops.add("log", (x, k) -> F.log(x[0]));
        ops.add("log10", (x, k) -> F.log10(x[0]));
        ops.add("log1p", (x, k) -> F.log1p(x[0]));
        ops.add("log2", (x, k) -> F.log2(x[0]));
        ops.add("log_ndtr", (x, k) -> F.logNdtr(x[0]));
        ops.add("logsumexp", (x, k) -> F.logsumexp(x[0], k.integers("axis")));
        ops.add("matmul", (x, k) -> F.matmul(x[0], x[1], k.flag("transa", false), k.flag("transb", false)));
        ops.add("max", (x, k) -> F.max(x[0], k.flag("keepdims", false), k.integers("axis")));
        ops.add("maximum", (x, k) -> F.maximum(x[0], x[1]));
        ops.add("mean", (x, k) -> average(x, k));
        ops.add("min", (x, k) -> F.min(x[0], k.flag("keepdims", false), k.integers("axis")));
        ops.add("minimum", (x, k) -> F.minimum(x[0], x[1]));
        ops.add("mul", (x, k) -> x[0].mul(x[1]));
        ops.add("ndtr", (x, k) -> F.ndtr(x[0]));
        ops.add("ndtri", (x, k) -> F.ndtri(x[0]));
        ops.add("neg", (x, k) -> x[0].neg());
        ops.add("polygamma", (x, k) -> x.length == 2 ? F.polygamma(x[0], x[1]) : F.polygamma(k.integer("n"), x[0]));
        ops.add("pow", (x, k) -> x[0].pow(x[1]));
        ops.add("prod", (x, k) -> F.prod(x[0], k.flag("keepdims", false), k.integers("axis")));
        ops.add("rsqrt", (x, k) -> F.rsqrt(x[0]));
        ops.add("scale", (x, k) -> F.scale(x[0], x[1], k.integer("axis", 1)));
        ops.add("sign", (x, k) -> F.sign(x[0]));
        ops.add("sin", (x, k) -> F.sin(x[0]));
        ops.add("sinh", (x, k) -> F.sinh(x[0]));
        ops.add(
                "sparse_matmul",
                (x, k) -> F.sparseMatmul(
                        CooMatrix.toCoo(x[0].array()), x[1], k.flag("transa", false), k.flag("transb", false)));
        ops.add("sqrt", (x, k) -> F.sqrt(x[0]));
        ops.add("square", (x, k) -> F.square(x[0]));
        ops.add("squared_difference", (x, k) -> F.squaredDifference(x[0], x[1]));
        ops.add("sub", (x, k) -> x[0].sub(x[1]));
        ops.add("sum", (x, k) -> F.sum(x[0], k.flag("keepdims", false), k.integers("axis")));
        ops.add("sum_to", (x, k) -> F.sumTo(x[0], Shape.of(k.longs("shape"))));
        ops.add("tan", (x, k) -> F.tan(x[0]));
        ops.add("tensordot", (x, k) -> tensordot(x, k));
        ops.add("zeta", (x, k) -> x.length == 2 ? F.zeta(x[0].array(), x[1]) : F.zeta(k.number("x", 0), x[0]));
        ops.addAll("fft", (x, c) -> F.fft(x[0], x[1]));
        ops.addAll("ifft", (x, c) -> F.ifft(x[0], x[1]));
    }

    /** Weights are a second input. */
    private static Variable average(Variable[] x, Kwargs k) {
        return x.length == 2
                ? F.average(x[0], x[1], k.optional("axis"), k.flag("keepdims", false))
                : F.average(x[0], k.flag("keepdims", false), k.integers("axis"));
    }

    private static Variable tensordot(Variable[] x, Kwargs k) {
        if (k.list("axes") == null) {
            return F.tensordot(x[0], x[1], k.integer("axes", 2));
        }
        return F.tensordot(
                x[0], x[1], axes(k.list("axes").get(0)), axes(k.list("axes").get(1)));
    }

    private static int[] axes(Object axes) {
        return axes instanceof List<?> list
                ? list.stream().mapToInt(axis -> ((Number) axis).intValue()).toArray()
                : new int[] {((Number) axes).intValue()};
    }
}
