package org.chainer.examples.pos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.chainer.array.NDArray;
import org.chainer.dataset.Tuple;

/**
 * Sentences whose words have tags.
 *
 * @param description what they are
 * @param sentences tuples (words, tags) of one-dimensional arrays of ids
 * @param words ids of words
 * @param tags ids of tags
 */
record TaggedSentences(
        String description, List<Tuple> sentences, Map<String, Integer> words, Map<String, Integer> tags) {

    private static TaggedSentences empty(String description) {
        return new TaggedSentences(description, new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    private void add(List<String> sentence, List<String> itsTags) {
        sentences.add(Tuple.of(ids(sentence, words), ids(itsTags, tags)));
    }

    private static NDArray ids(List<String> names, Map<String, Integer> ids) {
        return NDArray.of(names.stream()
                .mapToInt(name -> ids.computeIfAbsent(name, n -> ids.size()))
                .toArray());
    }

    /**
     * Reads a folder of files in the Brown corpus's format: a sentence a line, each word followed by a slash and its tag.
     *
     * @throws IOException if there is none, or a word has no tag; the message names the file
     */
    static TaggedSentences read(Path folder) throws IOException {
        TaggedSentences result = empty("the tagged sentences in " + folder);
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            // The Brown corpus's own files: two letters and two digits.
            files = found.filter(f -> f.getFileName().toString().matches("c[a-z]\\d\\d|.*\\.(pos|tagged)"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    List<String> sentence = new ArrayList<>();
                    List<String> itsTags = new ArrayList<>();
                    for (String word : line.strip().split("\\s+")) {
                        int slash = word.lastIndexOf('/');
                        if (slash <= 0) {
                            throw new IOException(file + ": '" + word + "' has no tag; word/tag was expected");
                        }
                        sentence.add(word.substring(0, slash));
                        itsTags.add(word.substring(slash + 1));
                    }
                    result.add(sentence, itsTags);
                }
            }
        }
        if (result.sentences.isEmpty()) {
            throw new IOException("no tagged sentences in " + folder
                    + ": files of the Brown corpus (ca01 to cr09), or any that end in .pos or .tagged, were expected");
        }
        return result;
    }

    /**
     * Made-up sentences in which most nouns are also verbs, as in "the watch" and "they watch": only the words around tell which. So the tag that is most
     * frequent for a word is often wrong, and the tag before helps.
     */
    static TaggedSentences synthetic(long seed, int size) {
        TaggedSentences result = empty("made-up sentences");
        Random random = new Random(seed);
        for (int i = 0; i < size; i++) {
            Sentence sentence = new Sentence(random);
            sentence.subject();
            sentence.predicate();
            if (random.nextInt(4) == 0) {
                sentence.word("CC", "and", "but");
                sentence.subject();
                sentence.predicate();
            }
            sentence.word(".", ".");
            result.add(sentence.words, sentence.tags);
        }
        return result;
    }

    private static final class Sentence {
        private static final String[] NOUNS = {
            "watch", "plan", "walk", "fish", "drink", "park", "light", "cook", "paint", "guard", "record", "play"
        };
        private static final String[] THINGS = {"table", "window", "garden", "dog"};

        private final List<String> words = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();
        private final Random random;

        Sentence(Random random) {
            this.random = random;
        }

        void word(String tag, String... choices) {
            words.add(choices[random.nextInt(choices.length)]);
            tags.add(tag);
        }

        void subject() {
            if (random.nextInt(3) == 0) {
                word("PP", "they", "we", "you");
            } else {
                nounPhrase();
            }
        }

        void nounPhrase() {
            word("AT", "the", "a", "this");
            if (random.nextInt(3) == 0) {
                word("JJ", "light", "old", "record", "green");
            }
            if (random.nextInt(5) > 0) {
                word("NN", NOUNS);
            } else {
                word("NN", THINGS);
            }
        }

        void predicate() {
            if (random.nextInt(3) == 0) {
                word("MD", "can", "will", "must");
            }
            word("VB", NOUNS);
            if (random.nextInt(4) > 0) {
                nounPhrase();
            }
            if (random.nextInt(3) == 0) {
                word("IN", "in", "near", "like");
                nounPhrase();
            }
        }
    }

    /** Share of the words in some sentences that get the right tag if each gets its most frequent one in others. */
    static double mostFrequentTag(List<Tuple> train, List<Tuple> test) {
        Map<Integer, Map<Integer, Integer>> counts = new HashMap<>();
        for (Tuple sentence : train) {
            int[] words = sentence.<NDArray>get(0).toIntArray();
            int[] tags = sentence.<NDArray>get(1).toIntArray();
            for (int i = 0; i < words.length; i++) {
                counts.computeIfAbsent(words[i], w -> new HashMap<>()).merge(tags[i], 1, Integer::sum);
            }
        }
        long right = 0;
        long all = 0;
        for (Tuple sentence : test) {
            int[] words = sentence.<NDArray>get(0).toIntArray();
            int[] tags = sentence.<NDArray>get(1).toIntArray();
            for (int i = 0; i < words.length; i++) {
                Map<Integer, Integer> seen = counts.getOrDefault(words[i], Map.of());
                int best = seen.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse(0);
                right += best == tags[i] ? 1 : 0;
                all++;
            }
        }
        return (double) right / all;
    }
}
