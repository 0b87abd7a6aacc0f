package org.chainer.examples.seq2seq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.LossFunction;
import org.chainer.Name;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.functions.F;
import org.chainer.functions.loss.SoftmaxCrossEntropy;
import org.chainer.functions.rnn.NStepLSTM.Result;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;
import org.chainer.links.rnn.NStepLSTM;

/**
 * Sequence to sequence: LSTM layers read the source from its end to its start, and with their last state others write the target, word by word.
 *
 * @see <a href="https://arxiv.org/abs/1409.3215">Sutskever et al., Sequence to Sequence Learning with Neural Networks, 2014</a>
 */
final class Seq2seq extends Chain implements LossFunction {
    static final int UNK = 0;
    static final int EOS = 1;
    private static final double DROPOUT = 0.1;

    @Name("embed_x")
    private EmbedID embedX;

    @Name("embed_y")
    private EmbedID embedY;

    private NStepLSTM encoder;
    private NStepLSTM decoder;

    @Name("W")
    private Linear w;

    Seq2seq(int layers, int sourceVocabulary, int targetVocabulary, int units) {
        embedX = new EmbedID(sourceVocabulary, units);
        embedY = new EmbedID(targetVocabulary, units);
        encoder = new NStepLSTM(layers, units, units, DROPOUT);
        decoder = new NStepLSTM(layers, units, units, DROPOUT);
        w = new Linear(units, targetVocabulary);
    }

    /** The loss a sentence: first all sources, then as many targets, each one-dimensional. */
    @Override
    public Variable apply(Variable... batch) {
        return withHooks("forward", () -> forward(batch), (Object[]) batch);
    }

    private Variable forward(Variable[] batch) {
        int size = batch.length / 2;
        List<NDArray> in = new ArrayList<>();
        List<NDArray> out = new ArrayList<>();
        NDArray eos = NDArray.of(EOS).toDevice(device());
        for (NDArray target : arrays(batch, size, 2 * size)) {
            in.add(NDArrays.concatenate(0, eos, target));
            out.add(NDArrays.concatenate(0, target, eos));
        }
        Result read = encoder.apply(null, null, embedded(embedX, reversed(arrays(batch, 0, size))));
        List<Variable> written =
                decoder.apply(read.hy(), read.cy(), embedded(embedY, in)).ys();
        Variable words = new Variable(NDArrays.concatenate(out, 0), false);
        Variable mean = SoftmaxCrossEntropy.softmaxCrossEntropy(w.apply(F.concat(written, 0)), words);
        Variable loss = mean.mul((double) words.size() / size);
        Chainer.report("loss", loss, this);
        Chainer.report("perp", Math.exp(mean.item()), this);
        return loss;
    }

    private static List<NDArray> arrays(Variable[] batch, int from, int to) {
        return Arrays.stream(batch, from, to).map(Variable::array).toList();
    }

    /** All sequences through the table at once. */
    private static List<Variable> embedded(EmbedID embed, List<NDArray> sequences) {
        long[] ends = new long[sequences.size() - 1];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = (i == 0 ? 0 : ends[i - 1]) + sequences.get(i).size();
        }
        return List.of(F.splitAxis(embed.apply(NDArrays.concatenate(sequences, 0)), ends, 0));
    }

    private static List<NDArray> reversed(List<NDArray> sequences) {
        return sequences.stream().map(sequence -> sequence.flip(0)).toList();
    }

    /** The translations of sentences, without the end mark: at each place the word with the highest score. */
    List<List<Integer>> translate(List<NDArray> sources, int maxLength) {
        List<List<Integer>> translations = new ArrayList<>();
        boolean[] ended = new boolean[sources.size()];
        try (Chainer.Scope mode = Chainer.noBackpropMode();
                Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
            Result read = encoder.apply(null, null, embedded(embedX, reversed(sources)));
            Variable h = read.hy();
            Variable c = read.cy();
            int[] words = new int[sources.size()];
            Arrays.fill(words, EOS);
            sources.forEach(s -> translations.add(new ArrayList<>()));
            for (int i = 0; i < maxLength && !allTrue(ended); i++) {
                Variable ids = new Variable(NDArray.of(words).toDevice(device()), false);
                List<Variable> steps = List.of(F.splitAxis(embedY.apply(ids), sources.size(), 0));
                Result step = decoder.apply(h, c, steps);
                h = step.hy();
                c = step.cy();
                words = w.apply(F.concat(step.ys(), 0)).array().argMax(1).toIntArray();
                for (int s = 0; s < words.length; s++) {
                    ended[s] |= words[s] == EOS;
                    if (!ended[s]) {
                        translations.get(s).add(words[s]);
                    }
                }
            }
        }
        return translations;
    }

    private static boolean allTrue(boolean[] values) {
        for (boolean value : values) {
            if (!value) {
                return false;
            }
        }
        return true;
    }
}
