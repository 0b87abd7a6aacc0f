package org.chainer.examples.wavenet;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.array.Slice;
import org.chainer.functions.F;

/** A WaveNet with the network that prepares its conditions. */
final class EncoderDecoderModel extends Chain {
    private UpsampleNet encoder;
    private WaveNet decoder;

    EncoderDecoderModel(UpsampleNet encoder, WaveNet decoder) {
        this.encoder = encoder;
        this.decoder = decoder;
    }

    /** Values (batch, values, length) and spectrograms (batch, bands, length / 256) to scores (batch, values, length). */
    Variable apply(Variable x, Variable spectrogram) {
        return withHooks("forward", () -> decoder.apply(x, encoder.apply(spectrogram)), x, spectrogram);
    }

    /** Draws a sound sample by sample: 256 for each window of the spectrogram (1, bands, windows). */
    int[] generate(NDArray spectrogram, int values) {
        try (Chainer.Scope evaluation = Chainer.usingConfig(Config.TRAIN, false);
                Chainer.Scope mode = Chainer.noBackpropMode()) {
            List<Variable> conditions = encoder.apply(new Variable(spectrogram, false));
            int[] sound = new int[(int) conditions.get(0).dim(2)];
            decoder.initialize(1);
            NDArray x = spectrogram
                    .emptyLike(org.chainer.array.Shape.of(1, values, 1))
                    .fill(0);
            for (int i = 0; i < sound.length; i++) {
                List<Variable> now = new ArrayList<>();
                for (Variable condition : conditions) {
                    now.add(condition.get(Slice.ellipsis(), Slice.of(i, i + 1)));
                }
                Variable scores = decoder.generate(new Variable(x, false), now);
                double[] probabilities = F.softmax(scores, 1).array().toDoubleArray();
                sound[i] = RandomState.shared().choice(normalized(probabilities), 1)[0];
                x = x.zerosLike();
                x.set(1, Slice.at(0), Slice.at(sound[i]), Slice.at(0));
            }
            return sound;
        }
    }

    private static double[] normalized(double[] probabilities) {
        double sum = 0;
        for (double p : probabilities) {
            sum += p;
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }
}
