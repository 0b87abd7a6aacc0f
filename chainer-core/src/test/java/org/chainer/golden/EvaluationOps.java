package org.chainer.golden;

import org.chainer.functions.F;

/** Calls of the evaluation functions. */
final class EvaluationOps {
    private EvaluationOps() {}

    static void register(GoldenOps ops) {
        ops.add("accuracy", (x, k) -> F.accuracy(x[0], x[1], k.has("ignore_label") ? k.integer("ignore_label") : null));
        ops.missing("binary_accuracy", "classification_summary", "f1_score", "precision", "r2_score", "recall");
    }
}
