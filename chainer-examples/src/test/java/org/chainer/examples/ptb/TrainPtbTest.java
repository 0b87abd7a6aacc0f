package org.chainer.examples.ptb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chainer.examples.ExampleRun;
import org.chainer.serializers.NpzFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainPtbTest {
    @TempDir
    Path folder;

    private ExampleRun train(String epochs, String... more) {
        String[] base = {
            "ptb",
            "--unit",
            "24",
            "--batchsize",
            "10",
            "--bproplen",
            "10",
            "--dropout",
            "0",
            "--test",
            "--epoch",
            epochs,
            "--out",
            folder.toString(),
            "--model",
            folder.resolve("model.npz").toString()
        };
        String[] args = java.util.Arrays.copyOf(base, base.length + more.length);
        System.arraycopy(more, 0, args, base.length, more.length);
        return ExampleRun.of(args);
    }

    @Test
    void itLearnsAHundredWordsAndLeavesItsFiles() throws Exception {
        ExampleRun run = train("30");
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.output())
                .contains("#vocab = ", "epoch       iteration   perplexity  val_perplexity", "test perplexity: ");
        String[] rows = run.output()
                .lines()
                .filter(line -> line.matches("(\\033\\[J)?\\d+ +\\d+ +[\\d.]+.*"))
                .toArray(String[]::new);
        assertThat(perplexity(rows[rows.length - 1])).isLessThan(0.5 * perplexity(rows[0]));
        assertThat(folder.resolve("log")).exists();
        assertThat(Files.size(folder.resolve("perplexity.png"))).isGreaterThan(1000);
        assertThat(folder.resolve("snapshot_iter_30")).exists();
        try (NpzFile model = new NpzFile(folder.resolve("model.npz"))) {
            assertThat(model.keys())
                    .containsExactlyInAnyOrder(
                            "predictor/embed/W",
                            "predictor/l1/lateral/W",
                            "predictor/l1/upward/W",
                            "predictor/l1/upward/b",
                            "predictor/l2/lateral/W",
                            "predictor/l2/upward/W",
                            "predictor/l2/upward/b",
                            "predictor/l3/W",
                            "predictor/l3/b");
        }
    }

    private static double perplexity(String row) {
        return Double.parseDouble(row.replace("\033[J", "").strip().split(" +")[2]);
    }

    @Test
    void itGoesOnFromASnapshot() throws Exception {
        train("5");
        ExampleRun run =
                train("10", "--resume", folder.resolve("snapshot_iter_5").toString());
        assertThat(run.status()).isZero();
        assertThat(folder.resolve("snapshot_iter_10")).exists();
        assertThat(Files.readString(folder.resolve("log")))
                .contains("\"iteration\": 10")
                .doesNotContain("\"iteration\": 5,");
    }
}
