package org.chainer.links.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.LossFunction;
import org.chainer.Variable;
import org.chainer.functions.evaluation.Accuracy;
import org.chainer.functions.loss.SoftmaxCrossEntropy;

/**
 * A predictor with a loss and an accuracy: takes inputs and labels, reports {@code loss} and {@code accuracy}, returns the loss. Child {@code predictor}. Chainer: {@code L.Classifier}.
 *
 * <p>The last prediction, loss and accuracy stay until the next call, and with them, under backprop, the whole graph behind them.
 */
public class Classifier extends Chain implements LossFunction {
    private Link predictor;
    private final transient BinaryOperator<Variable> lossFunction;
    private final transient BinaryOperator<Variable> accuracyFunction;
    private final String labelKey;
    private boolean computeAccuracy = true;
    private transient Variable y;
    private transient Variable loss;
    private transient Variable accuracy;

    /** Softmax cross entropy and accuracy. */
    public Classifier(Link predictor) {
        this(predictor, SoftmaxCrossEntropy::softmaxCrossEntropy);
    }

    /** Any loss of prediction and label; accuracy. */
    public Classifier(Link predictor, BinaryOperator<Variable> lossFunction) {
        this(predictor, lossFunction, Accuracy::accuracy);
    }

    /** Any loss and accuracy of prediction and label. */
    public Classifier(
            Link predictor, BinaryOperator<Variable> lossFunction, BinaryOperator<Variable> accuracyFunction) {
        this(predictor, lossFunction, accuracyFunction, null);
    }

    /**
     * Any loss and accuracy of prediction and label.
     *
     * @param predictor a link that is a {@link Layer}
     * @param labelKey name of the labels in batches by name; null if the labels are the last part of a batch by position
     * @throws IllegalArgumentException if the predictor is no layer
     */
    public Classifier(
            Link predictor,
            BinaryOperator<Variable> lossFunction,
            BinaryOperator<Variable> accuracyFunction,
            String labelKey) {
        if (!(predictor instanceof Layer)) {
            throw new IllegalArgumentException(
                    "Classifier: the predictor " + predictor.getClass().getName() + " must implement Layer");
        }
        this.predictor = predictor;
        this.lossFunction = lossFunction;
        this.accuracyFunction = accuracyFunction;
        this.labelKey = labelKey;
    }

    /** The predictor. */
    public Link predictor() {
        return predictor;
    }

    /** Whether the accuracy is computed and reported. */
    public boolean computeAccuracy() {
        return computeAccuracy;
    }

    /** Chooses whether the accuracy is computed and reported. */
    public void setComputeAccuracy(boolean compute) {
        computeAccuracy = compute;
    }

    /** The last prediction. */
    public Variable y() {
        return y;
    }

    /** The last loss. */
    public Variable loss() {
        return loss;
    }

    /** The last accuracy, or null if it is not computed. */
    public Variable accuracy() {
        return accuracy;
    }

    /** The loss of a batch: one input, and the labels. */
    @Override
    public Variable apply(Variable... batch) {
        if (batch.length != 2) {
            throw new IllegalArgumentException("Classifier: expected two parts, input and labels, not " + batch.length);
        }
        return withHooks("forward", () -> forward(batch[0], batch[1]), (Object[]) batch);
    }

    /** The loss of a batch by name; the labels are under the label key, the input under the other one. */
    @Override
    public Variable apply(Map<String, Variable> batch) {
        if (labelKey == null || !batch.containsKey(labelKey) || batch.size() != 2) {
            throw new IllegalArgumentException("Classifier: expected one input and the labels under the key '"
                    + labelKey + "', not " + batch.keySet());
        }
        Map<String, Variable> rest = new LinkedHashMap<>(batch);
        Variable labels = rest.remove(labelKey);
        return apply(rest.values().iterator().next(), labels);
    }

    private Variable forward(Variable x, Variable t) {
        y = null;
        loss = null;
        accuracy = null;
        y = ((Layer) predictor).apply(x);
        loss = lossFunction.apply(y, t);
        Chainer.report("loss", loss, this);
        if (computeAccuracy) {
            accuracy = accuracyFunction.apply(y, t);
            Chainer.report("accuracy", accuracy, this);
        }
        return loss;
    }
}
