package org.chainer.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.chainer.examples.ExampleRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TutorialTest {
    @TempDir
    Path folder;

    @Test
    void eachPartShowsWhatItIsAbout() {
        ExampleRun run = ExampleRun.of("tutorial", "--out", folder.toString());
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.output()).contains("the output has no history", "the extractor's parameters did not change");
        assertFalling(run.output(), "update \\d: loss per word ([\\d.]+)");
        assertFalling(run.output(), "words +\\d+ to \\d+: loss per word ([\\d.]+)");
        assertFalling(run.output(), "is the word a rare one\\? loss ([\\d.]+)");
        assertFalling(run.output(), "\\d+ +[\\d.]+ +([\\d.]+) +[\\d.]+");
        assertThat(folder.resolve("log")).exists();
    }

    private static void assertFalling(String output, String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(output);
        double[] numbers = DoubleStream.generate(() -> Double.NaN).limit(0).toArray();
        while (matcher.find()) {
            numbers = DoubleStream.concat(
                            DoubleStream.of(numbers), DoubleStream.of(Double.parseDouble(matcher.group(1))))
                    .toArray();
        }
        assertThat(numbers).as(regex).hasSizeGreaterThan(1);
        assertThat(numbers[numbers.length - 1]).as(regex).isLessThan(numbers[0]);
    }
}
