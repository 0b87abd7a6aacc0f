package org.chainer.examples.textclassification;

import java.util.Arrays;
import java.util.List;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.LossFunction;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.evaluation.Accuracy;
import org.chainer.functions.loss.SoftmaxCrossEntropy;
import org.chainer.links.connection.Linear;

/** An encoder of texts, and scores of classes from its vectors. Batches: all texts, then all classes, each one-dimensional. */
final class TextClassifier extends Chain implements LossFunction {
    private Encoder encoder;
    private Linear output;
    private final double dropout;

    TextClassifier(Encoder encoder, int classes) {
        this.encoder = encoder;
        this.output = new Linear(encoder.outUnits(), classes);
        this.dropout = 0.1;
    }

    @Override
    public Variable apply(Variable... batch) {
        return withHooks("forward", () -> forward(batch), (Object[]) batch);
    }

    private Variable forward(Variable[] batch) {
        int size = batch.length / 2;
        Variable scores =
                scores(Arrays.stream(batch, 0, size).map(Variable::array).toList());
        Variable classes = F.concat(Arrays.asList(batch).subList(size, 2 * size), 0);
        Variable loss = SoftmaxCrossEntropy.softmaxCrossEntropy(scores, classes);
        Chainer.report("loss", loss, this);
        Chainer.report("accuracy", Accuracy.accuracy(scores, classes), this);
        return loss;
    }

    private Variable scores(List<NDArray> texts) {
        return output.apply(F.dropout(encoder.encode(texts), dropout));
    }

    /** Probabilities (batch, classes). */
    NDArray predict(List<NDArray> texts) {
        return F.softmax(scores(texts)).array();
    }
}
