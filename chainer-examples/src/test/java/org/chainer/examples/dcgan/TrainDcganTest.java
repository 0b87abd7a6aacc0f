package org.chainer.examples.dcgan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainDcganTest {
    @TempDir
    Path folder;

    private ExampleRun train(String... resume) {
        String options =
                "dcgan --limit 500 --ch 32 -b 20 -e 5 --snapshot_interval 125 --display_interval 25 --out " + folder;
        String[] args = options.split(" ");
        String[] all = java.util.Arrays.copyOf(args, args.length + resume.length);
        System.arraycopy(resume, 0, all, args.length, resume.length);
        return ExampleRun.of(all);
    }

    @Test
    void theDiscriminatorLearnsToTellImagesApart() {
        ExampleRun run = train();
        assertThat(run.errors()).isEmpty();
        List<Double> losses = PrintedNumbers.all(run, "(?m)^(?:\\x1b\\[J)?\\d+ +\\d+ +[\\d.]+ +([\\d.]+)");
        assertThat(Collections.min(losses))
                .as("loss of the discriminator; of one that cannot tell: 2 ln 2 = 1.386")
                .isLessThan(1.2);
        assertThat(run.output()).contains("gen/loss", "dis/loss", "made-up shapes (500 images", "before training:");
        assertThat(folder.resolve("preview/image00000125.png")).isNotEmptyFile();
        assertThat(folder.resolve("gen_iter_125.npz")).exists();
        assertThat(train("--resume", folder.resolve("snapshot_iter_125.npz") + "")
                        .status())
                .isZero();
    }
}
