package org.chainer.links.connection;

import org.chainer.Initializer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/**
 * Long short-term memory layer without state of its own: c and h go in and come out. Parameters {@code upward/W}, {@code upward/b}, {@code
 * lateral/W}.
 *
 * @see org.chainer.functions.rnn.LSTM
 */
public class StatelessLSTM extends LSTMBase {

    /** A layer; the input size may be null if it comes with the first input. */
    public StatelessLSTM(Integer inSize, int outSize) {
        this(inSize, outSize, null, null, 0, 1);
    }

    /** A layer with initializers (null for {@link org.chainer.initializers.LeCunNormal}) and initial biases. */
    public StatelessLSTM(
            Integer inSize,
            int outSize,
            Initializer lateralInit,
            Initializer upwardInit,
            double biasInit,
            double forgetBiasInit) {
        super(inSize, outSize, lateralInit, upwardInit, biasInit, forgetBiasInit);
    }

    /**
     * One step.
     *
     * @param c cell state (batch, out), or null for zeros
     * @param h former output (batch, out), or null for zeros
     * @param x input (batch, in)
     * @return the next cell state and the output
     */
    public Variable[] apply(Variable c, Variable h, Variable x) {
        return withHooks("forward", () -> forward(c, h, x), c, h, x);
    }

    private Variable[] forward(Variable c, Variable h, Variable x) {
        Variable gates = upward.apply(x);
        if (h != null) {
            gates = gates.add(lateral.apply(h));
        }
        Variable cell = c;
        if (cell == null) {
            NDArray zeros = x.array()
                    .emptyLike(gates.dtype(), Shape.of(x.dim(0), outSize))
                    .fill(0);
            cell = new Variable(zeros, false);
        }
        return org.chainer.functions.rnn.LSTM.lstm(cell, gates);
    }
}
