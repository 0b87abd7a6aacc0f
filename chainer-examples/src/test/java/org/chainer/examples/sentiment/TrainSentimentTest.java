package org.chainer.examples.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainer.Variable;
import org.chainer.datasets.SentimentTree;
import org.chainer.datasets.SyntheticSentiment;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainSentimentTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"recursive, 4", "minibatch, 15", "treelstm, 4"})
    void itLabelsSentencesBetterThanByTheMostFrequentLabel(String model, String epochs) {
        ExampleRun run = ExampleRun.of(
                "sentiment",
                "--model",
                model,
                "--epoch",
                epochs,
                "--epocheval",
                "4",
                "--limit",
                "150",
                "--out",
                folder.toString());
        double root = PrintedNumbers.last(run, "Root accuracy: ([\\d.]+)");
        double trivial = PrintedNumbers.last(run, "most frequent label is right for ([\\d.]+)");
        assertThat(root).isGreaterThan(trivial + 10);
        assertThat(run.output()).contains("data: made-up reviews");
    }

    @Test
    void treesAtOnceGiveTheSameAsTreesOneByOne() {
        List<SentimentTree> trees = SyntheticSentiment.getTrees(3, 20).asList();
        Vocabulary vocabulary = new Vocabulary();
        vocabulary.addAll(trees);
        var one = new RecursiveNet(vocabulary, 6, 5);
        var all = new LevelwiseNet(vocabulary, 6, 5);
        all.copyParams(one);
        Variable sum = one.apply(trees);
        Variable mean = all.apply(trees);
        long nodes = one.evaluate(trees).nodes();
        assertThat(mean.item() * nodes).isCloseTo(sum.item(), within(1e-3 * sum.item()));
        assertThat(all.evaluate(trees).correctNodes())
                .isEqualTo(one.evaluate(trees).correctNodes());
        assertThat(all.evaluate(trees).correctRoots())
                .isEqualTo(one.evaluate(trees).correctRoots());
        sum.backward();
        mean.backward();
        one.namedParams()
                .forEach((path, parameter) -> assertThat(
                                all.namedParams().get(path).grad().mul(nodes).allClose(parameter.grad(), 1e-3, 1e-3))
                        .as("gradient of " + path)
                        .isTrue());
    }

    @Test
    void itReadsTheTreebanksFilesAndGoesOn() throws Exception {
        String trees = "(3 (2 It) (4 (2 is) (4 good)))\n(1 (2 It) (0 (2 is) (0 bad)))\n";
        for (String file : List.of("train.txt", "dev.txt", "test.txt")) {
            Files.writeString(folder.resolve(file), trees);
        }
        Path out = folder.resolve("out");
        String snapshot = out.resolve("snapshot_epoch_5").toString();
        assertThat(train(out, "5").output()).contains("data: the trees in " + folder, "Root accuracy");
        assertThat(train(out, "10", "--resume", snapshot).status()).isZero();
        assertThat(out.resolve("snapshot_epoch_10")).exists();
    }

    private ExampleRun train(Path out, String epochs, String... more) {
        List<String> args = new ArrayList<>(List.of("sentiment", "--data", folder.toString(), "--epoch", epochs));
        args.addAll(List.of("--epocheval", "5", "--out", out.toString()));
        args.addAll(List.of(more));
        return ExampleRun.of(args.toArray(String[]::new));
    }
}
