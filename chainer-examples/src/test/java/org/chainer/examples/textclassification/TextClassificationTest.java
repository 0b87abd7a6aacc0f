package org.chainer.examples.textclassification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextClassificationTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"cnn, 6", "rnn, 7", "bow, 12"})
    void itClassifiesBetterThanByTheMostFrequentClass(String model, String epochs) {
        ExampleRun run = ExampleRun.of(
                "text-classification",
                "--model",
                model,
                "--epoch",
                epochs,
                "--limit",
                "1000",
                "--unit",
                "48",
                "--dropout",
                "0.1",
                "--batchsize",
                "16",
                "--out",
                folder.toString());
        double trivial = PrintedNumbers.last(run, "most frequent class is right for ([\\d.]+)");
        double accuracy =
                PrintedNumbers.last(run, "(?m)^(?:\\033\\[J)?" + epochs + " +[\\d.]+ +[\\d.]+ +[\\d.]+ +([\\d.]+)");
        assertThat(accuracy).isGreaterThan(trivial + 0.1);
        assertThat(run.output()).contains("data: made-up reviews");
    }

    @Test
    void theTrainedModelClassifiesSentencesTypedIn() {
        ExampleRun train = ExampleRun.of(
                "text-classification",
                "--epoch",
                "7",
                "--limit",
                "1200",
                "--unit",
                "48",
                "--batchsize",
                "16",
                "--dropout",
                "0.1",
                "--out",
                folder.toString());
        assertThat(train.status()).isZero();
        InputStream in = System.in;
        try {
            System.setIn(new ByteArrayInputStream(
                    "The film is WONDERFUL\n\nthe plot is awful\n".getBytes(Charset.defaultCharset())));
            ExampleRun run = ExampleRun.of(
                    "text-classification-run",
                    "--model-setup",
                    folder.resolve("args.json").toString());
            assertThat(run.errors()).isEmpty();
            assertThat(run.output().lines().toList())
                    .satisfiesExactly(
                            line -> assertThat(line).isEqualTo("Enter inputs for Online Predictions"),
                            line -> assertThat(line).matches("0\\t0\\.\\d{4}\\tthe film is wonderful"),
                            line -> assertThat(line).isEqualTo("# blank line"),
                            line -> assertThat(line).matches("1\\t0\\.\\d{4}\\tthe plot is awful"));
        } finally {
            System.setIn(in);
        }
    }

    @Test
    void itReadsFilesWithAClassAndATextALine() throws Exception {
        Files.writeString(folder.resolve("TREC.train.all"), "0 how far is it ?\n1 who was he ?\n".repeat(10));
        Files.writeString(folder.resolve("TREC.test.all"), "0 how far is that ?\n");
        String[] args = {
            "text-classification",
            "--dataset",
            "TREC",
            "--data",
            folder.toString(),
            "--unit",
            "6",
            "--epoch",
            "1",
            "--batchsize",
            "10",
            "--out",
            folder.resolve("out").toString()
        };
        ExampleRun run = ExampleRun.of(args);
        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).contains("# train data: 20", "# test  data: 1", "# vocab: 10", "# class: 2");
        Files.writeString(folder.resolve("TREC.test.all"), "how far is that ?\n");
        assertThat(ExampleRun.of(args).errors()).contains("line 1", "TREC.test.all", "no class and text");
        args[2] = "imdb.fine";
        assertThat(ExampleRun.of(args).errors()).contains("there is no train or aclImdb/train in " + folder);
    }
}
