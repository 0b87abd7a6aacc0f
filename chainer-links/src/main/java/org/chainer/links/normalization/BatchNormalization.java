package org.chainer.links.normalization;

import java.util.Arrays;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Persistent;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.normalization.FixedBatchNormalization;
import org.chainer.initializers.Initializers;

/**
 * Batch normalisation: in training with the batch's statistics, which are mixed into running ones; in tests with the running ones. Parameters {@code gamma} and {@code beta}, if used; persistent
 * {@code avg_mean}, {@code avg_var} and {@code N}. Chainer: {@code L.BatchNormalization}.
 *
 * <p>Fine-tuning ({@link #apply(Variable, boolean)}) computes the plain mean of all batches' statistics since {@link #startFinetuning()}.
 *
 * @see org.chainer.functions.normalization.BatchNormalization
 */
public class BatchNormalization extends Link implements Layer {
    private Parameter gamma;
    private Parameter beta;

    @Persistent
    @Name("N")
    private long count;

    @Persistent
    @Name("avg_mean")
    private NDArray avgMean;

    @Persistent
    @Name("avg_var")
    private NDArray avgVar;

    private final BatchNormalizationOptions options;

    /** A layer for a number of channels. */
    public BatchNormalization(int size) {
        this(Shape.of(size), new BatchNormalizationOptions());
    }

    /** A layer for a number of channels, with options. */
    public BatchNormalization(int size, BatchNormalizationOptions options) {
        this(Shape.of(size), options);
    }

    /**
     * A layer.
     *
     * @param size shape of the parameters, or null if it comes with the first input; then the options must say over which axes statistics are taken
     * @throws IllegalArgumentException if both are missing
     */
    public BatchNormalization(Shape size, BatchNormalizationOptions options) {
        if (size == null && options.axis().length == 0) {
            throw new IllegalArgumentException(getClass().getSimpleName() + ": size or axis is required");
        }
        this.options = options;
        if (options.useGamma()) {
            gamma = Parameter.deferred(typed(Initializers.orConstant(options.initialGamma(), 1)));
        }
        if (options.useBeta()) {
            beta = Parameter.deferred(typed(Initializers.orConstant(options.initialBeta(), 0)));
        }
        if (size != null) {
            initialize(size);
        }
    }

    private Initializer typed(Initializer initializer) {
        DType wide = Chainer.config().get(Config.MIXED16) ? DType.FLOAT32 : null;
        return initializer.withDType(options.dtype() != null ? options.dtype() : wide);
    }

    private void initialize(Shape size) {
        avgMean = Initializer.generateArray(
                typed(Initializers.orConstant(options.initialAvgMean(), 0)), size, null, device());
        avgVar = Initializer.generateArray(
                typed(Initializers.orConstant(options.initialAvgVar(), 1)), size, null, device());
        if (gamma != null && !gamma.isInitialized()) {
            gamma.initialize(size);
        }
        if (beta != null && !beta.isInitialized()) {
            beta.initialize(size);
        }
    }

    /** The factors, or null. */
    public final Parameter gamma() {
        return gamma;
    }

    /** What is added, or null. */
    public final Parameter beta() {
        return beta;
    }

    /** The running mean; null before the first input, if that brings the size. */
    public final NDArray avgMean() {
        return avgMean;
    }

    /** The running variance; null before the first input, if that brings the size. */
    public final NDArray avgVar() {
        return avgVar;
    }

    /** Number of batches since {@link #startFinetuning()} that fine-tuning has seen. */
    public final long count() {
        return count;
    }

    /** Starts counting batches anew, before fine-tuning. */
    public final void startFinetuning() {
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
    public final Variable apply(Variable x, boolean finetune) {
        return withHooks("forward", () -> normalize(x, finetune), x, finetune);
    }

    private Variable normalize(Variable x, boolean finetune) {
        if (avgMean == null) {
            initialize(x.shape().withoutAxes(options.axis()));
        }
        Variable scale = gamma != null ? gamma : constant(1);
        Variable shift = beta != null ? beta : constant(0);
        if (!Chainer.config().train()) {
            return FixedBatchNormalization.fixedBatchNormalization(
                    x,
                    scale,
                    shift,
                    new Variable(avgMean, false),
                    new Variable(avgVar, false),
                    options.eps(),
                    options.axis());
        }
        double decay = finetune ? 1 - 1.0 / (count + 1) : options.decay();
        Variable y = inTraining(x, scale, shift, options.eps(), decay, options.axis());
        if (finetune) {
            count++;
        }
        return y;
    }

    Variable inTraining(Variable x, Variable scale, Variable shift, double eps, double decay, int[] axis) {
        return org.chainer.functions.normalization.BatchNormalization.batchNormalization(
                x, scale, shift, eps, avgMean, avgVar, decay, axis);
    }

    private Variable constant(int value) {
        return new Variable(avgMean.emptyLike().fill(value), false);
    }

    @Override
    protected String specs() {
        return "size=" + (avgMean == null ? "None" : avgMean.rank() == 1 ? avgMean.dim(0) : avgMean.shape())
                + ", decay=" + asInPython(options.decay()) + ", eps=" + asInPython(options.eps()) + ", dtype="
                + (avgMean == null ? "None" : avgMean.dtype()) + ", use_gamma=" + (gamma == null ? "False" : "True")
                + ", use_beta=" + (beta == null ? "False" : "True")
                + (options.axis().length == 0 ? "" : ", axis=" + Arrays.toString(options.axis()));
    }

    /** A number as Python prints it: small ones as {@code 2e-05}. */
    private static String asInPython(double number) {
        String text = Double.toString(number);
        int exponent = text.indexOf("E-");
        if (exponent < 0 || Math.abs(number) >= 1e-4) {
            return exponent < 0 ? text : new java.math.BigDecimal(text).toPlainString();
        }
        String digits = text.substring(exponent + 2);
        return text.substring(0, exponent).replace(".0", "") + "e-" + (digits.length() < 2 ? "0" : "") + digits;
    }
}
