package org.chainer.examples.sentiment;

import java.util.List;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.datasets.SentimentTree;
import org.chainer.functions.loss.SoftmaxCrossEntropy;

/** A network whose shape is each sentence's tree: it computes a state for each node from its parts' states, and a label from that. */
abstract class TreeModel extends SentimentModel {
    private final Vocabulary vocabulary;

    TreeModel(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The state of a word (1); outputs and cells are (1, units). */
    abstract State leaf(Variable word);

    /** The state of two parts together. */
    abstract State node(State left, State right);

    /** The scores (1, labels) of a state. */
    abstract Variable label(State state);

    /** What is known of a node: its output, and a cell if the network has one. */
    record State(Variable h, Variable c) {}

    /** The losses of all nodes, added up. */
    @Override
    final Variable forward(List<SentimentTree> trees, NodeCount count) {
        Variable[] loss = {Variable.scalar(0)};
        for (SentimentTree tree : trees) {
            traverse(tree, true, loss, count);
        }
        return loss[0];
    }

    private State traverse(SentimentTree tree, boolean isRoot, Variable[] loss, NodeCount count) {
        State state = tree.isLeaf()
                ? leaf(constant(vocabulary.id(tree.word())))
                : node(traverse(tree.left(), false, loss, count), traverse(tree.right(), false, loss, count));
        Variable scores = label(state);
        loss[0] = loss[0].add(SoftmaxCrossEntropy.softmaxCrossEntropy(scores, constant(tree.label())));
        count.add(scores.array().argMax(1).item() == tree.label(), isRoot);
        return state;
    }

    private Variable constant(int value) {
        return new Variable(NDArray.of(value).toDevice(device()), false);
    }
}
