package org.chainer.golden;

import org.chainer.Variable;
import org.chainer.functions.F;
import org.chainer.functions.evaluation.ClassificationSummary;

/** Calls of the evaluation functions. */
final class EvaluationOps {
    private EvaluationOps() {}

    static void register(GoldenOps ops) {
        ops.add("accuracy", (x, k) -> F.accuracy(x[0], x[1], k.optional("ignore_label")));
        ops.add("binary_accuracy", (x, k) -> F.binaryAccuracy(x[0], x[1]));
        ops.addAll("classification_summary", (x, c) -> {
            ClassificationSummary.Summary s = F.classificationSummary(
                    x[0],
                    x[1],
                    c.kwargs().optional("label_num"),
                    c.kwargs().number("beta", 1),
                    c.kwargs().integer("ignore_label", -1));
            return new Variable[] {s.precision(), s.recall(), s.fbeta(), s.support()};
        });
        ops.addAll(
                "precision",
                (x, c) -> both(F.precision(
                        x[0], x[1], c.kwargs().optional("label_num"), c.kwargs().integer("ignore_label", -1))));
        ops.addAll(
                "recall",
                (x, c) -> both(F.recall(
                        x[0], x[1], c.kwargs().optional("label_num"), c.kwargs().integer("ignore_label", -1))));
        ops.addAll(
                "f1_score",
                (x, c) -> both(F.f1Score(
                        x[0], x[1], c.kwargs().optional("label_num"), c.kwargs().integer("ignore_label", -1))));
        ops.add("r2_score", (x, k) -> F.r2Score(x[0], x[1], k.text("multioutput", "uniform_average")));
    }

    private static Variable[] both(ClassificationSummary.Score score) {
        return new Variable[] {score.score(), score.support()};
    }
}
