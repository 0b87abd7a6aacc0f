package org.chainer.examples.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainer.examples.ExampleRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainMnistTest {
    @TempDir
    Path folder;

    static double accuracy(ExampleRun run) {
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
        Matcher matcher = Pattern.compile("test accuracy: ([\\d.]+)").matcher(run.output());
        assertThat(matcher.find())
                .as("a line with the accuracy in:%n%s", run.output())
                .isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    @Test
    void itLearnsMadeUpDigitsAndLeavesItsFiles() throws Exception {
        ExampleRun run = ExampleRun.of(
                "mnist", "--limit", "1000", "--unit", "64", "--epoch", "8", "--batchsize", "50", "--out", folder + "");
        assertThat(accuracy(run)).as("one in ten is chance").isGreaterThan(0.6);
        assertThat(run.output())
                .contains("data: made-up digits (1,000 images to train on, 1,000 for the test)")
                .contains("# unit: 64", "# Minibatch-size: 50", "# epoch: 8", "validation/main/accuracy")
                .containsPattern("/predictor/l1 +Linear +\\(2, 64\\) +50,240");
        assertThat(folder.resolve("snapshot_iter_160")).exists();
        assertThat(Files.readString(folder.resolve("cg.dot"))).contains("LinearFunction", "SoftmaxCrossEntropy");
        for (String picture : new String[] {"loss", "accuracy", "predictions", "confusion", "cg"}) {
            assertThat(folder.resolve(picture + ".png")).isNotEmptyFile();
        }
    }
}
