package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.functions.math.Exp;
import org.chainer.utils.TypeCheck;

/**
 * Kullback–Leibler divergence of normal distributions from the standard one: {@code (mean² + e^lnVar − lnVar − 1) / 2}, element by element.
 *
 * <p>In: mean and the variance's logarithm, of one shape and floating-point dtype. Out: the sum, the mean, or (reduce {@code no}) the elements. Chainer:
 * {@code F.gaussian_kl_divergence}.
 *
 * @see <a href="https://arxiv.org/abs/1312.6114">Kingma, Welling, Auto-encoding variational Bayes, 2013</a>
 */
public final class GaussianKLDivergence {
    private GaussianKLDivergence() {}

    /** The sum over all elements. */
    public static Variable gaussianKlDivergence(Variable mean, Variable lnVar) {
        return gaussianKlDivergence(mean, lnVar, "sum");
    }

    /**
     * The divergence.
     *
     * @param reduce {@code sum}, {@code mean} or {@code no}
     * @throws IllegalArgumentException if there is no such reduction
     */
    public static Variable gaussianKlDivergence(Variable mean, Variable lnVar, String reduce) {
        Reduction.check("gaussian_kl_divergence", reduce, "sum", "mean", "no");
        TypeCheck.of("gaussian_kl_divergence", mean, lnVar)
                .names("mean", "ln_var")
                .floating(0)
                .sameDType(0, 1)
                .sameShape(0, 1);
        Variable losses = mean.mul(mean).add(Exp.exp(lnVar)).sub(lnVar).sub(1).mul(0.5);
        return Reduction.apply(losses, reduce);
    }
}
