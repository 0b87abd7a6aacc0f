package org.chainer.examples.seq2seq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.chainer.array.NDArray;
import org.chainer.dataset.Tuple;
import org.chainer.datasets.SyntheticTranslation;

/**
 * Sentences and their translations as word ids.
 *
 * @param pairs tuples (source, target) of one-dimensional arrays
 * @param sourceWords words of the source language by id
 * @param targetWords words of the target language by id
 */
record ParallelCorpus(List<Tuple> pairs, List<String> sourceWords, List<String> targetWords) {
    private static final List<String> MARKS = List.of("<UNK>", "<EOS>");

    /** Made-up languages. */
    static ParallelCorpus synthetic(long seed, int size) {
        SyntheticTranslation data = new SyntheticTranslation(seed, size);
        List<String> source = withMarks(data.sourceVocabulary());
        List<String> target = withMarks(data.targetVocabulary());
        Map<String, Integer> sourceIds = byWord(source);
        Map<String, Integer> targetIds = byWord(target);
        List<Tuple> pairs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            pairs.add(Tuple.of(ids(data.source(i), sourceIds), ids(data.target(i), targetIds)));
        }
        return new ParallelCorpus(pairs, source, target);
    }

    /** The words of a vocabulary file, one a line, after both marks. */
    static List<String> vocabulary(Path file) throws IOException {
        return withMarks(Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList());
    }

    private static List<String> withMarks(List<String> words) {
        List<String> all = new ArrayList<>(MARKS);
        all.addAll(words);
        return all;
    }

    /**
     * Reads sentences, one a line.
     *
     * @param lengths whether a pair with that many source and target words is wanted
     * @throws IOException if a file cannot be read, or they have different numbers of lines
     */
    static ParallelCorpus read(
            Path source,
            Path target,
            List<String> sourceWords,
            List<String> targetWords,
            BiPredicate<Integer, Integer> lengths)
            throws IOException {
        List<String> sources = Files.readAllLines(source);
        List<String> targets = Files.readAllLines(target);
        if (sources.size() != targets.size()) {
            throw new IOException(source + " has " + sources.size() + " lines, but " + target + " has " + targets.size()
                    + "; expected one translation a line");
        }
        Map<String, Integer> sourceIds = byWord(sourceWords);
        Map<String, Integer> targetIds = byWord(targetWords);
        List<Tuple> pairs = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            List<String> from = split(sources.get(i));
            List<String> to = split(targets.get(i));
            if (lengths.test(from.size(), to.size())) {
                pairs.add(Tuple.of(ids(from, sourceIds), ids(to, targetIds)));
            }
        }
        if (pairs.isEmpty()) {
            throw new IOException(source + " and " + target + " have no pair of sentences of the wanted lengths");
        }
        return new ParallelCorpus(pairs, sourceWords, targetWords);
    }

    private static List<String> split(String line) {
        return line.isBlank() ? List.of() : List.of(line.strip().split("\\s+"));
    }

    private static Map<String, Integer> byWord(List<String> words) {
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < words.size(); id++) {
            ids.put(words.get(id), id);
        }
        return ids;
    }

    private static NDArray ids(List<String> words, Map<String, Integer> ids) {
        return NDArray.of(words.stream()
                .mapToInt(word -> ids.getOrDefault(word, Seq2seq.UNK))
                .toArray());
    }

    ParallelCorpus part(int from, int to) {
        return new ParallelCorpus(pairs.subList(from, to), sourceWords, targetWords);
    }

    NDArray source(int index) {
        return pairs.get(index).get(0);
    }

    List<Integer> target(int index) {
        NDArray target = pairs.get(index).get(1);
        return java.util.Arrays.stream(target.toIntArray()).boxed().toList();
    }

    /** Share of the words (part 0: source, 1: target) that are not in the vocabulary, in percent. */
    double unknownPercent(int part) {
        long unknown = 0;
        long all = 0;
        for (Tuple pair : pairs) {
            for (int id : pair.<NDArray>get(part).toIntArray()) {
                unknown += id == Seq2seq.UNK ? 1 : 0;
                all++;
            }
        }
        return 100.0 * unknown / all;
    }

    static String text(List<Integer> ids, List<String> words) {
        return String.join(" ", ids.stream().map(words::get).toList());
    }
}
