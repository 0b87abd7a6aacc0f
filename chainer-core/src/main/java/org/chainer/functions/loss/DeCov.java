package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.utils.TypeCheck;

/**
 * DeCov penalty, which makes units differ: the covariance matrix of the units over the batch with a diagonal of zeros, and half the sum of its squares.
 *
 * <p>In: h (batch, units) of a floating-point dtype. Out: a number ({@code half_squared_sum}), or the matrix (units, units) (reduce {@code no}).
 * Chainer: {@code F.decov}.
 *
 * @see <a href="https://arxiv.org/abs/1511.06068">Cogswell et al., Reducing overfitting in deep networks by decorrelating representations, 2015</a>
 */
public final class DeCov {
    private DeCov() {}

    /** Half the sum of squares. */
    public static Variable decov(Variable h) {
        return decov(h, CrossCovariance.HALF_SQUARED_SUM);
    }

    /**
     * The penalty.
     *
     * @param reduce {@code half_squared_sum} or {@code no}
     * @throws IllegalArgumentException if there is no such reduction
     */
    public static Variable decov(Variable h, String reduce) {
        Reduction.check("decov", reduce, CrossCovariance.HALF_SQUARED_SUM, "no");
        TypeCheck.of("decov", h).names("h").floating(0).rank(0, 2);
        Variable covariance = CrossCovariance.covariance(h, h);
        NDArray offDiagonal = covariance.array().emptyLike().fill(1);
        offDiagonal.diagonal(0, 0, 1).fill(0);
        return CrossCovariance.reduced(covariance.mul(new Variable(offDiagonal, false)), reduce);
    }
}
