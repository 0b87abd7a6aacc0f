package org.chainer.functions.normalization;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.Shape;
import org.chainer.functions.array.Cast;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/**
 * Group normalisation: {@code y = gamma·(x − μ)/√(σ² + eps) + beta}, with mean μ and variance σ² over each group of channels of each example.
 *
 * <p>In: x (batch, channels, …), gamma and beta (channels); x may be of float16 with parameters of float32. Out: x's shape and dtype. Chainer: {@code
 * F.group_normalization}.
 *
 * @see <a href="https://arxiv.org/abs/1803.08494">Wu, He, Group normalization, 2018</a>
 */
public final class GroupNormalization {
    private GroupNormalization() {}

    /** Group normalisation with eps 10⁻⁵. */
    public static Variable groupNormalization(Variable x, int groups, Variable gamma, Variable beta) {
        return groupNormalization(x, groups, gamma, beta, 1e-5);
    }

    /**
     * Group normalisation.
     *
     * @param groups number of groups that the channels are divided into
     * @throws IllegalArgumentException if the channels can't be divided so
     */
    public static Variable groupNormalization(Variable x, int groups, Variable gamma, Variable beta, double eps) {
        TypeCheck.of("group_normalization", x, gamma, beta)
                .names("x", "gamma", "beta")
                .floating(0, 1)
                .sameDType(1, 2)
                .minRank(0, 2)
                .rank(1, 1)
                .sameDim(1, 0, 0, 1)
                .sameShape(1, 2);
        if (groups < 1 || x.dim(1) % groups != 0) {
            throw new IllegalArgumentException(
                    "group_normalization: " + x.dim(1) + " channels can't be divided into " + groups + " groups");
        }
        DType wide = Precision.wide(x.dtype(), gamma.dtype());
        Shape shape = x.shape();
        long rows = shape.dim(0) * groups;
        Variable flat = Reshape.reshape(Cast.cast(x, wide), rows, rows == 0 ? 0 : shape.size() / rows);
        Variable normal = Reshape.reshape(Standardization.standardize(flat, eps), shape);
        Shape perChannel = shape.withUnitAxes(shape.axes()).withDim(1, shape.dim(1));
        Variable scale = Reshape.reshape(Cast.cast(gamma, wide), perChannel);
        Variable shift = Reshape.reshape(Cast.cast(beta, wide), perChannel);
        return Cast.cast(normal.mul(scale).add(shift), x.dtype());
    }
}
