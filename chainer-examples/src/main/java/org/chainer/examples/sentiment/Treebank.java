package org.chainer.examples.sentiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.chainer.datasets.SentimentTree;
import org.chainer.datasets.SyntheticSentiment;
import org.chainer.examples.common.DataOptions;

/**
 * Labelled trees.
 *
 * @param description what they are
 */
record Treebank(String description, List<SentimentTree> train, List<SentimentTree> dev, List<SentimentTree> test) {
    private static final int TRAIN = 400;
    private static final int HELD_OUT = 100;

    static Treebank load(DataOptions data, long seed) throws IOException {
        if (data.isDownload()) {
            throw new IllegalArgumentException("sentiment: the Stanford treebank is not downloaded; unpack"
                    + " trainDevTestTrees_PTB.zip from https://nlp.stanford.edu/sentiment/ and give its folder of trees:"
                    + " --data trees");
        }
        Path folder = data.folder();
        if (folder == null) {
            int size = data.size(TRAIN);
            List<SentimentTree> all =
                    SyntheticSentiment.getTrees(seed, size + 2 * HELD_OUT).asList();
            return new Treebank(
                    "made-up reviews",
                    all.subList(0, size),
                    all.subList(size, size + HELD_OUT),
                    all.subList(size + HELD_OUT, size + 2 * HELD_OUT));
        }
        List<SentimentTree> train = SentimentTree.readFile(folder.resolve("train.txt"));
        return new Treebank(
                "the trees in " + folder,
                train.subList(0, data.size(train.size())),
                SentimentTree.readFile(folder.resolve("dev.txt")),
                SentimentTree.readFile(folder.resolve("test.txt")));
    }

    Treebank head(int size) {
        return new Treebank(description, head(train, size), head(dev, size), head(test, size));
    }

    private static List<SentimentTree> head(List<SentimentTree> trees, int size) {
        return trees.subList(0, Math.min(size, trees.size()));
    }

    Vocabulary vocabulary() {
        Vocabulary vocabulary = new Vocabulary();
        vocabulary.addAll(train);
        vocabulary.addAll(dev);
        vocabulary.addAll(test);
        return vocabulary;
    }

    /** Share of the test sentences with the label that is most frequent among them. */
    double mostFrequentLabel() {
        long[] counts =
                new long[1 + test.stream().mapToInt(SentimentTree::label).max().orElse(0)];
        test.forEach(tree -> counts[tree.label()]++);
        return java.util.Arrays.stream(counts).max().orElse(0) / (double) test.size();
    }

    String summary() {
        return "data: " + description + " (" + train.size() + " sentences to train on, " + dev.size() + " to validate, "
                + test.size() + " to test)";
    }
}
