package org.chainer.examples.memnn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainer.array.NDArray;
import org.chainer.dataset.Tuple;

/** Questions with the sentences told before them, filled up to one size with word 0. */
final class StoryData {
    private StoryData() {}

    static int longestSentence(List<List<Babi.Line>> stories) {
        return stories.stream()
                .flatMap(List::stream)
                .mapToInt(line -> line.words().length)
                .max()
                .orElseThrow();
    }

    /** For each question a tuple (sentences (memory, length), question (length), answer); the oldest sentences fall out of a full memory. */
    static List<Tuple> tuples(List<List<Babi.Line>> stories, int memory, int length) {
        List<Tuple> all = new ArrayList<>();
        for (List<Babi.Line> story : stories) {
            List<int[]> told = new ArrayList<>();
            for (Babi.Line line : story) {
                if (line.answer() == null) {
                    told.add(line.words());
                } else {
                    List<int[]> kept = told.subList(Math.max(0, told.size() - memory), told.size());
                    NDArray sentences = padded(kept, memory, length);
                    all.add(Tuple.of(
                            sentences, padded(List.of(line.words()), 1, length).select(0, 0), line.answer()));
                }
            }
        }
        return all;
    }

    private static NDArray padded(List<int[]> sentences, int rows, int length) {
        int[] ids = new int[rows * length];
        for (int row = 0; row < sentences.size(); row++) {
            int[] words = sentences.get(row);
            System.arraycopy(words, 0, ids, row * length, Math.min(words.length, length));
        }
        return NDArray.of(ids).reshape(rows, length);
    }

    /** Share of the questions that have the most frequent answer. */
    static double mostFrequentAnswer(List<Tuple> questions) {
        Stream<Integer> answers = questions.stream().map(q -> q.<Integer>get(2));
        long most = answers
                .collect(java.util.stream.Collectors.groupingBy(a -> a, java.util.stream.Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return (double) most / questions.size();
    }
}
