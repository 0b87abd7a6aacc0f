package org.chainer.examples.sentiment;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.datasets.SentimentTree;
import org.chainer.functions.F;
import org.chainer.functions.loss.SoftmaxCrossEntropy;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;

/**
 * {@link RecursiveNet} for many trees at once: all nodes of one height, of all trees, are computed in one step from the rows of lower ones. Chainer's example
 * does this with a thin stack, node by node from the left; by height there are fewer and larger steps, and the result is the same.
 */
final class LevelwiseNet extends SentimentModel {
    private EmbedID embed;
    private Linear l;
    private Linear w;
    private final Vocabulary vocabulary;

    LevelwiseNet(Vocabulary vocabulary, int units, int labels) {
        this.vocabulary = vocabulary;
        embed = new EmbedID(vocabulary.size(), units);
        l = new Linear(units * 2, units);
        w = new Linear(units, labels);
    }

    /** The mean loss of the nodes. */
    @Override
    Variable forward(List<SentimentTree> trees, NodeCount count) {
        List<List<SentimentTree>> levels = new ArrayList<>();
        Map<SentimentTree, Integer> rows = new IdentityHashMap<>();
        trees.forEach(tree -> collect(tree, levels));

        Variable lower = null;
        List<Integer> labels = new ArrayList<>();
        List<Boolean> isRoot = new ArrayList<>();
        Map<SentimentTree, Boolean> roots = new IdentityHashMap<>();
        trees.forEach(tree -> roots.put(tree, true));
        for (List<SentimentTree> level : levels) {
            Variable state = lower == null
                    ? embed.apply(ids(level.stream()
                            .map(leaf -> vocabulary.id(leaf.word()))
                            .toList()))
                    : F.tanh(l.apply(F.concat(
                            rows(
                                    lower,
                                    level.stream().map(n -> rows.get(n.left())).toList()),
                            rows(
                                    lower,
                                    level.stream().map(n -> rows.get(n.right())).toList()))));
            for (SentimentTree node : level) {
                rows.put(node, labels.size());
                labels.add(node.label());
                isRoot.add(roots.containsKey(node));
            }
            lower = lower == null ? state : F.concat(0, lower, state);
        }

        Variable scores = w.apply(lower);
        Variable loss = SoftmaxCrossEntropy.softmaxCrossEntropy(scores, new Variable(ids(labels), false));
        int[] predicted = scores.array().argMax(1).toIntArray();
        for (int i = 0; i < predicted.length; i++) {
            count.add(predicted[i] == labels.get(i), isRoot.get(i));
        }
        return loss;
    }

    /** Puts each node into the list of its height, and returns that. */
    private static int collect(SentimentTree tree, List<List<SentimentTree>> levels) {
        int height = tree.isLeaf() ? 0 : 1 + Math.max(collect(tree.left(), levels), collect(tree.right(), levels));
        while (levels.size() <= height) {
            levels.add(new ArrayList<>());
        }
        levels.get(height).add(tree);
        return height;
    }

    private Variable rows(Variable table, List<Integer> indices) {
        return F.embedId(new Variable(ids(indices), false), table);
    }

    private NDArray ids(List<Integer> values) {
        return NDArray.of(values.stream().mapToInt(Integer::intValue).toArray()).toDevice(device());
    }
}
