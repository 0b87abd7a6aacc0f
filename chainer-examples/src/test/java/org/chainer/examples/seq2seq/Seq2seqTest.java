package org.chainer.examples.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainer.datasets.SyntheticTranslation;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Seq2seqTest {
    @TempDir
    Path folder;

    @Test
    void translationsBeatTheOneSentenceThatFitsAllBest() {
        ExampleRun run = ExampleRun.of(
                "seq2seq",
                "--limit",
                "1600",
                "--unit",
                "128",
                "--batchsize",
                "32",
                "--epoch",
                "3",
                "--log-interval",
                "50",
                "--validation-interval",
                "150",
                "--out",
                folder.toString());
        double bleu = PrintedNumbers.last(run, "BLEU of the validation sentences: ([\\d.]+)");
        double trivial = PrintedNumbers.last(run, "whatever the source: ([\\d.]+)");
        assertThat(bleu).isGreaterThan(trivial + 0.08);
        assertThat(run.output()).contains("data: two made-up languages", "# source : ", "# result : ", "# expect : ");
        assertThat(folder.resolve("bleu.png")).exists();
    }

    @Test
    void itReadsFilesOfSentences() throws Exception {
        new SyntheticTranslation(1, 60).writeTo(folder);
        String[] files = {"source.txt", "target.txt", "source.vocab.txt", "target.vocab.txt"};
        String[] args = {
            "seq2seq",
            "",
            "",
            "",
            "",
            "--validation-source",
            folder.resolve(files[0]).toString(),
            "--validation-target",
            folder.resolve(files[1]).toString(),
            "--unit",
            "8",
            "--layer",
            "2",
            "--epoch",
            "1",
            "--log-interval",
            "1",
            "--validation-interval",
            "1",
            "--max-source-sentence",
            "6",
            "--out",
            folder.resolve("out").toString()
        };
        for (int i = 0; i < 4; i++) {
            args[i + 1] = folder.resolve(files[i]).toString();
        }
        ExampleRun run = ExampleRun.of(args);
        assertThat(run.errors()).isEmpty();
        assertThat(PrintedNumbers.last(run, "Train data size: (\\d+)")).isBetween(1.0, 59.0);
        assertThat(run.output()).contains("Train source unknown ratio: 0.00%", "Validation data: 60");

        Files.writeString(folder.resolve("target.txt"), "only one line\n");
        assertThat(ExampleRun.of(args).errors()).contains("60 lines", "target.txt has 1");
    }

    @Test
    void someFilesAreNotEnough() {
        ExampleRun run = ExampleRun.of("seq2seq", "source.txt");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).contains("four files are expected");
    }

    @Test
    void bleuIsThatOfTheDefinition() {
        List<String> reference = List.of("the", "cat", "is", "on", "the", "mat");
        assertThat(Bleu.corpus(List.of(reference), List.of(reference))).isEqualTo(1);
        assertThat(Bleu.corpus(List.of(reference), List.of(List.of("a", "dog"))))
                .isZero();
        // Unigrams 5/6, pairs 3/5, triples 1/4, and no four in a row: 0.1/3.
        assertThat(Bleu.corpus(List.of(reference), List.of(List.of("the", "cat", "sat", "on", "the", "mat"))))
                .isCloseTo(Math.pow(5.0 / 6 * 3 / 5 * 1 / 4 * 0.1 / 3, 0.25), within(1e-12));
        // Two words too short: e^(1 - 6/4).
        assertThat(Bleu.corpus(List.of(reference), List.of(reference.subList(0, 4))))
                .isCloseTo(Math.exp(-0.5), within(1e-12));
    }
}
