package org.chainer.links.normalization;

import org.chainer.Chainer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Persistent;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.functions.normalization.FixedDecorrelatedBatchNormalization;

/**
 * Decorrelated batch normalisation: whitens groups of channels, in training with the batch's statistics, which are mixed into running ones; in tests with the running ones. Persistent {@code avg_mean},
 * {@code avg_projection} and {@code N}; no parameters. Chainer: {@code L.DecorrelatedBatchNormalization}.
 *
 * @see org.chainer.functions.normalization.DecorrelatedBatchNormalization
 */
public class DecorrelatedBatchNormalization extends Link implements Layer {
    @Persistent
    @Name("avg_mean")
    private NDArray avgMean;

    @Persistent
    @Name("avg_projection")
    private NDArray avgProjection;

    @Persistent
    @Name("N")
    private long count;

    private final int groups;
    private final double decay;
    private final double eps;

    /** A layer for a number of channels, in 16 groups. */
    public DecorrelatedBatchNormalization(int size) {
        this(size, 16);
    }

    /** A layer with a number of groups. */
    public DecorrelatedBatchNormalization(int size, int groups) {
        this(size, groups, 0.9, 2e-5, DType.FLOAT32);
    }

    /**
     * A layer.
     *
     * @param size number of channels
     * @param groups number of groups that they are divided into
     * @param decay weight of the running statistics when a batch's are mixed in
     * @param eps what is added to the covariance's diagonal
     * @param dtype dtype of the statistics
     * @throws IllegalArgumentException if the channels cannot be divided into the groups
     */
    public DecorrelatedBatchNormalization(int size, int groups, double decay, double eps, DType dtype) {
        if (groups < 1 || size % groups != 0) {
            throw new IllegalArgumentException("DecorrelatedBatchNormalization: the " + size
                    + " channels cannot be divided into " + groups + " groups");
        }
        this.groups = groups;
        this.decay = decay;
        this.eps = eps;
        int each = size / groups;
        this.avgMean = NDArray.zeros(dtype, groups, each);
        this.avgProjection = NDArrays.eye(each, dtype)
                .broadcastTo(Shape.of(groups, each, each))
                .copy();
    }

    /** The running mean (groups, channels in a group). */
    public NDArray avgMean() {
        return avgMean;
    }

    /** The running projection (groups, channels in a group, channels in a group). */
    public NDArray avgProjection() {
        return avgProjection;
    }

    /** Number of batches since {@link #startFinetuning()} that fine-tuning has seen. */
    public long count() {
        return count;
    }

    /** Starts counting batches anew, before fine-tuning. */
    public void startFinetuning() {
        count = 0;
    }

    /** x (batch, channels, …) to an array of the same shape. */
    @Override
    public Variable forward(Variable x) {
        return normalize(x, false);
    }

    /**
     * x (batch, channels, …) to an array of the same shape.
     *
     * @param finetune whether, in training, the running statistics become the mean of all batches' since {@link #startFinetuning()}
     */
    public Variable apply(Variable x, boolean finetune) {
        return withHooks("forward", () -> normalize(x, finetune), x, finetune);
    }

    private Variable normalize(Variable x, boolean finetune) {
        if (!Chainer.config().train()) {
            return FixedDecorrelatedBatchNormalization.fixedDecorrelatedBatchNormalization(
                    x, new Variable(avgMean, false), new Variable(avgProjection, false), groups);
        }
        double weight = finetune ? 1 - 1.0 / (count + 1) : decay;
        Variable y = org.chainer.functions.normalization.DecorrelatedBatchNormalization.decorrelatedBatchNormalization(
                x, groups, eps, avgMean, avgProjection, weight);
        if (finetune) {
            count++;
        }
        return y;
    }
}
