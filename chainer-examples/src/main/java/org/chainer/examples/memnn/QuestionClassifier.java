package org.chainer.examples.memnn;

import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.LossFunction;
import org.chainer.Variable;
import org.chainer.functions.evaluation.Accuracy;
import org.chainer.functions.loss.SoftmaxCrossEntropy;

/** The loss of a network's answers. Batches: sentences (batch, memory, length), questions (batch, length), answers (batch). */
final class QuestionClassifier extends Chain implements LossFunction {
    private MemNN predictor;

    QuestionClassifier(MemNN predictor) {
        this.predictor = predictor;
    }

    @Override
    public Variable apply(Variable... batch) {
        return withHooks("forward", () -> forward(batch), (Object[]) batch);
    }

    private Variable forward(Variable[] batch) {
        Variable scores = predictor.answer(batch[0].array(), batch[1].array());
        Variable loss = SoftmaxCrossEntropy.softmaxCrossEntropy(scores, batch[2]);
        Chainer.report("loss", loss, this);
        Chainer.report("accuracy", Accuracy.accuracy(scores, batch[2]), this);
        return loss;
    }
}
