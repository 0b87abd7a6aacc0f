package org.chainer.examples.pos;

import java.util.Arrays;
import java.util.List;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.LossFunction;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.loss.CRF1d;

/** Scores of each tag for each word, and a conditional random field over the tags of a sentence. */
final class CRF extends Chain implements LossFunction {
    private EmbedID feature;
    private CRF1d crf;

    CRF(int words, int tags) {
        feature = new EmbedID(words, tags);
        crf = new CRF1d(tags);
    }

    /** The loss: first the words of all sentences, then their tags, each one-dimensional. */
    @Override
    public Variable apply(Variable... batch) {
        return withHooks("forward", () -> forward(batch), (Object[]) batch);
    }

    private Variable forward(Variable[] batch) {
        int size = batch.length / 2;
        List<Variable> scores = scores(Arrays.asList(batch).subList(0, size));
        List<Variable> tags = Arrays.asList(batch).subList(size, 2 * size);
        Variable loss = crf.apply(scores, tags, "mean", true);
        Chainer.report("loss", loss, this);

        List<NDArray> predicted = crf.argmax(scores, true).path();
        int correct = 0;
        int total = 0;
        for (int i = 0; i < size; i++) {
            int[] expected = tags.get(i).array().toIntArray();
            int[] got = predicted.get(i).toIntArray();
            for (int t = 0; t < expected.length; t++) {
                correct += expected[t] == got[t] ? 1 : 0;
            }
            total += expected.length;
        }
        Chainer.report("correct", correct, this);
        Chainer.report("total", total, this);
        return loss;
    }

    /** The best tags of sentences. */
    List<NDArray> argmax(List<Variable> sentences) {
        return crf.argmax(scores(sentences), true).path();
    }

    private List<Variable> scores(List<Variable> sentences) {
        return sentences.stream().map(feature::apply).toList();
    }
}
