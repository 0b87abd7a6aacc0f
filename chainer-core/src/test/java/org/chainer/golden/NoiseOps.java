package org.chainer.golden;

import org.chainer.functions.F;

/** Calls of the noise functions. */
final class NoiseOps {
    private NoiseOps() {}

    static void register(GoldenOps ops) {
        ops.add("dropout", (x, k) -> F.dropout(x[0], k.number("ratio", 0.5)));
        ops.missing("gaussian", "simplified_dropconnect");
    }
}
