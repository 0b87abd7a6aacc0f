package org.chainer.golden;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.F;

/** Calls of the normalization functions. */
final class NormalizationOps {
    private NormalizationOps() {}

    static void register(GoldenOps ops) {
        ops.add(
                "batch_normalization",
                (x, k) -> F.batchNormalization(x[0], x[1], x[2], k.number("eps", 2e-5), k.integers("axis")));
        ops.add(
                "batch_renormalization",
                (x, k) -> F.batchRenormalization(
                        x[0],
                        x[1],
                        x[2],
                        k.number("rmax", 1),
                        k.number("dmax", 0),
                        k.number("eps", 2e-5),
                        x[3].array(),
                        x[4].array(),
                        k.number("decay", 0.9),
                        k.flag("update_statistics", false)));
        ops.add(
                "decorrelated_batch_normalization",
                (x, k) -> F.decorrelatedBatchNormalization(
                        x[0], k.integer("groups", 16), k.number("eps", 2e-5), null, null, k.number("decay", 0.9)));
        ops.add(
                "fixed_batch_normalization",
                (x, k) -> F.fixedBatchNormalization(
                        x[0], x[1], x[2], x[3], x[4], k.number("eps", 2e-5), k.integers("axis")));
        ops.add(
                "fixed_batch_renormalization",
                (x, k) -> F.fixedBatchRenormalization(x[0], x[1], x[2], x[3], x[4], k.number("eps", 2e-5)));
        ops.add(
                "fixed_decorrelated_batch_normalization",
                (x, k) -> F.fixedDecorrelatedBatchNormalization(x[0], x[1], x[2], k.integer("groups", 16)));
        ops.add(
                "group_normalization",
                (x, k) -> F.groupNormalization(
                        x[0],
                        k.integer("groups"),
                        x.length == 3 ? x[1] : constant(x[0], 1),
                        x.length == 3 ? x[2] : constant(x[0], 0),
                        k.number("eps", 1e-5)));
        ops.add("layer_normalization", (x, k) -> F.layerNormalization(x[0], x[1], x[2], k.number("eps", 1e-5)));
        ops.add(
                "local_response_normalization",
                (x, k) -> F.localResponseNormalization(
                        x[0], k.integer("n", 5), k.number("k", 2), k.number("alpha", 1e-4), k.number("beta", 0.75)));
        ops.add(
                "normalize",
                (x, k) -> F.normalize(x[0], k.number("eps", 1e-5), k.has("axis") ? k.integers("axis") : new int[] {1}));
    }

    private static Variable constant(Variable x, Number value) {
        return new Variable(NDArray.full(value, x.dtype(), x.dim(1)), false);
    }
}
