package org.chainer.examples.sentiment;

import org.chainer.Variable;
import org.chainer.functions.F;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;

/**
 * Recursive network: a node is {@code tanh(W [left, right] + b)}.
 *
 * @see <a href="https://icml.cc/2011/papers/125_icmlpaper.pdf">Socher et al., Parsing Natural Scenes and Natural Language with Recursive Neural Networks,
 *     2011</a>
 */
final class RecursiveNet extends TreeModel {
    private EmbedID embed;
    private Linear l;
    private Linear w;

    RecursiveNet(Vocabulary vocabulary, int units, int labels) {
        super(vocabulary);
        embed = new EmbedID(vocabulary.size(), units);
        l = new Linear(units * 2, units);
        w = new Linear(units, labels);
    }

    @Override
    State leaf(Variable word) {
        return new State(embed.apply(word), null);
    }

    @Override
    State node(State left, State right) {
        return new State(F.tanh(l.apply(F.concat(left.h(), right.h()))), null);
    }

    @Override
    Variable label(State state) {
        return w.apply(state.h());
    }
}
