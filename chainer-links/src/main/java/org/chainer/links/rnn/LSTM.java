package org.chainer.links.rnn;

import org.chainer.CopyMode;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.Variable;
import org.chainer.array.Slice;
import org.chainer.backend.Device;
import org.chainer.functions.array.Concat;

/**
 * Long short-term memory layer that keeps its state from call to call. Parameters {@code upward/W}, {@code upward/b}, {@code lateral/W}. Chainer: {@code L.LSTM}.
 *
 * <p>A batch may be smaller than the one before: the first rows go on, the state of the others stays. {@link #resetState()} starts anew.
 *
 * @see org.chainer.functions.rnn.LSTM
 */
public class LSTM extends LSTMBase implements Layer, Stateful {
    private transient Variable c;
    private transient Variable h;
    /** Whether somebody else may hold the cell state, so that its memory is not ours to give back. */
    private transient boolean shared;

    /** A layer whose input size comes with the first input. */
    public LSTM(int outSize) {
        this(null, outSize);
    }

    /** A layer; the input size may be null if it comes with the first input. */
    public LSTM(Integer inSize, int outSize) {
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
    public LSTM(
            Integer inSize,
            int outSize,
            Initializer lateralInit,
            Initializer upwardInit,
            Initializer biasInit,
            Initializer forgetBiasInit) {
        super(inSize, outSize, lateralInit, upwardInit, biasInit, forgetBiasInit);
    }

    /** The cell state (batch, out), or null before the first call. */
    public Variable c() {
        shared = true;
        return c;
    }

    /** The last output (batch, out), with the rows of sequences that have ended; null before the first call. */
    public Variable h() {
        return h;
    }

    /** Sets the state; the variables are moved to this link's device. */
    public void setState(Variable cell, Variable output) {
        cell.toDevice(device());
        output.toDevice(device());
        forgetCell();
        c = cell;
        h = output;
        shared = true;
    }

    /** Forgets the state. */
    public void resetState() {
        forgetCell();
        h = null;
    }

    private void forgetCell() {
        if (c != null && !shared) {
            c.disown();
        }
        c = null;
        shared = false;
    }

    @Override
    protected void deviceChanged(Device target) {
        if (c != null) {
            c.toDevice(target);
        }
        if (h != null) {
            h.toDevice(target);
        }
    }

    @Override
    public void serializeState(Serializer serializer) {
        shared = true;
        c = Stateful.variable(serializer, "c", c, device());
        h = Stateful.variable(serializer, "h", h, device());
    }

    /** A copy that goes on from the same state. */
    @Override
    public Link copy(CopyMode mode) {
        shared = true;
        return super.copy(mode);
    }

    /**
     * One step: x (batch, in) to the output (batch, out).
     *
     * @throws IllegalArgumentException if the batch is greater than that of the former call
     */
    @Override
    public Variable forward(Variable x) {
        long rows = x.dim(0);
        Variable gates = gates(x, formerOutput(rows));
        Variable cell = c == null ? zeros(rows, gates) : c;
        Variable[] next = org.chainer.functions.rnn.LSTM.lstm(cell, gates);
        gates.disown();
        if (c == null) {
            cell.disown();
        }
        forgetCell();
        c = next[0];
        h = h == null || h.dim(0) == rows ? next[1] : withEnded(next[1]);
        return next[1];
    }

    /** The former output of the sequences that go on. */
    private Variable formerOutput(long rows) {
        if (h == null || h.dim(0) == rows) {
            return h;
        }
        if (h.dim(0) < rows) {
            throw new IllegalArgumentException(
                    "LSTM: the batch has " + rows + " rows, but the state of the former call has " + h.dim(0)
                            + "; a batch may only become smaller: call resetState() before a new sequence");
        }
        return h.get(Slice.of(0L, rows));
    }

    private Variable withEnded(Variable output) {
        return Concat.concat(0, output, h.get(Slice.of(output.dim(0), h.dim(0))));
    }
}
