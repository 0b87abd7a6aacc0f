package org.chainer.examples.ptb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.chainer.datasets.Ptb;
import org.chainer.datasets.SyntheticLanguage;
import org.chainer.datasets.WordSequences;
import org.chainer.examples.common.DataOptions;

/**
 * The text to train on: real, downloaded or made up.
 *
 * @param description what it is, in words
 * @param train word ids of the training text
 * @param valid word ids of the validation text
 * @param test word ids of the test text
 * @param vocabulary ids by word, in order of id
 * @param language the made-up language; null if the text is real
 */
public record Corpus(
        String description,
        int[] train,
        int[] valid,
        int[] test,
        Map<String, Integer> vocabulary,
        SyntheticLanguage language) {
    static final String SYNTHETIC = "synthetic";

    /**
     * The text that options ask for.
     *
     * @param seed decides on the made-up language
     * @throws IOException if a file is missing or cannot be read
     */
    public static Corpus load(DataOptions data, long seed) throws IOException {
        Path folder = data.folder();
        return load(data.isSynthetic() ? SYNTHETIC : folder == null ? "download" : folder.toString(), seed);
    }

    static Corpus load(String data, long seed) throws IOException {
        if (data.equals(SYNTHETIC)) {
            SyntheticLanguage language = new SyntheticLanguage(seed);
            return new Corpus(
                    "a made-up language",
                    language.train(),
                    language.valid(),
                    language.test(),
                    language.vocabulary(),
                    language);
        }
        boolean download = data.equals("download");
        WordSequences words = download ? Ptb.getPtbWords() : Ptb.getPtbWords(Path.of(data));
        return new Corpus(
                "the Penn Treebank corpus" + (download ? "" : " in " + data),
                words.train().toIntArray(),
                words.valid().toIntArray(),
                words.test().toIntArray(),
                download ? Ptb.getPtbWordsVocabulary() : Ptb.getPtbWordsVocabulary(Path.of(data)),
                null);
    }

    /** The first words of each part, for a quick test. */
    public Corpus head(int words) {
        return new Corpus(
                description,
                Arrays.copyOf(train, Math.min(words, train.length)),
                Arrays.copyOf(valid, Math.min(words, valid.length)),
                Arrays.copyOf(test, Math.min(words, test.length)),
                vocabulary,
                language);
    }

    /** All texts count: a rare word may be in the validation or test text alone. */
    public int vocabularySize() {
        return Stream.of(train, valid, test).flatMapToInt(Arrays::stream).max().orElseThrow() + 1;
    }

    /** A line on the text and its size. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "data: %s (%,d words to train on, %,d to validate, %,d to test)",
                description,
                train.length,
                valid.length,
                test.length);
    }
}
