package org.chainer.golden;

/** Calls of the normalization functions. */
final class NormalizationOps {
    private NormalizationOps() {}

    static void register(GoldenOps ops) {
        ops.missing(
                "batch_normalization",
                "batch_renormalization",
                "decorrelated_batch_normalization",
                "fixed_batch_normalization",
                "fixed_batch_renormalization",
                "fixed_decorrelated_batch_normalization",
                "group_normalization",
                "layer_normalization",
                "local_response_normalization",
                "normalize");
    }
}
