package org.chainer.links.rnn;

import org.chainer.Initializer;
import org.chainer.Variable;

/**
 * Long short-term memory layer without state of its own: c and h go in and come out. Parameters {@code upward/W}, {@code upward/b}, {@code
 * lateral/W}. Chainer: {@code L.StatelessLSTM}.
 *
 * @see org.chainer.functions.rnn.LSTM
 */
public class StatelessLSTM extends LSTMBase {

    /** A layer whose input size comes with the first input. */
    public StatelessLSTM(int outSize) {
        this(null, outSize);
    }

    /** A layer; the input size may be null if it comes with the first input. */
    public StatelessLSTM(Integer inSize, int outSize) {
        this(inSize, outSize, null, null, null, null);
    }

    /**
     * A layer with initializers.
     *
     * @param inSize null if it comes with the first input
     * @param lateralInit null for {@link org.chainer.initializers.LeCunNormal}; fills the matrix in four blocks of rows
     * @param upwardInit likewise
     * @param biasInit null for 0
     * @param forgetBiasInit null for 1
     */
    public StatelessLSTM(
            Integer inSize,
            int outSize,
            Initializer lateralInit,
            Initializer upwardInit,
            Initializer biasInit,
            Initializer forgetBiasInit) {
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
        Variable gates = gates(x, h);
        Variable cell = c == null ? zeros(x.dim(0), gates) : c;
        Variable[] next = org.chainer.functions.rnn.LSTM.lstm(cell, gates);
        gates.disown();
        return next;
    }
}
