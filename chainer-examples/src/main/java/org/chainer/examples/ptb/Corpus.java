package org.chainer.examples.ptb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.chainer.datasets.Ptb;
import org.chainer.datasets.SyntheticLanguage;
import org.chainer.datasets.WordSequences;

/** The text to train on: real, downloaded or made up. */
record Corpus(String description, int[] train, int[] valid, int[] test, SyntheticLanguage language) {
    static final String SYNTHETIC = "synthetic";

    static Corpus load(String data, long seed) throws IOException {
        if (data.equals(SYNTHETIC)) {
            SyntheticLanguage language = new SyntheticLanguage(seed);
            return new Corpus("a made-up language", language.train(), language.valid(), language.test(), language);
        }
        boolean download = data.equals("download");
        WordSequences words = download ? Ptb.getPtbWords() : Ptb.getPtbWords(Path.of(data));
        return new Corpus(
                "the Penn Treebank corpus" + (download ? "" : " in " + data),
                words.train().toIntArray(),
                words.valid().toIntArray(),
                words.test().toIntArray(),
                null);
    }

    /** The first words of each part, for a quick test. */
    Corpus head(int words) {
        return new Corpus(
                description,
                Arrays.copyOf(train, Math.min(words, train.length)),
                Arrays.copyOf(valid, Math.min(words, valid.length)),
                Arrays.copyOf(test, Math.min(words, test.length)),
                language);
    }

    /** All texts count: a rare word may be in the validation or test text alone. */
    int vocabularySize() {
        return Stream.of(train, valid, test).flatMapToInt(Arrays::stream).max().orElseThrow() + 1;
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "data: %s (%,d words to train on, %,d to validate, %,d to test)",
                description,
                train.length,
                valid.length,
                test.length);
    }
}
