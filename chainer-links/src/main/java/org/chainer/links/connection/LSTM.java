package org.chainer.links.connection;

import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;

/**
 * Long short-term memory layer that keeps its state from call to call. Parameters {@code upward/W}, {@code upward/b}, {@code lateral/W}.
 *
 * <p>A batch may be smaller than the one before: the first rows go on, the state of the others stays. {@link #resetState()} starts anew.
 *
 * @see org.chainer.functions.rnn.LSTM
 */
public class LSTM extends LSTMBase implements Layer {
    private transient Variable c;
    private transient Variable h;

    /** A layer whose input size comes with the first input. */
    public LSTM(int outSize) {
        this(null, outSize);
    }

    /** A layer; the input size may be null if it comes with the first input. */
    public LSTM(Integer inSize, int outSize) {
        this(inSize, outSize, null, null, 0, 1);
    }

    /** A layer with initializers (null for {@link org.chainer.initializers.LeCunNormal}) and initial biases. */
    public LSTM(
            Integer inSize,
            int outSize,
            Initializer lateralInit,
            Initializer upwardInit,
            double biasInit,
            double forgetBiasInit) {
        super(inSize, outSize, lateralInit, upwardInit, biasInit, forgetBiasInit);
    }

    /** The cell state (batch, out), or null before the first call. */
    public Variable c() {
        return c;
    }

    /** The last output (batch, out), or null before the first call. */
    public Variable h() {
        return h;
    }

    /** Sets the state, moved to this link's device. */
    public void setState(Variable cell, Variable output) {
        cell.toDevice(device());
        output.toDevice(device());
        c = cell;
        h = output;
    }

    /** Forgets the state. */
    public void resetState() {
        c = null;
        h = null;
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

    /** One step: x (batch, in) to the output (batch, out). */
    @Override
    public Variable forward(Variable x) {
        Variable gates = upward.apply(x);
        if (h != null) {
            gates = withFormerOutput(gates);
        }
        if (c == null) {
            NDArray zeros = gates.array().emptyLike(Shape.of(x.dim(0), outSize)).fill(0);
            c = new Variable(zeros, false);
        }
        Variable[] next = org.chainer.functions.rnn.LSTM.lstm(c, gates);
        c = next[0];
        h = next[1];
        return h;
    }

    private Variable withFormerOutput(Variable gates) {
        long rows = gates.dim(0);
        if (h.dim(0) == rows) {
            return gates.add(lateral.apply(h));
        }
        if (h.dim(0) < rows) {
            throw new IllegalArgumentException(
                    "LSTM: the batch has " + rows + " rows, but the state of the former call has " + h.dim(0)
                            + "; a batch may only become smaller: call resetState() before a new sequence");
        }
        return gates.add(lateral.apply(h.get(org.chainer.array.Slice.of(0L, rows))));
    }
}
