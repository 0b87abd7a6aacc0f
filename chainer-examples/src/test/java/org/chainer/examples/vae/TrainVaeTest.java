package org.chainer.examples.vae;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainVaeTest {
    @TempDir
    Path folder;

    @Test
    void itsBoundIsBetterThanTheMeanImages() {
        ExampleRun run = ExampleRun.of(
                "vae", "--limit", "1000", "--dim-h", "100", "-z", "8", "-e", "12", "-b", "20", "--out", folder + "");
        double meanImage = PrintedNumbers.after(run, "of the mean image, which needs no code:");
        assertThat(PrintedNumbers.after(run, "test loss:")).isLessThan(0.9 * meanImage);
        for (String name : new String[] {"train", "train_reconstructed", "test", "test_reconstructed", "sampled"}) {
            assertThat(folder.resolve(name + ".png")).isNotEmptyFile();
        }
    }

    @Test
    void severalSamplesAndBlackAndWhiteImagesWork() {
        ExampleRun run = ExampleRun.of(
                "vae",
                "--test",
                "--limit",
                "200",
                "--dim-h",
                "20",
                "-k",
                "3",
                "--binary",
                "-e",
                "2",
                "--out",
                folder + "");
        assertThat(PrintedNumbers.after(run, "test loss:")).isPositive();
    }
}
