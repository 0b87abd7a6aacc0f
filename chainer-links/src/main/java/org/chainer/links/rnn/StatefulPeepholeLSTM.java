package org.chainer.links.rnn;

import org.chainer.Variable;
import org.chainer.functions.activation.Sigmoid;
import org.chainer.functions.activation.Tanh;
import org.chainer.links.connection.Linear;

/**
 * LSTM whose gates see the cell state: {@code c' = tanh(a)·σ(i + peep_i·c) + σ(f + peep_f·c)·c; h' = σ(o + peep_o·c')·tanh(c')}. Keeps its state from call to call. Children {@code upward, lateral,
 * peep_i, peep_f, peep_o}. Chainer: {@code L.StatefulPeepholeLSTM}.
 *
 * @see <a href="https://jmlr.org/papers/v3/gers02a.html">Gers et al., Learning Precise Timing with LSTM Recurrent Networks, 2002</a>
 */
public class StatefulPeepholeLSTM extends CellAndOutput {
    @org.chainer.Name("peep_i")
    private Linear peepI;

    @org.chainer.Name("peep_f")
    private Linear peepF;

    @org.chainer.Name("peep_o")
    private Linear peepO;

    /** A layer; the input size may be null if it comes with the first input. */
    public StatefulPeepholeLSTM(Integer inSize, int outSize) {
        super(inSize, outSize);
        peepI = new Linear(outSize, outSize, true);
        peepF = new Linear(outSize, outSize, true);
        peepO = new Linear(outSize, outSize, true);
    }

    /** One step: x (batch, in) to the output (batch, out). */
    @Override
    public Variable forward(Variable x) {
        Variable[] gates = gates(x);
        Variable former = cell(x);
        Variable i = Sigmoid.sigmoid(gates[1].add(peepI.apply(former)));
        Variable f = Sigmoid.sigmoid(gates[2].add(peepF.apply(former)));
        Variable c = Tanh.tanh(gates[0]).mul(i).add(f.mul(former));
        Variable o = Sigmoid.sigmoid(gates[3].add(peepO.apply(c)));
        setState(c, o.mul(Tanh.tanh(c)));
        return h();
    }
}
