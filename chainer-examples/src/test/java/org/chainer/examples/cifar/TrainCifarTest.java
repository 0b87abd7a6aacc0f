package org.chainer.examples.cifar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCifarTest {
    @TempDir
    Path folder;

    @Test
    void itLearnsShapes() {
        ExampleRun run = ExampleRun.of(
                "cifar",
                "--limit",
                "500",
                "--ch",
                "4",
                "--epoch",
                "16",
                "-b",
                "20",
                "-l",
                "0.02",
                "--out",
                folder + "");
        assertThat(PrintedNumbers.after(run, "test accuracy:"))
                .as("one guess in ten is right by chance")
                .isGreaterThan(0.5);
        assertThat(run.output())
                .contains("data: made-up shapes (500 images of 10 classes to train on, 500 for the test)");
        assertThat(folder.resolve("predictions.png")).isNotEmptyFile();
        assertThat(folder.resolve("snapshot_epoch_16")).exists();
    }

    @Test
    void aWrongDataSetIsAnsweredWithTheNearest() {
        ExampleRun run = ExampleRun.of("cifar", "--dataset", "cifar-10");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).contains("Did you mean: cifar10");
    }

    @Test
    void theNetworkIsChainersToTheParameter() {
        var model = new VGG(10);
        model.apply(org.chainer.array.NDArray.zeros(org.chainer.array.DType.FLOAT32, 2, 3, 32, 32));
        // 14,710,464 in convolutions, 2 for each channel in normalisations, and 512·512 + 512·10 in the linear layers
        assertThat(model.countParams()).isEqualTo(14_710_464 + 2 * (4_224 + 512) + 512 * 512 + 512 * 10);
        assertThat(model.namedParams())
                .containsKeys("/block1_1/conv/W", "/block5_3/bn/gamma", "/bn_fc1/beta", "/fc2/W");
    }
}
