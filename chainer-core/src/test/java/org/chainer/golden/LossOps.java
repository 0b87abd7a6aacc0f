package org.chainer.golden;

import org.chainer.Variable;
import org.chainer.functions.F;
import org.chainer.functions.loss.SoftmaxCrossEntropy;

/** Calls of the loss functions. */
final class LossOps {
    private LossOps() {}

    static void register(GoldenOps ops) {
        ops.add("softmax_cross_entropy", (x, k) -> softmaxCrossEntropy(x, k));
        ops.missing(
                "absolute_error",
                "argmax_crf1d",
                "bernoulli_nll",
                "black_out",
                "connectionist_temporal_classification",
                "contrastive",
                "crf1d",
                "cross_covariance",
                "decov",
                "discriminative_margin_based_clustering_loss",
                "gaussian_kl_divergence",
                "gaussian_nll",
                "hinge",
                "huber_loss",
                "mean_absolute_error",
                "mean_squared_error",
                "negative_sampling",
                "sigmoid_cross_entropy",
                "squared_error",
                "triplet");
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
