package org.chainer.examples.sentiment;

import java.util.Arrays;
import java.util.List;
import org.chainer.Variable;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;
import org.chainer.links.rnn.NaryTreeLSTM;

/**
 * Binary tree-LSTM: each node has a cell, and forgets of each part what it does not need.
 *
 * @see <a href="https://arxiv.org/abs/1503.00075">Tai et al., Improved Semantic Representations From Tree-Structured Long Short-Term Memory Networks,
 *     2015</a>
 */
final class TreeLstmNet extends TreeModel {
    private EmbedID embed;
    private NaryTreeLSTM lstm;
    private Linear w;

    TreeLstmNet(Vocabulary vocabulary, int units, int labels) {
        super(vocabulary);
        embed = new EmbedID(vocabulary.size(), units);
        lstm = new NaryTreeLSTM(units, units, 2);
        w = new Linear(units, labels);
    }

    @Override
    State leaf(Variable word) {
        List<Variable> none = Arrays.asList(null, null);
        return state(lstm.apply(none, none, embed.apply(word)));
    }

    @Override
    State node(State left, State right) {
        return state(lstm.apply(List.of(left.c(), right.c()), List.of(left.h(), right.h()), null));
    }

    private static State state(Variable[] cellAndOutput) {
        return new State(cellAndOutput[1], cellAndOutput[0]);
    }

    @Override
    Variable label(State state) {
        return w.apply(state.h());
    }
}
