package org.chainer.links.rnn;

import org.chainer.Chain;
import org.chainer.Layer;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.SplitAxis;
import org.chainer.links.connection.Linear;

/** What the LSTM variants share that are made of several functions: state c and h, and the projections {@code upward} and {@code lateral} to the four gates of each unit. */
abstract class CellAndOutput extends Chain implements Layer, Stateful {
    private Linear upward;
    private Linear lateral;
    private transient Variable c;
    private transient Variable h;
    private final int outSize;

    CellAndOutput(Integer inSize, int outSize) {
        this.outSize = outSize;
        this.upward = new Linear(inSize, 4 * outSize);
        this.lateral = new Linear(outSize, 4 * outSize, true);
    }

    /** The cell state (batch, out), or null before the first call. */
    public final Variable c() {
        return c;
    }

    /** The last output (batch, out), or null before the first call. */
    public final Variable h() {
        return h;
    }

    /** Sets the state; the variables are moved to this link's device. */
    public final void setState(Variable cell, Variable output) {
        cell.toDevice(device());
        output.toDevice(device());
        c = cell;
        h = output;
    }

    /** Forgets the state. */
    public final void resetState() {
        c = null;
        h = null;
    }

    @Override
    public final void serializeState(Serializer serializer) {
        c = Stateful.variable(serializer, "c", c, device());
        h = Stateful.variable(serializer, "h", h, device());
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

    /** The cell state, or zeros. */
    final Variable cell(Variable x) {
        return c == null ? zeros(x) : c;
    }

    /** The former output, or zeros. */
    final Variable output(Variable x) {
        return h == null ? zeros(x) : h;
    }

    private Variable zeros(Variable x) {
        return new Variable(x.array().emptyLike(Shape.of(x.dim(0), outSize)).fill(0), false);
    }

    /** The inputs of the four gates, each (batch, out): input to the cell, input gate, forget gate, output gate. */
    final Variable[] gates(Variable x) {
        Variable all = upward.apply(x);
        if (h != null) {
            all = all.add(lateral.apply(h));
        }
        Variable[] gates = SplitAxis.splitAxis(Reshape.reshape(all, all.dim(0), outSize, 4), 4, 2);
        for (int i = 0; i < gates.length; i++) {
            gates[i] = Reshape.reshape(gates[i], gates[i].dim(0), outSize);
        }
        return gates;
    }
}
