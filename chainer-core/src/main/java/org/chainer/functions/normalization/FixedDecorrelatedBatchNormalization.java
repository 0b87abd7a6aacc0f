package org.chainer.functions.normalization;

import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.Transpose;
import org.chainer.functions.math.MatMul;
import org.chainer.utils.TypeCheck;

/**
 * Decorrelated batch normalisation with given statistics: {@code y = projection·(x − mean)} for each group of channels, as for inference.
 *
 * <p>In: x (batch, channels, …), mean (groups, channels in a group), projection (groups, channels in a group, channels in a group), of one
 * floating-point dtype. Out: x's shape and dtype. Chainer: {@code F.fixed_decorrelated_batch_normalization}.
 *
 * @see DecorrelatedBatchNormalization
 */
public final class FixedDecorrelatedBatchNormalization {
    private static final String NAME = "fixed_decorrelated_batch_normalization";

    private FixedDecorrelatedBatchNormalization() {}

    /** Whitening in 16 groups. */
    public static Variable fixedDecorrelatedBatchNormalization(Variable x, Variable mean, Variable projection) {
        return fixedDecorrelatedBatchNormalization(x, mean, projection, 16);
    }

    /**
     * Whitening.
     *
     * @param groups number of groups that the channels are divided into
     * @throws IllegalArgumentException if the channels can't be divided so
     */
    public static Variable fixedDecorrelatedBatchNormalization(
            Variable x, Variable mean, Variable projection, int groups) {
        TypeCheck in = TypeCheck.of(NAME, x, mean, projection)
                .names("x", "mean", "projection")
                .sameDType(0, 1, 2);
        GroupedChannels.check(NAME, in, groups);
        GroupedChannels layout = new GroupedChannels(x.shape(), groups);
        in.shape(1, Shape.of(groups, layout.size())).shape(2, Shape.of(groups, layout.size(), layout.size()));
        Variable matrices = Reshape.reshape(Transpose.transpose(x, layout.order()), layout.matrices());
        Variable y = MatMul.matmul(projection, matrices.sub(Reshape.expandDims(mean, 2)));
        return Transpose.transpose(Reshape.reshape(y, layout.channelsFirst()), layout.order());
    }
}
