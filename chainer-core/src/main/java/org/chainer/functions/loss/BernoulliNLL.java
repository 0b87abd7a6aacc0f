package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.functions.activation.Softplus;
import org.chainer.utils.TypeCheck;

/**
 * Negative log-likelihood of Bernoulli distributions: {@code ln(1 + e^y) − x·y}, element by element.
 *
 * <p>In: x, outcomes 0 or 1 (or anything between), and y, the probabilities' logits, of one floating-point dtype and of shapes that can be broadcast.
 * Out: the sum, the mean, or (reduce {@code no}) the elements. Chainer: {@code F.bernoulli_nll}.
 */
public final class BernoulliNLL {
    private BernoulliNLL() {}

    /** The sum over all elements. */
    public static Variable bernoulliNll(Variable x, Variable y) {
        return bernoulliNll(x, y, "sum");
    }

    /**
     * The negative log-likelihood.
     *
     * @param reduce {@code sum}, {@code mean} or {@code no}
     * @throws IllegalArgumentException if there is no such reduction
     */
    public static Variable bernoulliNll(Variable x, Variable y, String reduce) {
        Reduction.check("bernoulli_nll", reduce, "sum", "mean", "no");
        TypeCheck.of("bernoulli_nll", x, y)
                .names("x", "y")
                .floating(0)
                .sameDType(0, 1)
                .broadcastable(0, 1);
        return Reduction.apply(Softplus.softplus(y).sub(x.mul(y)), reduce);
    }
}
