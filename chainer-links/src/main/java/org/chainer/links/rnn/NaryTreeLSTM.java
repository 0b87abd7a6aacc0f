package org.chainer.links.rnn;

import java.util.Arrays;
import java.util.List;
import org.chainer.Chain;
import org.chainer.Name;
import org.chainer.Variable;
import org.chainer.functions.rnn.TreeLSTM;
import org.chainer.links.connection.Linear;

/**
 * Tree LSTM for a fixed number of children in order: each has weights of its own. Children of the link {@code W_x} and {@code W_h1, W_h2, …}. Chainer: {@code L.NaryTreeLSTM}.
 *
 * @see <a href="https://arxiv.org/abs/1503.00075">Tai et al., Improved Semantic Representations From Tree-Structured LSTM Networks, 2015</a>
 */
public class NaryTreeLSTM extends Chain {
    @Name("W_x")
    private Linear input;

    private final int inSize;
    private final int outSize;
    private final int nAry;

    /** A layer for two children. */
    public NaryTreeLSTM(int inSize, int outSize) {
        this(inSize, outSize, 2);
    }

    /**
     * A layer for a number of children.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public NaryTreeLSTM(int inSize, int outSize, int nAry) {
        if (nAry < 1) {
            throw new IllegalArgumentException("NaryTreeLSTM: n_ary is " + nAry + ", expected 1 or more");
        }
        this.inSize = inSize;
        this.outSize = outSize;
        this.nAry = nAry;
        input = new Linear(inSize, (3 + nAry) * outSize);
        for (int i = 1; i <= nAry; i++) {
            addLink("W_h" + i, new Linear(outSize, (3 + nAry) * outSize, true));
        }
    }

    /**
     * The state of a node.
     *
     * @param cs cell states (batch, out) of the children; null for zeros
     * @param hs outputs (batch, out) of the children; null for zeros
     * @param x input (batch, in) of the node; null for zeros
     * @return the node's cell state and output
     * @throws IllegalArgumentException if there are not as many children as the layer is for, or everything is missing
     */
    public Variable[] apply(List<Variable> cs, List<Variable> hs, Variable x) {
        return withHooks("forward", () -> forward(cs, hs, x), cs, hs, x);
    }

    private Variable[] forward(List<Variable> cs, List<Variable> hs, Variable given) {
        if (cs.size() != nAry || hs.size() != nAry) {
            throw new IllegalArgumentException("NaryTreeLSTM: expected " + nAry + " children, there are " + cs.size()
                    + " cell states and " + hs.size() + " outputs");
        }
        Variable x = TreeInputs.input("NaryTreeLSTM", cs, hs, given, inSize);
        Variable gates = input.apply(x);
        for (int i = 0; i < nAry; i++) {
            if (hs.get(i) != null) {
                gates = gates.add(((Linear) child("W_h" + (i + 1))).apply(hs.get(i)));
            }
        }
        Variable[] inputs = Arrays.copyOf(TreeInputs.filled(cs, x, outSize), nAry + 1);
        inputs[nAry] = gates;
        return TreeLSTM.treeLstm(inputs);
    }
}
