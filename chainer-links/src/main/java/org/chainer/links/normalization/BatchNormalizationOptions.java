package org.chainer.links.normalization;

import org.chainer.Initializer;
import org.chainer.array.DType;

/**
 * Chainer's optional arguments of {@link BatchNormalization}: {@code new BatchNormalizationOptions().decay(0.99).useBeta(false)}. Immutable: each method returns changed options.
 */
public final class BatchNormalizationOptions implements Cloneable {
    private double decay = 0.9;
    private double eps = 2e-5;
    private DType dtype;
    private boolean useGamma = true;
    private boolean useBeta = true;
    private Initializer initialGamma;
    private Initializer initialBeta;
    private Initializer initialAvgMean;
    private Initializer initialAvgVar;
    private int[] axis = {};

    /** Chainer's defaults: decay 0.9, eps 2·10⁻⁵, gamma and beta, statistics over all axes but the channels'. */
    public BatchNormalizationOptions() {}

    private interface Change {
        void make(BatchNormalizationOptions copy);
    }

    private BatchNormalizationOptions with(Change change) {
        try {
            BatchNormalizationOptions copy = (BatchNormalizationOptions) clone();
            change.make(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Weight of the running statistics when a batch's are mixed in. */
    public BatchNormalizationOptions decay(double newDecay) {
        return with(copy -> copy.decay = newDecay);
    }

    /** What is added to the variance. */
    public BatchNormalizationOptions eps(double newEps) {
        return with(copy -> copy.eps = newEps);
    }

    /** Dtype of parameters and statistics; initially the configuration's. */
    public BatchNormalizationOptions dtype(DType newDtype) {
        return with(copy -> copy.dtype = newDtype);
    }

    /** Whether there is a factor gamma. */
    public BatchNormalizationOptions useGamma(boolean use) {
        return with(copy -> copy.useGamma = use);
    }

    /** Whether there is a shift beta. */
    public BatchNormalizationOptions useBeta(boolean use) {
        return with(copy -> copy.useBeta = use);
    }

    /** What gamma is filled with; initially ones. */
    public BatchNormalizationOptions initialGamma(Initializer initializer) {
        return with(copy -> copy.initialGamma = initializer);
    }

    /** What beta is filled with; initially zeros. */
    public BatchNormalizationOptions initialBeta(Initializer initializer) {
        return with(copy -> copy.initialBeta = initializer);
    }

    /** What the running mean is filled with; initially zeros. */
    public BatchNormalizationOptions initialAvgMean(Initializer initializer) {
        return with(copy -> copy.initialAvgMean = initializer);
    }

    /** What the running variance is filled with; initially ones. */
    public BatchNormalizationOptions initialAvgVar(Initializer initializer) {
        return with(copy -> copy.initialAvgVar = initializer);
    }

    /** Axes that statistics are taken over, ascending; none for all but the channels'. */
    public BatchNormalizationOptions axis(int... newAxis) {
        return with(copy -> copy.axis = newAxis.clone());
    }

    double decay() {
        return decay;
    }

    double eps() {
        return eps;
    }

    DType dtype() {
        return dtype;
    }

    boolean useGamma() {
        return useGamma;
    }

    boolean useBeta() {
        return useBeta;
    }

    Initializer initialGamma() {
        return initialGamma;
    }

    Initializer initialBeta() {
        return initialBeta;
    }

    Initializer initialAvgMean() {
        return initialAvgMean;
    }

    Initializer initialAvgVar() {
        return initialAvgVar;
    }

    int[] axis() {
        return axis;
    }
}
