package org.chainer.functions.loss;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.backend.Devices;
import org.chainer.backend.HostArray;
import org.chainer.functions.array.Concat;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.SelectItem;
import org.chainer.functions.connection.EmbedID;
import org.chainer.functions.math.LogSumExp;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Linear-chain conditional random field. A sequence of labels y has the score {@code s(y) = Σ x[i, yᵢ] + Σ cost[yᵢ, yᵢ₊₁]} and the probability {@code
 * e^s(y) / Z}, where Z sums over all sequences of that length.
 *
 * <p>In: cost (labels, labels); xs, for each place in the sequence scores (Bᵢ, labels), of one floating-point dtype; ys, labels (Bᵢ) of an integer
 * dtype.
 * The sequences of a batch are sorted by length, descending, so that Bᵢ falls as they end. Out: the loss {@code −ln(e^s(y) / Z)}, a scalar or, with
 * reduce {@code no}, (B₀). Chainer: {@code F.crf1d}, {@code F.argmax_crf1d}.
 *
 * @see <a href="https://repository.upenn.edu/cis_papers/159/">Lafferty et al., Conditional random fields, 2001</a>
 */
public final class CRF1d {
    private CRF1d() {}

    /**
     * The sequences with the greatest score.
     *
     * @param score (B₀), their scores
     * @param path for each place in the sequence, labels (Bᵢ), int32
     */
    public record BestPath(Variable score, List<NDArray> path) {}

    /** Mean of {@code −ln(e^s(y) / Z)} over the batch. */
    public static Variable crf1d(Variable cost, List<Variable> xs, List<Variable> ys) {
        return crf1d(cost, xs, ys, "mean");
    }

    /**
     * Negative log-likelihood {@code ln Z − s(y)}.
     *
     * @param reduce {@code mean}, or {@code no} for an array (B₀)
     * @throws IllegalArgumentException if there is no such reduction, the lists are empty or of different lengths, or batches grow
     * @throws IndexOutOfBoundsException if a label is out of range
     */
    public static Variable crf1d(Variable cost, List<Variable> xs, List<Variable> ys, String reduce) {
        Reduction.check("crf1d", reduce, "mean", "no");
        checkScores("crf1d", cost, xs);
        if (ys.size() != xs.size()) {
            throw new IllegalArgumentException(
                    "crf1d: ys has " + ys.size() + " elements, xs has " + xs.size() + "; expected as many");
        }
        for (int i = 0; i < ys.size(); i++) {
            TypeCheck.of("crf1d", xs.get(i), ys.get(i))
                    .names("xs[" + i + "]", "ys[" + i + "]")
                    .integer(1)
                    .rank(1, 1)
                    .sameDim(1, 0, 0, 0);
            Labels.check("crf1d", ys.get(i).array(), cost.dim(0), null);
        }
        Variable loss = logPartition(cost, xs).sub(score(cost, xs, ys));
        return reduce.equals("mean") ? Sum.sum(loss).div(xs.get(0).dim(0)) : loss;
    }

    private static void checkScores(String function, Variable cost, List<Variable> xs) {
        if (xs.isEmpty()) {
            throw new IllegalArgumentException(function + ": xs is empty");
        }
        long before = Long.MAX_VALUE;
        for (int i = 0; i < xs.size(); i++) {
            TypeCheck in = TypeCheck.of(function, cost, xs.get(i))
                    .names("cost", "xs[" + i + "]")
                    .floating(0)
                    .sameDType(0, 1)
                    .rank(0, 2)
                    .sameDim(0, 0, 0, 1)
                    .rank(1, 2)
                    .sameDim(1, 1, 0, 0);
            long batch = in.shape(1).dim(0);
            if (batch > before) {
                throw new IllegalArgumentException(function + ": xs[" + i + "] has " + batch + " rows, more than the "
                        + before + " before; sort the sequences by length, descending");
            }
            before = batch;
        }
    }

    /** {@code ln Z} of each sequence, by the forward algorithm. */
    private static Variable logPartition(Variable cost, List<Variable> xs) {
        Variable alpha = xs.get(0);
        List<Variable> ended = new ArrayList<>();
        for (Variable x : xs.subList(1, xs.size())) {
            alpha = head(alpha, x.dim(0), ended);
            alpha = LogSumExp.logsumexp(Reshape.expandDims(alpha, 2).add(cost), 1)
                    .add(x);
        }
        return LogSumExp.logsumexp(joined(alpha, ended), 1);
    }

    /** The scores of given labels. */
    private static Variable score(Variable cost, List<Variable> xs, List<Variable> ys) {
        long labels = cost.dim(0);
        Variable table = Reshape.reshape(cost, labels * labels, 1);
        Variable score = SelectItem.selectItem(xs.get(0), ys.get(0));
        List<Variable> ended = new ArrayList<>();
        for (int i = 1; i < xs.size(); i++) {
            long batch = xs.get(i).dim(0);
            NDArray y = ys.get(i).array().astype(DType.INT64);
            NDArray before = ys.get(i - 1).array().slice(0, 0, batch).astype(DType.INT64);
            Variable transition = new Variable(before.mul(labels).add(y), false);
            Variable step = SelectItem.selectItem(xs.get(i), ys.get(i))
                    .add(Reshape.reshape(EmbedID.embedId(transition, table), batch));
            score = head(score, batch, ended).add(step);
        }
        return joined(score, ended);
    }

    /** The first rows; the others, whose sequences have ended, are put aside. */
    private static Variable head(Variable x, long batch, List<Variable> ended) {
        if (x.dim(0) == batch) {
            return x;
        }
        ended.add(x.get(Slice.of(batch, x.dim(0))));
        return x.get(Slice.of(0, batch));
    }

    private static Variable joined(Variable last, List<Variable> ended) {
        if (ended.isEmpty()) {
            return last;
        }
        List<Variable> parts = new ArrayList<>(ended);
        parts.add(last);
        Collections.reverse(parts);
        return Concat.concat(parts, 0);
    }

    /**
     * The sequences of labels with the greatest score, by Viterbi's algorithm.
     *
     * @throws IllegalArgumentException if xs is empty, or batches grow
     */
    public static BestPath argmaxCrf1d(Variable cost, List<Variable> xs) {
        checkScores("argmax_crf1d", cost, xs);
        int steps = xs.size();
        NDArray alpha = xs.get(0).array();
        long[][] bestNow = new long[steps][];
        long[][] bestBefore = new long[steps][];
        bestNow[0] = alpha.argMax(1).toLongArray();
        for (int i = 1; i < steps; i++) {
            NDArray x = xs.get(i).array();
            NDArray scores = alpha.slice(0, 0, x.dim(0)).expandDims(2).add(cost.array());
            bestBefore[i] = scores.argMax(1).toLongArray();
            alpha = scores.max(1).add(x);
            bestNow[i] = alpha.argMax(1).toLongArray();
        }
        int labels = Math.toIntExact(cost.dim(0));
        long[][] path = bestNow;
        for (int i = steps - 2; i >= 0; i--) {
            for (int b = 0; b < path[i + 1].length; b++) {
                path[i][b] = bestBefore[i + 1][b * labels + (int) path[i + 1][b]];
            }
        }
        List<Variable> ys = new ArrayList<>();
        for (long[] at : path) {
            NDArray host = NDArray.empty(Devices.reference(), DType.INT32, Shape.of(at.length));
            HostArray.store(at, host);
            ys.add(new Variable(host.toDevice(cost.device()), false));
        }
        return new BestPath(
                score(cost, xs, ys), ys.stream().map(Variable::array).toList());
    }
}
