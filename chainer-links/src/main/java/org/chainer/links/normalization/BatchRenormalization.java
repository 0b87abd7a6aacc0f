package org.chainer.links.normalization;

import org.chainer.Variable;
import org.chainer.array.Shape;

/**
 * Batch renormalisation: {@link BatchNormalization} that corrects a batch's statistics towards the running ones. Parameters and persistent values are the same. Chainer: {@code
 * L.BatchRenormalization}.
 *
 * @see org.chainer.functions.normalization.BatchRenormalization
 */
public class BatchRenormalization extends BatchNormalization {
    private final double rmax;
    private final double dmax;

    /** A layer for a number of channels with Chainer's defaults, which correct nothing: rmax 1, dmax 0. */
    public BatchRenormalization(int size) {
        this(size, 1, 0);
    }

    /** A layer with bounds of the correction. */
    public BatchRenormalization(int size, double rmax, double dmax) {
        this(size, rmax, dmax, new BatchNormalizationOptions());
    }

    /**
     * A layer with options.
     *
     * @param rmax greatest factor, 1 or more
     * @param dmax greatest shift, 0 or more
     */
    public BatchRenormalization(int size, double rmax, double dmax, BatchNormalizationOptions options) {
        super(Shape.of(size), options);
        this.rmax = rmax;
        this.dmax = dmax;
    }

    @Override
    Variable inTraining(Variable x, Variable scale, Variable shift, double eps, double decay, int[] axis) {
        return org.chainer.functions.normalization.BatchRenormalization.batchRenormalization(
                x, scale, shift, rmax, dmax, eps, avgMean(), avgVar(), decay, true);
    }
}
