package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.array.Concat;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.connection.EmbedID;
import org.chainer.functions.math.Exp;
import org.chainer.functions.math.Log;
import org.chainer.functions.math.LogSumExp;
import org.chainer.functions.math.MatMul;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * BlackOut loss, an approximate softmax over many classes: {@code −ln p(t) − Σ ln(1 − p(s))} over negative samples s, where {@code p(c) = e^(W[c]·x) / Σ
 * e^(W[·]·x)} with the sum over t and the samples.
 *
 * <p>In: x (batch, units), t, labels (batch), W (classes, units), samples (batch, n); t and samples of an integer dtype, the others of one floating-point
 * dtype. Out: the mean, or (reduce {@code no}) the losses (batch). Chainer: {@code F.black_out}.
 *
 * @see <a href="https://arxiv.org/abs/1511.06909">Ji et al., BlackOut, 2015</a>
 */
public final class BlackOut {
    private static final String NAME = "black_out";

    private BlackOut() {}

    /** Mean loss. */
    public static Variable blackOut(Variable x, Variable t, Variable w, Variable samples) {
        return blackOut(x, t, w, samples, "mean");
    }

    /**
     * The loss.
     *
     * @param samples numbers of the negative samples' classes
     * @param reduce {@code mean} or {@code no}
     * @throws IllegalArgumentException if there is no such reduction
     * @throws IndexOutOfBoundsException if a label or sample is not the number of a class
     */
    public static Variable blackOut(Variable x, Variable t, Variable w, Variable samples, String reduce) {
        Reduction.check(NAME, reduce, "mean", "no");
        TypeCheck.of(NAME, x, t, w, samples)
                .names("x", "t", "W", "samples")
                .floating(0)
                .integer(1)
                .sameDType(0, 2)
                .integer(3)
                .rank(0, 2)
                .rank(1, 1)
                .rank(2, 2)
                .rank(3, 2)
                .sameDim(0, 0, 1, 0)
                .sameDim(0, 0, 3, 0)
                .sameDim(0, 1, 2, 1);
        Labels.check(NAME, t.array(), w.dim(0), null);
        Labels.check(NAME, samples.array(), w.dim(0), null);
        Variable positive = scores(x, constant(t.array().expandDims(1)), w);
        Variable negative = scores(x, constant(samples.array()), w);
        Variable logZ = LogSumExp.logsumexp(Concat.concat(positive, negative), 1);
        Variable others =
                Log.log(Exp.exp(negative.sub(Reshape.expandDims(logZ, 1))).rsub(1));
        Variable right = Reshape.reshape(positive, t.shape());
        return Reduction.apply(logZ.sub(right).sub(Sum.sum(others, 1)), reduce);
    }

    /** {@code W[classes]·x} for classes (batch, n). */
    private static Variable scores(Variable x, Variable classes, Variable w) {
        Variable product = MatMul.matmul(EmbedID.embedId(classes, w), Reshape.expandDims(x, 2));
        return Reshape.reshape(product, classes.shape());
    }

    private static Variable constant(NDArray array) {
        return new Variable(array, false);
    }
}
