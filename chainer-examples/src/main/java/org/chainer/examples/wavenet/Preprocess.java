package org.chainer.examples.wavenet;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.dataset.Tuple;

/** Makes an example of a sound: one-hot values, spectrogram, and the values that come next. */
final class Preprocess {
    private final int length;
    private final int values;
    private final MuLaw muLaw;
    private final MelSpectrogram spectrogram;

    /**
     * How to.
     *
     * @param length samples of an example
     * @param values how many values a sample can have
     * @param bands bands of the spectrogram
     */
    Preprocess(int length, int values, int bands) {
        this.length = length;
        this.values = values;
        this.muLaw = new MuLaw(values);
        this.spectrogram = new MelSpectrogram(Sounds.RATE, bands);
    }

    /** Tuples (one-hot (values, length), spectrogram (bands, length / 256), next values (length)), from anywhere in the sound. */
    Tuple example(float[] sound) {
        float[] piece = Arrays.copyOf(sound, length + 1);
        if (sound.length > length + 1) {
            int start = ThreadLocalRandom.current().nextInt(sound.length - length);
            piece = Arrays.copyOfRange(sound, start, start + length + 1);
        }
        int[] quantized = muLaw.transform(piece);
        float[] oneHot = new float[values * length];
        for (int i = 0; i < length; i++) {
            oneHot[quantized[i] * length + i] = 1;
        }
        return Tuple.of(
                NDArray.of(oneHot).reshape(values, length),
                condition(piece, length / MelSpectrogram.HOP),
                NDArray.of(Arrays.copyOfRange(quantized, 1, length + 1)).astype(DType.INT32));
    }

    /** The spectrogram (bands, windows). */
    NDArray condition(float[] sound, int windows) {
        float[] of = spectrogram.of(sound, windows);
        return NDArray.of(of).reshape(of.length / windows, windows);
    }
}
