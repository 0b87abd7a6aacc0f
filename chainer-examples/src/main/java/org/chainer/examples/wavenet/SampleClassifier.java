package org.chainer.examples.wavenet;

import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.LossFunction;
import org.chainer.Variable;
import org.chainer.functions.F;

/** The loss of a model that guesses each next sample. */
final class SampleClassifier extends Chain implements LossFunction {
    private EncoderDecoderModel predictor;

    SampleClassifier(EncoderDecoderModel predictor) {
        this.predictor = predictor;
    }

    EncoderDecoderModel predictor() {
        return predictor;
    }

    /** Softmax cross entropy of values, spectrograms and next values. */
    @Override
    public Variable apply(Variable... batch) {
        return withHooks(
                "forward",
                () -> {
                    Variable scores = predictor.apply(batch[0], batch[1]);
                    Variable loss = F.softmaxCrossEntropy(scores, batch[2]);
                    Chainer.report("loss", loss, this);
                    Chainer.report("accuracy", F.accuracy(scores, batch[2]), this);
                    return loss;
                },
                (Object[]) batch);
    }
}
