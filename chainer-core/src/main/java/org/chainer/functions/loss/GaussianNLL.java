package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.functions.math.Exp;
import org.chainer.utils.TypeCheck;

/**
 * Negative log-likelihood of normal distributions: {@code (lnVar + ln 2π + (x − mean)²·e^(−lnVar)) / 2}, element by element.
 *
 * <p>In: x, mean and the variance's logarithm, of one floating-point dtype and of shapes that can be broadcast. Out: the sum, the mean, or (reduce {@code
 * no}) the elements. Chainer: {@code F.gaussian_nll}.
 */
public final class GaussianNLL {
    private GaussianNLL() {}

    /** The sum over all elements. */
    public static Variable gaussianNll(Variable x, Variable mean, Variable lnVar) {
        return gaussianNll(x, mean, lnVar, "sum");
    }

    /**
     * The negative log-likelihood.
     *
     * @param reduce {@code sum}, {@code mean} or {@code no}
     * @throws IllegalArgumentException if there is no such reduction
     */
    public static Variable gaussianNll(Variable x, Variable mean, Variable lnVar, String reduce) {
        Reduction.check("gaussian_nll", reduce, "sum", "mean", "no");
        TypeCheck.of("gaussian_nll", x, mean, lnVar)
                .names("x", "mean", "ln_var")
                .floating(0)
                .sameDType(0, 1, 2)
                .broadcastable(0, 1)
                .broadcastable(1, 2)
                .broadcastable(0, 2);
        Variable difference = x.sub(mean);
        Variable power = difference.mul(difference).mul(Exp.exp(lnVar.neg()));
        return Reduction.apply(lnVar.add(Math.log(2 * Math.PI)).add(power).mul(0.5), reduce);
    }
}
