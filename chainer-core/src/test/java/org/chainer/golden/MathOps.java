package org.chainer.golden;

import org.chainer.array.Shape;
import org.chainer.functions.F;

/** Calls of the math functions. */
final class MathOps {
    private MathOps() {}

    static void register(GoldenOps ops) {
        ops.add("absolute", (x, k) -> F.absolute(x[0]));
        ops.add("add", (x, k) -> F.add(x));
        ops.add("div", (x, k) -> x[0].div(x[1]));
        ops.add("floordiv", (x, k) -> x[0].floorDiv(x[1]));
        ops.add("log", (x, k) -> F.log(x[0]));
        ops.add("matmul", (x, k) -> F.matmul(x[0], x[1], k.flag("transa", false), k.flag("transb", false)));
        ops.add("mul", (x, k) -> x[0].mul(x[1]));
        ops.add("neg", (x, k) -> x[0].neg());
        ops.add("pow", (x, k) -> x[0].pow(x[1]));
        ops.add("sub", (x, k) -> x[0].sub(x[1]));
        ops.add("sum", (x, k) -> F.sum(x[0], k.flag("keepdims", false), k.integers("axis")));
        ops.add("sum_to", (x, k) -> F.sumTo(x[0], Shape.of(k.longs("shape"))));
        ops.add("clip", (x, k) -> F.clip(x[0], k.number("x_min", 0), k.number("x_max", 0)));
        ops.add("exp", (x, k) -> F.exp(x[0]));
        ops.add("logsumexp", (x, k) -> F.logsumexp(x[0], k.integers("axis")));
        ops.add("maximum", (x, k) -> F.maximum(x[0], x[1]));
        ops.add("mean", (x, k) -> F.mean(x[0], k.flag("keepdims", false), k.integers("axis")));
        ops.add("sqrt", (x, k) -> F.sqrt(x[0]));
        ops.add("max", (x, k) -> F.max(x[0], k.integers("axis")));
        ops.add("min", (x, k) -> F.min(x[0], k.integers("axis")));
        ops.missing(
                "arccos",
                "arcsin",
                "arctan",
                "arctan2",
                "arctanh",
                "argmax",
                "argmin",
                "average",
                "batch_det",
                "batch_inv",
                "batch_l2_norm_squared",
                "batch_matmul",
                "bias",
                "ceil",
                "cholesky",
                "cos",
                "cosh",
                "cumprod",
                "cumsum",
                "det",
                "digamma",
                "einsum",
                "erf",
                "erfc",
                "erfcinv",
                "erfcx",
                "erfinv",
                "expm1",
                "fft",
                "fix",
                "floor",
                "fmod",
                "identity",
                "ifft",
                "inv",
                "lgamma",
                "linear_interpolate",
                "log10",
                "log1p",
                "log2",
                "log_ndtr",
                "minimum",
                "ndtr",
                "ndtri",
                "polygamma",
                "prod",
                "rsqrt",
                "scale",
                "sign",
                "sin",
                "sinh",
                "sparse_matmul",
                "square",
                "squared_difference",
                "tan",
                "tensordot",
                "zeta");
    }
}
