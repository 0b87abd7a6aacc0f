package org.chainer.examples.word2vec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Word2vecTest {
    @TempDir
    Path folder;

    private ExampleRun train(String model, String outType, String epochs) {
        return ExampleRun.of(
                "word2vec",
                "--model",
                model,
                "--out-type",
                outType,
                "--unit",
                "32",
                "--epoch",
                epochs,
                "--window",
                "3",
                "--limit",
                "20000",
                "--batchsize",
                "200",
                "--out",
                folder.toString());
    }

    @ParameterizedTest
    @CsvSource({"skipgram, hsm, 3", "cbow, original, 4"})
    void wordsAroundTellMoreThanFrequencies(String model, String outType, String epochs) {
        ExampleRun run = train(model, outType, epochs);
        double loss = PrintedNumbers.last(run, "validation text: ([\\d.]+)");
        double byFrequency = PrintedNumbers.last(run, "by word frequencies alone: ([\\d.]+)");
        assertThat(loss).isLessThan(byFrequency - 0.1);
        assertThat(run.output()).contains("data: a made-up language");
    }

    @Test
    void neighboursOfAWordAreOfItsKindAndCanBeSearched() throws Exception {
        assertThat(train("skipgram", "ns", "15").status()).isZero();
        NearestWords vectors = NearestWords.read(folder.resolve("word2vec.model"));
        // The made-up language tells kinds of words by their endings; its adverbs are 36 of about 680 words.
        List<String> adverbs =
                vectors.words().stream().filter(w -> w.endsWith("ub")).limit(10).toList();
        long same = adverbs.stream()
                .flatMap(w -> vectors.nearest(w, 5).stream())
                .filter(n -> n.word().endsWith("ub"))
                .count();
        assertThat(same).as("adverbs among the %d neighbours of adverbs", 50).isGreaterThan(25);

        InputStream in = System.in;
        try {
            System.setIn(new ByteArrayInputStream((adverbs.get(0) + "\nxyz\n").getBytes(Charset.defaultCharset())));
            ExampleRun search = ExampleRun.of("word2vec-search", "--result", folder.toString());
            assertThat(search.status()).isZero();
            assertThat(search.output())
                    .contains(
                            "query: " + adverbs.get(0),
                            vectors.nearest(adverbs.get(0), 1).get(0).word() + ": 0.")
                    .contains("\"xyz\" is not found");
        } finally {
            System.setIn(in);
        }
    }

    @Test
    void missingAndBrokenVectorsAreNamed() throws Exception {
        assertThat(ExampleRun.of("word2vec-search", "--result", folder.toString())
                        .errors())
                .contains("no word vectors", "word2vec --out");
        Files.writeString(folder.resolve("word2vec.model"), "2 3\na 1 2 3\nb 1 2\n");
        assertThat(ExampleRun.of("word2vec-search", "--result", folder.toString())
                        .errors())
                .contains("line 3", "2 numbers, expected 3");
    }
}
