package org.chainer.golden;

import org.chainer.Variable;
import org.chainer.functions.F;
import org.chainer.functions.loss.SoftmaxCrossEntropy;

/** Calls of the loss functions. */
final class LossOps {
    private LossOps() {}

    static void register(GoldenOps ops) {
        ops.add("softmax_cross_entropy", (x, k) -> softmaxCrossEntropy(x, k));
        ops.add("absolute_error", (x, k) -> F.absoluteError(x[0], x[1]));
        ops.add("contrastive", (x, k) -> F.contrastive(x[0], x[1], x[2], k.number("margin", 1)));
        ops.add("cross_covariance", (x, k) -> F.crossCovariance(x[0], x[1]));
        ops.add("decov", (x, k) -> F.decov(x[0]));
        ops.add("gaussian_kl_divergence", (x, k) -> F.gaussianKlDivergence(x[0], x[1]));
        ops.add("gaussian_nll", (x, k) -> F.gaussianNll(x[0], x[1], x[2]));
        ops.add("hinge", (x, k) -> F.hinge(x[0], x[1], k.text("norm", "L1")));
        ops.add("huber_loss", (x, k) -> F.huberLoss(x[0], x[1], k.number("delta", 1)));
        ops.add("mean_absolute_error", (x, k) -> F.meanAbsoluteError(x[0], x[1]));
        ops.add("mean_squared_error", (x, k) -> F.meanSquaredError(x[0], x[1]));
        ops.add("sigmoid_cross_entropy", (x, k) -> F.sigmoidCrossEntropy(x[0], x[1], true, k.text("reduce", "mean")));
        ops.add("squared_error", (x, k) -> F.squaredError(x[0], x[1]));
        ops.add("triplet", (x, k) -> F.triplet(x[0], x[1], x[2]));
        ops.missing(
                "argmax_crf1d",
                "bernoulli_nll",
                "black_out",
                "connectionist_temporal_classification",
                "crf1d",
                "discriminative_margin_based_clustering_loss",
                "negative_sampling");
    }

    private static Variable softmaxCrossEntropy(Variable[] x, Kwargs k) {
        return F.softmaxCrossEntropy(
                x[0],
                x[1],
                new SoftmaxCrossEntropy.Options(
                        k.flag("normalize", true),
                        x.length == 3 ? x[2].array() : null,
                        k.integer("ignore_label", -1),
                        k.text("reduce", "mean")));
    }
}
