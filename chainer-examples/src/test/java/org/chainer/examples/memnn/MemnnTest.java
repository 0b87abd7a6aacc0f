package org.chainer.examples.memnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemnnTest {
    @TempDir
    Path folder;

    @Test
    void itAnswersQuestionsOnMadeUpStories() {
        String model = folder.resolve("model").toString();
        ExampleRun run = ExampleRun.of(
                "memnn", "--epoch", "15", "--batchsize", "32", "--model", model, "--out", folder.toString());
        double trivial = PrintedNumbers.last(run, "most frequent answer is right in ([\\d.]+)");
        double accuracy = PrintedNumbers.last(run, "(?m)^(?:\\033\\[J)?15 +[\\d.]+ +[\\d.]+ +[\\d.]+ +([\\d.]+)");
        assertThat(100 * accuracy).isGreaterThan(trivial + 20);
        ExampleRun test = ExampleRun.of("memnn-test", model);
        assertThat(PrintedNumbers.last(test, "Accuracy: ([\\d.]+)%")).isGreaterThan(trivial + 10);
        assertThat(test.output()).contains("Test data: made-up stories: 3", "where is ");
    }

    @Test
    void itReadsStoriesInTheBabiFormat() throws Exception {
        Path train = Files.write(folder.resolve("train.txt"), SyntheticStories.lines(5, 4));
        Path test = Files.write(folder.resolve("test.txt"), SyntheticStories.lines(6, 2));
        String model = folder.resolve("model").toString();
        ExampleRun run = ExampleRun.of(
                "memnn",
                train.toString(),
                test.toString(),
                "--epoch",
                "1",
                "--sentence-repr",
                "pe",
                "--max-memory",
                "3",
                "--model",
                model,
                "--out",
                folder.toString());
        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).contains("Training data: " + train + ": 4", "Test data: " + test + ": 2");
        ExampleRun answers = ExampleRun.of("memnn-test", model, test.toString());
        assertThat(answers.output()).contains("of 10)");

        Files.writeString(test, "Mary went to the hall\n");
        assertThat(ExampleRun.of("memnn-test", model, test.toString()).errors())
                .contains("line 1", "not in the bAbI format", "Mary went");
    }
}
