package org.chainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.chainer.array.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticLanguageTest {

    private static final SyntheticLanguage LANGUAGE = new SyntheticLanguage(0);
    private static final List<String> WORDS = List.copyOf(LANGUAGE.vocabulary().keySet());
    private static final List<int[]> SENTENCES = sentences(LANGUAGE.train());

    /** Each sentence without its {@code <eos>}. */
    private static List<int[]> sentences(int[] text) {
        List<int[]> sentences = new ArrayList<>();
        int start = 0;
        for (int t = 0; t < text.length; t++) {
            if (WORDS.get(text[t]).equals("<eos>")) {
                sentences.add(Arrays.copyOfRange(text, start, t));
                start = t + 1;
            }
        }
        return sentences;
    }

    @Test
    void sameSeedSameTextOtherSeedOtherText() {
        SyntheticLanguage again = new SyntheticLanguage(0);
        assertThat(again.vocabulary().keySet()).containsExactlyElementsOf(WORDS);
        assertThat(again.train()).isEqualTo(LANGUAGE.train());
        assertThat(again.valid()).isEqualTo(LANGUAGE.valid());
        assertThat(again.test()).isEqualTo(LANGUAGE.test());
        SyntheticLanguage other = new SyntheticLanguage(1);
        assertThat(other.text(other.test())).isNotEqualTo(LANGUAGE.text(LANGUAGE.test()));
    }

    @Test
    void theTextOfSeedZeroIsTheSameOnEveryMachine() {
        assertThat(LANGUAGE.text(Arrays.copyOf(LANGUAGE.train(), 17)))
                .isEqualTo("bro bo met plesed gro fodot dra <eos>\nti vi dusterag zeliz nulod sanub ge <eos>\ntro");
        assertThat(Arrays.hashCode(LANGUAGE.train())).isEqualTo(-1652100677);
    }

    @Test
    void textsAreWholeSentencesOfAboutTheAskedSize() {
        SyntheticLanguage small = new SyntheticLanguage(3, 500, 60, 1);
        for (int[] text : List.of(small.train(), small.valid(), small.test())) {
            assertThat(WORDS.get(0)).isEqualTo("<eos>");
            assertThat(text[text.length - 1]).isEqualTo(small.vocabulary().get("<eos>"));
        }
        assertThat(small.train()).hasSizeBetween(500, 550);
        assertThat(small.valid()).hasSizeBetween(60, 110);
        assertThat(small.test()).hasSizeBetween(2, 50);
    }

    @Test
    void textsAreInt32Arrays() {
        WordSequences words = LANGUAGE.words();
        assertThat(words.train().toIntArray()).isEqualTo(LANGUAGE.train());
        assertThat(words.valid().toIntArray()).isEqualTo(LANGUAGE.valid());
        assertThat(words.test().toIntArray()).isEqualTo(LANGUAGE.test());
        assertThat(words.test().dtype()).isEqualTo(DType.INT32);
    }

    @Test
    void vocabularyHasDistinctWordsNumberedByFrequency() {
        assertThat(LANGUAGE.vocabulary().values())
                .containsExactlyElementsOf(
                        IntStream.range(0, WORDS.size()).boxed().toList());
        assertThat(WORDS).hasSizeBetween(600, 800).allMatch(word -> word.matches("[a-z]+|<eos>"));
        double[] p = new double[WORDS.size()];
        Arrays.stream(LANGUAGE.train()).forEach(word -> p[word]++);
        for (int i = 0; i + 50 < 300; i += 50) {
            assertThat(p[i]).isGreaterThan(p[i + 50]);
        }
    }

    @Test
    void frequenciesFollowZipfsLaw() {
        double[] count = new double[WORDS.size()];
        Arrays.stream(LANGUAGE.train()).forEach(word -> count[word]--);
        Arrays.sort(count);
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double sxy = 0;
        int n = 0;
        for (int rank = 5; rank <= 300; rank++, n++) {
            double x = Math.log(rank);
            double y = Math.log(-count[rank - 1]);
            sx += x;
            sy += y;
            sxx += x * x;
            sxy += x * y;
        }
        double slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
        assertThat(slope).isBetween(-1.3, -0.8);
    }

    @Test
    void perplexitiesAreWellApart() {
        for (int[] text : List.of(LANGUAGE.train(), LANGUAGE.valid(), LANGUAGE.test())) {
            assertThat(LANGUAGE.unigramPerplexity(text)).isBetween(145.0, 165.0);
            assertThat(LANGUAGE.bigramPerplexity(text)).isBetween(24.0, 27.0);
            assertThat(LANGUAGE.sourcePerplexity(text)).isBetween(12.0, 14.0);
        }
    }

    @Test
    void theRateOfTheSourceConverges() {
        SyntheticLanguage large = new SyntheticLanguage(0, 240_000, 240_000, 1);
        double a = Math.log(large.sourcePerplexity(large.train()));
        double b = Math.log(large.sourcePerplexity(large.valid()));
        assertThat(a).isCloseTo(b, within(0.01));
    }

    @Test
    void predictionsAreDistributionsThatMultiplyToTheProbabilityOfTheText() {
        int[] text = Arrays.copyOf(LANGUAGE.test(), 60);
        double sum = 0;
        for (int t = 1; t < text.length; t++) {
            double[] p = LANGUAGE.predict(Arrays.copyOf(text, t));
            assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
            sum -= Math.log(p[text[t]]);
        }
        assertThat(Math.exp(sum / 59)).isCloseTo(LANGUAGE.sourcePerplexity(text), within(1e-9));
    }

    @Test
    void closingWordAgreesWithTheFirstWordOfTheSentence() {
        Map<Integer, Set<Integer>> closers = new HashMap<>();
        double distance = 0;
        for (int[] sentence : SENTENCES) {
            closers.computeIfAbsent(sentence[0], w -> new HashSet<>()).add(sentence[sentence.length - 1]);
            distance += (sentence.length - 1.0) / SENTENCES.size();
        }
        assertThat(closers).hasSize(15);
        Set<Set<Integer>> moods = new HashSet<>(closers.values());
        assertThat(moods).hasSize(3).allMatch(mood -> mood.size() == 3);
        assertThat(moods.stream().flatMap(Set::stream).distinct()).hasSize(9);
        assertThat(distance).isGreaterThan(7);

        int[] sentence =
                SENTENCES.stream().filter(s -> s.length > 14).findFirst().orElseThrow();
        int last = sentence[sentence.length - 1];
        int[] context = Arrays.copyOf(sentence, sentence.length - 1);
        assertThat(LANGUAGE.predict(context)[last]).isPositive();
        context[0] = closers.keySet().stream()
                .filter(opener -> !closers.get(opener).contains(last))
                .findFirst()
                .orElseThrow();
        assertThat(LANGUAGE.predict(context)[last]).isZero();
    }

    @Test
    void verbAgreesWithItsSubjectAcrossOtherNouns() {
        int misleading = 0;
        for (int[] sentence : SENTENCES) {
            List<String> text = Arrays.stream(sentence).mapToObj(WORDS::get).toList();
            int verb = IntStream.range(0, text.size())
                    .filter(i -> text.get(i).matches(".{3,}[eo]d"))
                    .findFirst()
                    .orElseThrow();
            boolean plural = text.get(verb).endsWith("od");
            boolean nounBeforeIsPlural = text.get(verb - 1).endsWith("iz");
            String subject = text.subList(2, verb).stream()
                    .filter(word -> !word.endsWith("ag"))
                    .findFirst()
                    .orElseThrow();
            assertThat(subject.endsWith("iz")).as(String.join(" ", text)).isEqualTo(plural);
            misleading += plural == nounBeforeIsPlural ? 0 : 1;
        }
        assertThat(misleading).isGreaterThan(SENTENCES.size() / 10);
    }

    @Test
    void topicOutlivesTheSentence() {
        int[] text = Arrays.copyOf(LANGUAGE.test(), 3000);
        double sum = 0;
        int start = 0;
        for (int t = 1; t < text.length; t++) {
            start = WORDS.get(text[t - 1]).equals("<eos>") ? t : start;
            sum -= Math.log(LANGUAGE.predict(Arrays.copyOfRange(text, start, t))[text[t]]);
        }
        double withoutMemory = Math.exp(sum / (text.length - 1));
        assertThat(LANGUAGE.sourcePerplexity(text)).isLessThan(0.93 * withoutMemory);
    }

    @Test
    void wordsOutOfTheVocabularyAndTextsOutOfTheLanguageAreAnswered() {
        assertThatThrownBy(() -> LANGUAGE.sourcePerplexity(new int[] {0, WORDS.size()}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("word 1 has id " + WORDS.size());
        assertThatThrownBy(() -> LANGUAGE.text(-1)).hasMessageContaining("id -1");
        assertThatThrownBy(() -> LANGUAGE.bigramPerplexity(new int[] {0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2 words");
        assertThatThrownBy(() -> new SyntheticLanguage(0, 10, 0, 10)).hasMessageContaining("validation text");

        int eos = LANGUAGE.vocabulary().get("<eos>");
        assertThat(LANGUAGE.sourcePerplexity(new int[] {eos, eos})).isInfinite();
        assertThat(LANGUAGE.bigramPerplexity(new int[] {eos, eos})).isInfinite();
        assertThatThrownBy(() -> LANGUAGE.predict(eos)).hasMessageContaining("has no '<eos>' here");
    }

    @Test
    void callersCannotChangeTheTexts() {
        int[] train = LANGUAGE.train();
        train[0] = -1;
        assertThat(LANGUAGE.train()[0]).isNotNegative();
        assertThatThrownBy(() -> LANGUAGE.vocabulary().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void filesAreThoseOfTheTreebankCorpus(@TempDir Path folder) throws Exception {
        Path inner = folder.resolve("new/one");
        LANGUAGE.writeTo(inner);
        assertThat(Files.readAllLines(inner.resolve("ptb.valid.txt")))
                .hasSize(sentences(LANGUAGE.valid()).size())
                .noneMatch(line -> line.isBlank() || line.contains("<eos>"));
        assertThat(Files.readString(inner.resolve("ptb.train.txt")))
                .startsWith("bro bo met plesed gro fodot dra\nti vi ");
        assertThat(inner.resolve("ptb.test.txt")).exists();
    }
}
