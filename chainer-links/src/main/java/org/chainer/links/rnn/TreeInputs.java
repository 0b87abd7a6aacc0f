package org.chainer.links.rnn;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/** Children's states of a tree LSTM, any of which may be missing. */
final class TreeInputs {
    private TreeInputs() {}

    /** The input, or zeros for as many examples as the children have. */
    static Variable input(String link, List<Variable> cs, List<Variable> hs, Variable x, int inSize) {
        if (cs.size() != hs.size()) {
            throw new IllegalArgumentException(link + ": there are " + cs.size() + " cell states of children, but "
                    + hs.size() + " outputs; expected as many");
        }
        if (x != null) {
            return x;
        }
        List<Variable> all = new ArrayList<>(cs);
        all.addAll(hs);
        for (Variable given : all) {
            if (given != null) {
                return zeros(given, Shape.of(given.dim(0), inSize));
            }
        }
        throw new IllegalArgumentException(link + ": all inputs are missing: give x, or a child's state");
    }

    /** States with zeros for the missing ones. */
    static Variable[] filled(List<Variable> states, Variable like, int outSize) {
        Variable[] filled = new Variable[states.size()];
        for (int i = 0; i < filled.length; i++) {
            filled[i] = states.get(i) != null ? states.get(i) : zeros(like, Shape.of(like.dim(0), outSize));
        }
        return filled;
    }

    private static Variable zeros(Variable like, Shape shape) {
        NDArray zeros = like.array().emptyLike(shape).fill(0);
        return new Variable(zeros, false);
    }
}
