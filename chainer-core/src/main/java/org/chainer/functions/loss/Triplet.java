package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Triplet loss, which wants an anchor nearer to a positive example than to a negative one: {@code max(‖a − p‖² − ‖a − n‖² + margin, 0)}.
 *
 * <p>In: anchor, positive and negative (batch, units) of one floating-point dtype. Out: the mean, or (reduce {@code no}) the loss of each triplet.
 * Chainer: {@code F.triplet}.
 *
 * @see <a href="https://arxiv.org/abs/1404.4661">Wang et al., Learning fine-grained image similarity with deep ranking, 2014</a>
 */
public final class Triplet {
    private Triplet() {}

    /** Mean loss with margin 0.2. */
    public static Variable triplet(Variable anchor, Variable positive, Variable negative) {
        return triplet(anchor, positive, negative, 0.2);
    }

    /** Mean loss. */
    public static Variable triplet(Variable anchor, Variable positive, Variable negative, double margin) {
        return triplet(anchor, positive, negative, margin, "mean");
    }

    /**
     * The loss.
     *
     * @param margin by how much nearer the positive example should be
     * @param reduce {@code mean} or {@code no}
     * @throws IllegalArgumentException if the margin is not positive or there is no such reduction
     */
    public static Variable triplet(
            Variable anchor, Variable positive, Variable negative, double margin, String reduce) {
        if (!(margin > 0)) {
            throw new IllegalArgumentException("triplet: margin is " + margin + ", expected a positive number");
        }
        Reduction.check("triplet", reduce, "mean", "no");
        TypeCheck in = TypeCheck.of("triplet", anchor, positive, negative)
                .names("anchor", "positive", "negative")
                .floating(0)
                .sameDType(0, 1, 2)
                .rank(0, 2)
                .sameShape(0, 1, 2);
        in.expect(in.shape(0).dim(0) > 0, "anchor.shape[0] > 0", "0 (shape " + in.shape(0) + ")");
        Variable squares = SquaredError.squaredError(anchor, positive).sub(SquaredError.squaredError(anchor, negative));
        return Reduction.apply(ReLU.relu(Sum.sum(squares, 1).add(margin)), reduce);
    }
}
