package org.chainer.examples.ptb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.chainer.datasets.SyntheticLanguage;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The custom loop and the generator of text. */
class GenerateTextTest {
    @TempDir
    static Path folder;

    private static Path model;
    private static ExampleRun training;

    @BeforeAll
    static void train() {
        training = ExampleRun.of(
                "ptb-custom-loop",
                "--test",
                "--unit",
                "24",
                "--batchsize",
                "10",
                "--bproplen",
                "10",
                "--dropout",
                "0",
                "--epoch",
                "60",
                "--out",
                folder.toString());
        model = folder.resolve("rnnlm.model");
    }

    private static ExampleRun generate(String text, String... more) {
        String[] args = {"ptb-gentxt", "--model", model.toString(), "--primetext", text};
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return ExampleRun.of(all);
    }

    @Test
    void theCustomLoopLearns() {
        List<Double> perplexities = PrintedNumbers.all(training, "training perplexity: ([\\d.]+)");
        assertThat(perplexities).hasSize(3);
        assertThat(perplexities.get(2)).isLessThan(0.5 * perplexities.get(0));
        assertThat(training.output()).contains("#vocab = ", "epoch: 60", "test perplexity: ", "save the optimizer");
        assertThat(folder.resolve("rnnlm.state")).exists();
    }

    @Test
    void theCustomLoopGoesOn() {
        ExampleRun more = ExampleRun.of(
                "ptb-custom-loop",
                "--test",
                "--unit",
                "24",
                "--batchsize",
                "10",
                "--bproplen",
                "10",
                "--dropout",
                "0",
                "--epoch",
                "20",
                "--resume",
                folder.toString(),
                "--out",
                folder.resolve("more").toString());
        double before = PrintedNumbers.last(training, "training perplexity: ([\\d.]+)");
        assertThat(PrintedNumbers.all(more, "training perplexity: ([\\d.]+)").get(0))
                .isLessThan(before);
        assertThat(ExampleRun.of(
                                "ptb-custom-loop",
                                "--resume",
                                folder.resolve("none").toString(),
                                "--out",
                                folder.toString())
                        .errors())
                .contains("--resume: there is no folder", "rnnlm.model");
    }

    @Test
    void textGoesOnInTheWordsOfTheLanguage() {
        SyntheticLanguage language = new SyntheticLanguage(0);
        String first = language.text(language.train()[0]);
        String second = language.text(language.train()[1]);
        ExampleRun run = generate(first + " " + second, "--length", "12");
        assertThat(run.errors()).isEmpty();
        String[] words = run.output().strip().split(" ");
        assertThat(words).hasSize(14).startsWith(first, second);
        for (String word : words) {
            assertThat(word.equals(".") || language.vocabulary().containsKey(word))
                    .as(word)
                    .isTrue();
        }
        assertThat(generate(first + " " + second, "--length", "12").output()).isEqualTo(run.output());
        assertThat(generate(first + " " + second, "--length", "12", "--seed", "5")
                        .output())
                .isNotEqualTo(run.output());
        assertThat(generate(first, "--length", "3", "--sample", "-1").output())
                .isEqualTo(generate(first, "--length", "3", "--sample", "-1", "--seed", "9")
                        .output());
    }

    @Test
    void unknownWordsAndOtherFilesAreNamed() throws Exception {
        ExampleRun unknown = generate("xyzzy");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.errors()).contains("'xyzzy' is not among the model's", "some of them: ");
        java.nio.file.Files.copy(folder.resolve("rnnlm.state"), folder.resolve("other"));
        ExampleRun other =
                ExampleRun.of("ptb-gentxt", "--model", folder.resolve("other").toString(), "--primetext", "a");
        assertThat(other.errors()).contains("is no model that 'ptb' has saved");
    }
}
