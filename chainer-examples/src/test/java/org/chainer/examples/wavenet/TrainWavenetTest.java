package org.chainer.examples.wavenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.chainer.Chainer;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.array.Slice;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainWavenetTest {
    @TempDir
    Path folder;

    @Test
    void itLearnsTonesAndMakesOne() throws Exception {
        String[] sizes = {"--n_loop", "1", "--n_layer", "5", "--r_channels", "16", "--s_channels", "32"};
        ExampleRun run = ExampleRun.of(with(
                sizes, "wavenet", "--limit", "20", "--length", "512", "-b", "2", "-e", "12", "--out", folder + ""));
        double frequencies = PrintedNumbers.after(run, "of the values' frequencies alone:");
        assertThat(PrintedNumbers.after(run, "validation loss:")).isLessThan(0.85 * frequencies);
        assertThat(run.output()).contains("data: made-up tones (18 sounds to train on, 2 to validate)");
        Path wave = folder.resolve("made.wav");
        ExampleRun made = ExampleRun.of(with(
                sizes,
                "wavenet-generate",
                "--windows",
                "1",
                "-m",
                folder.resolve("snapshot_iter_108") + "",
                "-o",
                wave + ""));
        assertThat(made.errors()).isEmpty();
        assertThat(made.output()).contains("256 samples");
        assertThat(Files.size(wave)).isEqualTo(44 + 2 * 256);
    }

    private static String[] with(String[] sizes, String... args) {
        String[] all = Arrays.copyOf(args, args.length + sizes.length);
        System.arraycopy(sizes, 0, all, args.length, sizes.length);
        return all;
    }

    @Test
    void soundsMadeStepByStepSeeWhatTrainingSees() {
        var net = new WaveNet(2, 3, 8, 4, 6, true);
        NDArray x = RandomState.shared().uniform(0, 1, DType.FLOAT32, 1, 8, 20);
        List<Variable> conditions = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> new Variable(RandomState.shared().uniform(-1, 1, DType.FLOAT32, 1, 8, 20), false))
                .toList();
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            NDArray whole = net.apply(new Variable(x, false), conditions).array();
            net.initialize(1);
            for (long t = 0; t < 20; t++) {
                Slice now = Slice.of(t, t + 1);
                Variable y = net.generate(
                        new Variable(x, false).get(Slice.ellipsis(), now),
                        conditions.stream()
                                .map(c -> c.get(Slice.ellipsis(), now))
                                .toList());
                assertThat(y.array().allClose(whole.get(Slice.ellipsis(), now), 1e-3, 1e-4))
                        .as("scores of sample " + t)
                        .isTrue();
            }
        }
    }

    @Test
    void muLawAndSoundFilesGoBothWays() throws Exception {
        float[] tone = Sounds.madeUp(3, 1, 4096).get(0);
        var law = new MuLaw(256);
        float[] back = law.inverse(law.transform(tone));
        for (int i = 0; i < tone.length; i++) {
            assertThat(back[i]).isCloseTo(tone[i], within(0.05f));
        }
        Path file = folder.resolve("tone.wav");
        Sounds.write(file, tone);
        assertThat(Sounds.read(file)).hasSize(4096);
    }

    @Test
    void theSpectrogramOfAToneHasItsBand() {
        float[] tone = new float[4096];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) Math.sin(2 * Math.PI * 1000 * i / Sounds.RATE);
        }
        float[] spectrogram = new MelSpectrogram(Sounds.RATE, 80).of(tone, 8);
        int loudest = 0;
        for (int band = 0; band < 80; band++) {
            loudest = spectrogram[band * 8 + 4] > spectrogram[loudest * 8 + 4] ? band : loudest;
        }
        // 1 kHz is mel 15 of 45.25 up to 8 kHz: band 15 / 45.25 · 81 − 1
        assertThat(loudest).isBetween(25, 27);
        assertThat(spectrogram[loudest * 8 + 4]).isCloseTo(1f, within(0.05f));
    }

    @Test
    void aFolderWithoutSoundsIsRefused() {
        ExampleRun run = ExampleRun.of("wavenet", "--data", folder + "");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).contains("wav48", "VCTK");
    }
}
