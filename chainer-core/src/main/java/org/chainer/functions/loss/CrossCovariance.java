package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.functions.math.MatMul;
import org.chainer.functions.math.Mean;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Cross-covariance penalty: {@code C = (y − mean(y))ᵀ·(z − mean(z)) / batch}, with means over the batch, and half the sum of C's squares.
 *
 * <p>In: y (batch, m) and z (batch, n) of one floating-point dtype. Out: a number ({@code half_squared_sum}), or C (m, n) (reduce {@code no}). Chainer:
 * {@code F.cross_covariance}.
 *
 * @see <a href="https://arxiv.org/abs/1412.6583">Cheung et al., Discovering hidden factors of variation in deep networks, 2014</a>
 */
public final class CrossCovariance {
    static final String HALF_SQUARED_SUM = "half_squared_sum";

    private CrossCovariance() {}

    /** Half the sum of squares. */
    public static Variable crossCovariance(Variable y, Variable z) {
        return crossCovariance(y, z, HALF_SQUARED_SUM);
    }

    /**
     * The penalty.
     *
     * @param reduce {@code half_squared_sum} or {@code no}
     * @throws IllegalArgumentException if there is no such reduction
     */
    public static Variable crossCovariance(Variable y, Variable z, String reduce) {
        Reduction.check("cross_covariance", reduce, HALF_SQUARED_SUM, "no");
        TypeCheck.of("cross_covariance", y, z)
                .names("y", "z")
                .floating(0)
                .sameDType(0, 1)
                .rank(0, 2)
                .rank(1, 2)
                .sameDim(0, 0, 1, 0);
        return reduced(covariance(y, z), reduce);
    }

    static Variable covariance(Variable y, Variable z) {
        Variable product = MatMul.matmul(centered(y), centered(z), true, false);
        return product.div(y.dim(0));
    }

    private static Variable centered(Variable x) {
        return x.sub(Mean.mean(x, true, 0));
    }

    static Variable reduced(Variable covariance, String reduce) {
        return reduce.equals("no")
                ? covariance
                : Sum.sum(covariance.mul(covariance)).mul(0.5);
    }
}
