package org.chainer.examples.sentiment;

import java.util.List;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.datasets.SentimentTree;

/** A network that labels all nodes of trees, words and whole sentences included. */
abstract class SentimentModel extends Chain {

    /** The loss of some trees; reports it, the number of nodes, and how many are labelled right. */
    final Variable apply(List<SentimentTree> trees) {
        return withHooks(
                "forward",
                () -> {
                    NodeCount count = new NodeCount();
                    Variable loss = forward(trees, count);
                    Chainer.report("loss", loss, this);
                    Chainer.report("total", count.nodes(), this);
                    Chainer.report("correct", count.correctNodes(), this);
                    return loss;
                },
                trees);
    }

    /** Counts what is labelled right. */
    final NodeCount evaluate(List<SentimentTree> trees) {
        NodeCount count = new NodeCount();
        try (Chainer.Scope mode = Chainer.noBackpropMode();
                Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
            forward(trees, count);
        }
        return count;
    }

    /** The loss of some trees; counts their nodes. */
    abstract Variable forward(List<SentimentTree> trees, NodeCount count);
}
