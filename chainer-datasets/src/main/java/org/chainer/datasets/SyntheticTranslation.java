package org.chainer.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;

/**
 * Sentences of one made-up language and their translations into another, as a stand-in for a parallel corpus that needs
 * neither file nor network. Each sentence has one right translation, so that a model can be perfect.
 *
 * <p>It takes more than a dictionary: the verb stands between subject and object in the source and at the end in the target,
 * adjectives stand before their noun in the source and behind it in the target, where particles mark subject and object,
 * prepositions go behind their phrase, articles are dropped, the plural becomes a word of its own, and words of time go from
 * the end to the start:
 *
 * <pre>
 * source  the old dogs see a house at the river today
 * target  today dog many old GA river AT house WO see
 * </pre>
 *
 * <p>Examples are tuples (source, target) of one-dimensional int32 arrays: positions in {@link #sourceVocabulary} and
 * {@link #targetVocabulary}. Words follow Zipf's law. The same seed gives the same sentences on every machine.
 */
public final class SyntheticTranslation implements Dataset<Tuple> {

    private final Map<String, Integer> sourceIds = new LinkedHashMap<>();
    private final Map<String, Integer> targetIds = new LinkedHashMap<>();
    private final List<List<String>> sources = new ArrayList<>();
    private final List<List<String>> targets = new ArrayList<>();

    /**
     * Makes two languages and sentences in them.
     *
     * @param seed decides on words and sentences
     * @param size number of sentences
     * @throws IllegalArgumentException if the number is negative
     */
    public SyntheticTranslation(long seed, int size) {
        if (size < 0) {
            throw new IllegalArgumentException(
                    "SyntheticTranslation: the number of sentences must not be negative, got " + size);
        }
        Random random = new Random(seed);
        Grammar grammar = new Grammar(random);
        for (int i = 0; i < size; i++) {
            grammar.addSentence();
        }
    }

    @Override
    public int size() {
        return sources.size();
    }

    @Override
    public Tuple get(int index) {
        Objects.checkIndex(index, size());
        return Tuple.of(ids(sources.get(index), sourceIds), ids(targets.get(index), targetIds));
    }

    private static NDArray ids(List<String> words, Map<String, Integer> ids) {
        return SyntheticSequences.array(words.stream().mapToInt(ids::get).toArray());
    }

    /** The words of the source language, in order of id. */
    public List<String> sourceVocabulary() {
        return List.copyOf(sourceIds.keySet());
    }

    /** The words of the target language, in order of id. */
    public List<String> targetVocabulary() {
        return List.copyOf(targetIds.keySet());
    }

    /**
     * The words of a sentence.
     *
     * @param index from 0 to {@code size() - 1}
     * @return its words in the source language
     */
    public List<String> source(int index) {
        return sources.get(index);
    }

    /**
     * The words of a translation.
     *
     * @param index from 0 to {@code size() - 1}
     * @return its words in the target language
     */
    public List<String> target(int index) {
        return targets.get(index);
    }

    /**
     * Writes the sentences to {@code source.txt} and {@code target.txt}, one a line, and the words to
     * {@code source.vocab.txt} and {@code target.vocab.txt}, one a line: the four files that Chainer's seq2seq example reads.
     *
     * @param folder where to write; made if it is not there
     * @throws IOException if a file cannot be written
     */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("source.txt"),
                sources.stream().map(words -> String.join(" ", words)).toList());
        Files.write(
                folder.resolve("target.txt"),
                targets.stream().map(words -> String.join(" ", words)).toList());
        Files.write(folder.resolve("source.vocab.txt"), sourceVocabulary());
        Files.write(folder.resolve("target.vocab.txt"), targetVocabulary());
    }

    /** Words of both languages, and how sentences are made of them. */
    private final class Grammar {

        private final Random random;
        private final WordMaker maker;
        private final String[][] articles;
        private final String[][] nouns;
        private final String[][] adjectives;
        private final String[][] verbs;
        private final String[][] prepositions;
        private final String[][] times;
        private final String subjectMark;
        private final String objectMark;
        private final String many;

        Grammar(Random random) {
            this.random = random;
            this.maker = new WordMaker(random);
            articles = pairs(2, n -> maker.particle(1), n -> null);
            prepositions = pairs(6, n -> maker.particle(1), n -> maker.particle(1));
            times = pairs(8, n -> maker.particle(2), n -> maker.particle(2));
            nouns = pairs(40, n -> maker.stem(1 + n / 15), n -> maker.stem(1 + n / 15));
            adjectives = pairs(20, n -> maker.stem(1) + "ag", n -> maker.stem(1) + "ib");
            verbs = pairs(20, n -> maker.stem(1) + "ed", n -> maker.stem(1) + "uv");
            for (String[] noun : nouns) {
                id(sourceIds, noun[0] + "iz");
            }
            subjectMark = target(maker.particle(1));
            objectMark = target(maker.particle(1));
            many = target(maker.particle(1));
        }

        /** Words and their translations, the most frequent first. */
        private String[][] pairs(int count, IntFunction<String> source, IntFunction<String> target) {
            return IntStream.range(0, count)
                    .mapToObj(n -> {
                        String translation = target.apply(n);
                        String word = source.apply(n);
                        id(sourceIds, word);
                        return new String[] {word, translation == null ? null : target(translation)};
                    })
                    .toArray(String[][]::new);
        }

        private String target(String word) {
            id(targetIds, word);
            return word;
        }

        private void id(Map<String, Integer> ids, String word) {
            ids.putIfAbsent(word, ids.size());
        }

        void addSentence() {
            List<String> source = new ArrayList<>();
            List<String> target = new ArrayList<>();
            boolean timed = random.nextDouble() < 0.4;
            String[] time = timed ? pick(times) : null;
            if (timed) {
                target.add(time[1]);
            }
            nounPhrase(source, target);
            target.add(subjectMark);
            String[] verb = pick(verbs);
            source.add(verb[0]);
            List<String> object = new ArrayList<>();
            if (random.nextDouble() < 0.8) {
                nounPhrase(source, object);
                object.add(objectMark);
            }
            if (random.nextDouble() < 0.4) {
                String[] preposition = pick(prepositions);
                source.add(preposition[0]);
                nounPhrase(source, target);
                target.add(preposition[1]);
            }
            target.addAll(object);
            target.add(verb[1]);
            if (timed) {
                source.add(time[0]);
            }
            sources.add(List.copyOf(source));
            targets.add(List.copyOf(target));
        }

        private void nounPhrase(List<String> source, List<String> target) {
            boolean plural = random.nextDouble() < 0.35;
            String[] noun = pick(nouns);
            source.add(pick(articles)[0]);
            target.add(noun[1]);
            if (plural) {
                target.add(many);
            }
            for (double chance = 0.4; random.nextDouble() < chance; chance = 0.15) {
                String[] adjective = pick(adjectives);
                source.add(adjective[0]);
                target.add(adjective[1]);
            }
            source.add(noun[0] + (plural ? "iz" : ""));
        }

        /** By Zipf's law: the word of rank r has weight 1/r. */
        private String[] pick(String[][] words) {
            double sum = IntStream.rangeClosed(1, words.length)
                    .mapToDouble(rank -> 1.0 / rank)
                    .sum();
            double rest = sum * random.nextDouble();
            int rank = 1;
            for (rest -= 1.0; rest > 0 && rank < words.length; rest -= 1.0 / rank) {
                rank++;
            }
            return words[rank - 1];
        }
    }
}
