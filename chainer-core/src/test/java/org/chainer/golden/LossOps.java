package org.chainer.golden;

import java.util.List;
import java.util.stream.Stream;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.loss.CRF1d;
import org.chainer.functions.loss.DiscriminativeMarginBasedClusteringLoss;
import org.chainer.functions.loss.SoftmaxCrossEntropy;

/** Calls of the loss functions. */
final class LossOps {
    private LossOps() {}

    static void register(GoldenOps ops) {
        ops.add("softmax_cross_entropy", (x, k) -> softmaxCrossEntropy(x, k));
        ops.add("absolute_error", (x, k) -> F.absoluteError(x[0], x[1]));
        ops.add(
                "contrastive",
                (x, k) -> F.contrastive(x[0], x[1], x[2], k.number("margin", 1), k.text("reduce", "mean")));
        ops.add("cross_covariance", (x, k) -> F.crossCovariance(x[0], x[1], k.text("reduce", "half_squared_sum")));
        ops.add("decov", (x, k) -> F.decov(x[0], k.text("reduce", "half_squared_sum")));
        ops.add("gaussian_kl_divergence", (x, k) -> F.gaussianKlDivergence(x[0], x[1], k.text("reduce", "sum")));
        ops.add("gaussian_nll", (x, k) -> F.gaussianNll(x[0], x[1], x[2], k.text("reduce", "sum")));
        ops.add("hinge", (x, k) -> F.hinge(x[0], x[1], k.text("norm", "L1"), k.text("reduce", "mean")));
        ops.add(
                "huber_loss",
                (x, k) -> F.huberLoss(x[0], x[1], k.number("delta", 1), k.text("reduce", "sum_along_second_axis")));
        ops.add("mean_absolute_error", (x, k) -> F.meanAbsoluteError(x[0], x[1]));
        ops.add("mean_squared_error", (x, k) -> F.meanSquaredError(x[0], x[1]));
        ops.add(
                "sigmoid_cross_entropy",
                (x, k) -> F.sigmoidCrossEntropy(x[0], x[1], k.flag("normalize", true), k.text("reduce", "mean")));
        ops.add("squared_error", (x, k) -> F.squaredError(x[0], x[1]));
        ops.add("triplet", (x, k) -> F.triplet(x[0], x[1], x[2], k.number("margin", 0.2), k.text("reduce", "mean")));
        ops.addAll(
                "argmax_crf1d",
                (x, c) -> bestPath(F.argmaxCrf1d(x[0], List.of(x).subList(1, x.length))));
        ops.add("bernoulli_nll", (x, k) -> F.bernoulliNll(x[0], x[1], k.text("reduce", "sum")));
        ops.add("black_out", (x, k) -> F.blackOut(x[0], x[1], x[2], x[3], k.text("reduce", "mean")));
        ops.add(
                "connectionist_temporal_classification",
                (x, k) -> F.connectionistTemporalClassification(
                        List.of(x).subList(0, x.length - 1),
                        x[x.length - 1],
                        k.integer("blank_symbol"),
                        lengths(k, "input_length"),
                        lengths(k, "label_length"),
                        k.text("reduce", "mean")));
        ops.add(
                "crf1d",
                (x, k) -> F.crf1d(
                        x[0],
                        List.of(x).subList(1, x.length / 2 + 1),
                        List.of(x).subList(x.length / 2 + 1, x.length),
                        k.text("reduce", "mean")));
        ops.addAll("discriminative_margin_based_clustering_loss", (x, c) -> clustering(x, c.kwargs()));
        ops.add(
                "negative_sampling",
                (x, k) -> F.negativeSampling(
                        x[0],
                        x[1],
                        x[2],
                        shape -> x[3].array(),
                        x[3].rank() == 2 ? (int) x[3].dim(1) - 1 : 1,
                        k.text("reduce", "sum")));
    }

    private static Variable[] bestPath(CRF1d.BestPath best) {
        return Stream.concat(Stream.of(best.score()), best.path().stream().map(at -> new Variable(at, false)))
                .toArray(Variable[]::new);
    }

    private static Variable[] clustering(Variable[] x, Kwargs k) {
        DiscriminativeMarginBasedClusteringLoss.Parts parts = F.discriminativeMarginBasedClusteringLoss(
                x[0],
                x[1].array(),
                k.number("delta_v", 0),
                k.number("delta_d", 0),
                k.integer("max_embedding_dim"),
                k.integer("norm", 1),
                k.number("alpha", 1),
                k.number("beta", 1),
                k.number("gamma", 0.001));
        return new Variable[] {parts.variance(), parts.distance(), parts.regularization()};
    }

    private static Variable softmaxCrossEntropy(Variable[] x, Kwargs k) {
        return F.softmaxCrossEntropy(
                x[0],
                x[1],
                new SoftmaxCrossEntropy.Options(
                        k.flag("normalize", true),
                        x.length == 3 ? x[2].array() : null,
                        k.integer("ignore_label", -1),
                        k.text("reduce", "mean"),
                        k.text("soft_target_loss", "cross-entropy")));
    }

    private static Variable lengths(Kwargs k, String name) {
        return k.has(name) ? new Variable(NDArray.of(k.integers(name)), false) : null;
    }
}
