package org.chainer.functions.evaluation;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;
import org.chainer.backend.HostArray;
import org.chainer.utils.TypeCheck;

/**
 * Precision, recall, Fβ score and support of each class: with tp right answers among {@code predicted} predictions of a class and {@code support}
 * samples of it, {@code tp / predicted}, {@code tp / support} and {@code (1 + β²)·precision·recall / (β²·precision + recall)}; NaN where that is 0/0. No
 * gradient.
 *
 * <p>In: y, scores (batch, classes, …) of a floating-point dtype; t, labels (batch, …) of an integer dtype. Out: three float64 arrays and support
 * (int64), all (classes). Chainer: {@code F.classification_summary}, {@code F.precision}, {@code F.recall}, {@code F.f1_score}.
 */
public final class ClassificationSummary extends FunctionNode {
    private final Integer labelNum;
    private final double beta;
    private final int ignoreLabel;

    private ClassificationSummary(Integer labelNum, double beta, int ignoreLabel) {
        if (labelNum != null && labelNum < 0) {
            throw new IllegalArgumentException(
                    "classification_summary: label_num is " + labelNum + ", expected 0 or more");
        }
        this.labelNum = labelNum;
        this.beta = beta;
        this.ignoreLabel = ignoreLabel;
    }

    /**
     * The four figures of each class.
     *
     * @param precision float64
     * @param recall float64
     * @param fbeta float64
     * @param support int64
     */
    public record Summary(Variable precision, Variable recall, Variable fbeta, Variable support) {}

    /**
     * One figure of each class, with its support.
     *
     * @param score float64
     * @param support int64
     */
    public record Score(Variable score, Variable support) {}

    /** The summary with β = 1, for as many classes as the greatest label says; label −1 counts nothing. */
    public static Summary classificationSummary(Variable y, Variable t) {
        return classificationSummary(y, t, null, 1, -1);
    }

    /**
     * The summary.
     *
     * @param labelNum number of classes; null for the greatest label plus one
     * @param beta weight of recall against precision
     * @param ignoreLabel label that counts nothing
     * @throws IndexOutOfBoundsException if another label is negative or not below labelNum
     */
    public static Summary classificationSummary(
            Variable y, Variable t, Integer labelNum, double beta, int ignoreLabel) {
        Variable[] out = new ClassificationSummary(labelNum, beta, ignoreLabel).apply(y, t);
        return new Summary(out[0], out[1], out[2], out[3]);
    }

    /** Precision of each class. */
    public static Score precision(Variable y, Variable t) {
        return precision(y, t, null, -1);
    }

    /** Precision of each class; see {@link #classificationSummary(Variable, Variable, Integer, double, int)}. */
    public static Score precision(Variable y, Variable t, Integer labelNum, int ignoreLabel) {
        Summary summary = classificationSummary(y, t, labelNum, 1, ignoreLabel);
        return new Score(summary.precision(), summary.support());
    }

    /** Recall of each class. */
    public static Score recall(Variable y, Variable t) {
        return recall(y, t, null, -1);
    }

    /** Recall of each class; see {@link #classificationSummary(Variable, Variable, Integer, double, int)}. */
    public static Score recall(Variable y, Variable t, Integer labelNum, int ignoreLabel) {
        Summary summary = classificationSummary(y, t, labelNum, 1, ignoreLabel);
        return new Score(summary.recall(), summary.support());
    }

    /** F1 score of each class. */
    public static Score f1Score(Variable y, Variable t) {
        return f1Score(y, t, null, -1);
    }

    /** F1 score of each class; see {@link #classificationSummary(Variable, Variable, Integer, double, int)}. */
    public static Score f1Score(Variable y, Variable t, Integer labelNum, int ignoreLabel) {
        return fbetaScore(y, t, labelNum, 1, ignoreLabel);
    }

    /** Fβ score of each class; see {@link #classificationSummary(Variable, Variable, Integer, double, int)}. */
    public static Score fbetaScore(Variable y, Variable t, Integer labelNum, double beta, int ignoreLabel) {
        Summary summary = classificationSummary(y, t, labelNum, beta, ignoreLabel);
        return new Score(summary.fbeta(), summary.support());
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        Accuracy.checkScoresAndLabels(in);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        long[] truth = in[1].toLongArray();
        long[] predicted = in[0].argMax(1).toLongArray();
        int classes = labelNum != null ? labelNum : greatest(truth) + 1;
        long[] support = new long[classes];
        long[] relevant = new long[classes];
        long[] hits = new long[classes];
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] != ignoreLabel) {
                if (truth[i] < 0 || truth[i] >= classes) {
                    throw new IndexOutOfBoundsException("classification_summary: label " + truth[i] + " at " + i
                            + " is neither one of the " + classes + " classes nor the ignored label " + ignoreLabel);
                }
                support[(int) truth[i]]++;
                if (predicted[i] < classes) {
                    relevant[(int) predicted[i]]++;
                }
                if (predicted[i] == truth[i]) {
                    hits[(int) truth[i]]++;
                }
            }
        }
        double[] precision = new double[classes];
        double[] recall = new double[classes];
        double[] fbeta = new double[classes];
        for (int c = 0; c < classes; c++) {
            precision[c] = (double) hits[c] / relevant[c];
            recall[c] = (double) hits[c] / support[c];
            fbeta[c] = (1 + beta * beta) * precision[c] * recall[c] / (beta * beta * precision[c] + recall[c]);
        }
        NDArray supports = NDArray.empty(Devices.reference(), DType.INT64, Shape.of(classes));
        HostArray.store(support, supports);
        return arrays(
                array(precision, in[0]), array(recall, in[0]), array(fbeta, in[0]), supports.toDevice(in[0].device()));
    }

    private int greatest(long[] labels) {
        long greatest = -1;
        for (long label : labels) {
            greatest = label == ignoreLabel ? greatest : Math.max(greatest, label);
        }
        return Math.toIntExact(greatest);
    }

    private static NDArray array(double[] values, NDArray like) {
        NDArray host = NDArray.empty(Devices.reference(), DType.FLOAT64, Shape.of(values.length));
        HostArray.store(values, host);
        return host.toDevice(like.device());
    }
}
