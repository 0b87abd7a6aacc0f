package org.chainer.examples.pos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainPosTest {
    @TempDir
    Path folder;

    @Test
    void itTagsBetterThanEachWordsMostFrequentTag() {
        ExampleRun run = ExampleRun.of("pos", "--limit", "1000", "--epoch", "6", "--out", folder.toString());
        double baseline = PrintedNumbers.last(run, "most frequent tag: ([\\d.]+)");
        double accuracy = PrintedNumbers.last(run, "(?m)^(?:\\033\\[J)?6 +[\\d.]+ +[\\d.]+ +[\\d.]+ +([\\d.]+)");
        assertThat(accuracy).isGreaterThan(baseline + 0.08);
        assertThat(run.output()).contains("data: made-up sentences", "/NN", "/VB");
    }

    @Test
    void itReadsTheFormatOfTheBrownCorpus() throws Exception {
        Files.writeString(
                folder.resolve("ca01"),
                "The/at watch/nn stopped/vbd ./.\n\n\tThey/ppss watch/vb it/ppo ./.\n".repeat(10));
        ExampleRun run = ExampleRun.of(
                "pos",
                "--data",
                folder.toString(),
                "--epoch",
                "1",
                "--out",
                folder.resolve("out").toString());
        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).contains("# of sentences: 20", "# of words: 6", "# of pos: 7");

        Files.writeString(folder.resolve("ca02"), "no tags here\n");
        assertThat(ExampleRun.of("pos", "--data", folder.toString()).errors()).contains("ca02", "'no' has no tag");
    }
}
