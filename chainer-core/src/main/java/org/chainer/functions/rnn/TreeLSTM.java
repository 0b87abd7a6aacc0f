package org.chainer.functions.rnn;

import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.activation.Sigmoid;
import org.chainer.functions.activation.Tanh;
import org.chainer.functions.array.SplitAxis;
import org.chainer.utils.TypeCheck;

/**
 * Tree-LSTM cell, which joins the states of a node's children: {@code c = tanh(a)·σ(i) + Σ σ(fₖ)·cₖ; h = σ(o)·tanh(c)}.
 *
 * <p>In: n cell states (batch, units, …), then x (batch, (3 + n)·units, …): a, i, o, f₁ … fₙ one after the other along axis 1; of one floating-point
 * dtype. Out: c and h (batch, units, …). Chainer: {@code F.tree_lstm}.
 *
 * @see <a href="https://arxiv.org/abs/1503.00075">Tai et al., Improved semantic representations from tree-structured long short-term memory networks, 2015</a>
 */
public final class TreeLSTM {
    private TreeLSTM() {}

    /**
     * The joint cell state and the output.
     *
     * @param inputs the children's cell states, then x
     */
    public static Variable[] treeLstm(Variable... inputs) {
        int children = inputs.length - 1;
        TypeCheck in = TypeCheck.of("tree_lstm", inputs)
                .names(names(inputs.length))
                .count(2, Integer.MAX_VALUE)
                .floating(0)
                .minRank(0, 2);
        Shape shape = in.shape(0);
        for (int i = 1; i < children; i++) {
            in.sameDType(0, i).sameShape(0, i);
        }
        in.sameDType(0, children).shape(children, shape.withDim(1, (3 + children) * shape.dim(1)));
        Variable[] gates = SplitAxis.splitAxis(inputs[children], 3 + children, 1);
        Variable c = Tanh.tanh(gates[0]).mul(Sigmoid.sigmoid(gates[1]));
        for (int i = 0; i < children; i++) {
            c = c.add(Sigmoid.sigmoid(gates[3 + i]).mul(inputs[i]));
        }
        return new Variable[] {c, Sigmoid.sigmoid(gates[2]).mul(Tanh.tanh(c))};
    }

    private static String[] names(int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = i < count - 1 ? "c" + (i + 1) : "x";
        }
        return names;
    }
}
