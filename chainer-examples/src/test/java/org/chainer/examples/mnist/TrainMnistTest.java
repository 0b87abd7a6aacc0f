package org.chainer.examples.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One guess in ten is right by chance. */
class TrainMnistTest {
    private static final String ACCURACY = "test accuracy:";

    @TempDir
    Path folder;

    @Test
    void itLearnsMadeUpDigitsAndLeavesItsFiles() throws Exception {
        ExampleRun run = ExampleRun.of(
                "mnist", "--limit", "1000", "--unit", "64", "--epoch", "8", "--batchsize", "50", "--out", folder + "");
        assertThat(PrintedNumbers.after(run, ACCURACY)).isGreaterThan(0.6);
        assertThat(run.output())
                .contains("data: made-up digits (1,000 images to train on, 1,000 for the test)")
                .contains("# unit: 64", "# Minibatch-size: 50", "# epoch: 8", "validation/main/accuracy")
                .containsPattern("/predictor/l1 +Linear +\\(2, 64\\) +50,240");
        assertThat(folder.resolve("snapshot_iter_160")).exists();
        assertThat(Files.readString(folder.resolve("cg.dot"))).contains("LinearFunction", "SoftmaxCrossEntropy");
        for (String picture : new String[] {"loss", "accuracy", "predictions", "confusion", "cg"}) {
            assertThat(folder.resolve(picture + ".png")).isNotEmptyFile();
        }
        ExampleRun inference = ExampleRun.of(
                "mnist-inference", "--unit", "64", "--limit", "1000", "-s", folder.resolve("snapshot_iter_160") + "");
        assertThat(PrintedNumbers.after(inference, "Prediction:"))
                .isEqualTo(PrintedNumbers.after(inference, "Answer:"));
    }

    @Test
    void theLoopOfItsOwnLearnsAndGoesOn() {
        String[] first = {
            "mnist-custom-loop", "--limit", "500", "--unit", "64", "-e", "4", "-b", "25", "--out", folder + ""
        };
        double before = PrintedNumbers.after(ExampleRun.of(first), ACCURACY);
        assertThat(before).isGreaterThan(0.4);
        ExampleRun again = ExampleRun.of(
                "mnist-custom-loop",
                "--limit",
                "500",
                "--unit",
                "64",
                "-e",
                "3",
                "-b",
                "25",
                "--resume",
                folder + "",
                "--out",
                folder.resolve("more") + "");
        assertThat(PrintedNumbers.after(again, ACCURACY)).isGreaterThan(before);
        ExampleRun inference = ExampleRun.of(
                "mnist-inference", "--unit", "64", "--limit", "500", "-s", folder.resolve("mlp.model") + "");
        assertThat(PrintedNumbers.after(inference, "Answer:")).isBetween(0.0, 9.0);
    }

    @Test
    void aBatchSplitBetweenTwoDevicesTrainsTheModel() {
        ExampleRun run = ExampleRun.of(
                "mnist-data-parallel",
                "--limit",
                "500",
                "--unit",
                "64",
                "-e",
                "6",
                "-b",
                "50",
                "--device1",
                "reference",
                "--out",
                folder + "");
        assertThat(run.output()).contains(", reference");
        assertThat(PrintedNumbers.after(run, ACCURACY)).isGreaterThan(0.4);
    }

    @Test
    void aModelSplitBetweenTwoDevicesIsTrained() {
        ExampleRun run = ExampleRun.of(
                "mnist-model-parallel",
                "--limit",
                "500",
                "--unit",
                "64",
                "-e",
                "6",
                "-b",
                "25",
                "-D",
                "reference",
                "--out",
                folder + "");
        assertThat(PrintedNumbers.after(run, ACCURACY)).isGreaterThan(0.4);
    }

    @Test
    void itLearnsRealDigits() {
        Path data = Path.of("../../shared/data/mnist");
        for (Path up = Path.of("").toAbsolutePath(); up != null && !Files.exists(data); up = up.getParent()) {
            data = up.resolve("shared/data/mnist");
        }
        Assumptions.assumeTrue(
                Files.exists(data.resolve("t10k-images-idx3-ubyte.gz")), "the images of MNIST are not in shared/data");
        ExampleRun run = ExampleRun.of(
                "mnist", "--data", data + "", "--net", "cnn", "-u", "200", "-e", "3", "--out", folder + "");
        assertThat(run.output()).contains("MNIST", "9,000 images to train on, 1,000 for the test");
        assertThat(PrintedNumbers.after(run, ACCURACY)).isGreaterThan(0.96);
    }

    @Test
    void aFolderWithoutTheFilesIsRefused() {
        ExampleRun run = ExampleRun.of("mnist", "--data", folder.resolve("none") + "");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).contains("none", "is not there");
    }
}
