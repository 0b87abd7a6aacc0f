package org.chainer.links.rnn;

import java.util.Arrays;
import java.util.List;
import org.chainer.Chain;
import org.chainer.Name;
import org.chainer.Variable;
import org.chainer.functions.activation.Sigmoid;
import org.chainer.functions.activation.Tanh;
import org.chainer.functions.array.Concat;
import org.chainer.functions.array.SplitAxis;
import org.chainer.functions.rnn.TreeLSTM;
import org.chainer.links.connection.Linear;

/**
 * Tree LSTM for any number of children without order: the gates see the sum of their outputs. Children of the link {@code W_x, W_h_aio, W_h_f}. Chainer: {@code L.ChildSumTreeLSTM}.
 *
 * @see <a href="https://arxiv.org/abs/1503.00075">Tai et al., Improved Semantic Representations From Tree-Structured LSTM Networks, 2015</a>
 */
public class ChildSumTreeLSTM extends Chain {
    @Name("W_x")
    private Linear input;

    @Name("W_h_aio")
    private Linear outputToGates;

    @Name("W_h_f")
    private Linear outputToForget;

    private final int inSize;
    private final int outSize;

    /** A layer. */
    public ChildSumTreeLSTM(int inSize, int outSize) {
        this.inSize = inSize;
        this.outSize = outSize;
        input = new Linear(inSize, 4 * outSize);
        outputToGates = new Linear(outSize, 3 * outSize, true);
        outputToForget = new Linear(outSize, outSize, true);
    }

    /**
     * The state of a node.
     *
     * @param cs cell states (batch, out) of the children; null for zeros
     * @param hs outputs (batch, out) of the children; null for zeros
     * @param x input (batch, in) of the node; null for zeros
     * @return the node's cell state and output
     * @throws IllegalArgumentException if the lists differ in length, or everything is missing
     */
    public Variable[] apply(List<Variable> cs, List<Variable> hs, Variable x) {
        return withHooks("forward", () -> forward(cs, hs, x), cs, hs, x);
    }

    private Variable[] forward(List<Variable> cs, List<Variable> hs, Variable given) {
        Variable x = TreeInputs.input("ChildSumTreeLSTM", cs, hs, given, inSize);
        Variable[] parts = SplitAxis.splitAxis(input.apply(x), new long[] {3L * outSize}, 1);
        if (hs.isEmpty()) {
            Variable[] gates = SplitAxis.splitAxis(parts[0], 3, 1);
            Variable c = Sigmoid.sigmoid(gates[1]).mul(Tanh.tanh(gates[0]));
            return new Variable[] {c, Sigmoid.sigmoid(gates[2]).mul(Tanh.tanh(c))};
        }
        Variable[] outputs = TreeInputs.filled(hs, x, outSize);
        Variable sum = Arrays.stream(outputs).reduce(Variable::add).orElseThrow();
        int n = outputs.length;
        Variable[] gates = new Variable[n + 1];
        gates[0] = outputToGates.apply(sum).add(parts[0]);
        for (int i = 0; i < n; i++) {
            gates[i + 1] = outputToForget.apply(outputs[i]).add(parts[1]);
        }
        Variable[] inputs = Arrays.copyOf(TreeInputs.filled(cs, x, outSize), n + 1);
        inputs[n] = Concat.concat(1, gates);
        return TreeLSTM.treeLstm(inputs);
    }
}
