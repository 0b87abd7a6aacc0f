package org.chainer.golden;

import org.chainer.functions.F;

/** Calls of the recurrent functions. */
final class RnnOps {
    private RnnOps() {}

    static void register(GoldenOps ops) {
        ops.addAll("lstm", (x, c) -> F.lstm(x[0], x[1]));
        ops.missing(
                "n_step_bigru",
                "n_step_bilstm",
                "n_step_birnn",
                "n_step_gru",
                "n_step_lstm",
                "n_step_rnn",
                "slstm",
                "tree_lstm");
    }
}
