package org.chainer.examples.sentiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainer.datasets.SentimentTree;

/** Ids of the words of trees, in the order they are met. */
final class Vocabulary {
    private final Map<String, Integer> ids = new HashMap<>();

    void addAll(List<SentimentTree> trees) {
        for (SentimentTree tree : trees) {
            tree.words().forEach(word -> ids.putIfAbsent(word, ids.size()));
        }
    }

    int id(String word) {
        return ids.get(word);
    }

    int size() {
        return ids.size();
    }
}
