package org.chainer.links.rnn;

import org.chainer.Layer;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.backend.Device;

/**
 * Minimal gated unit that keeps its output from call to call; see {@link StatelessMGU}. Children {@code W_f} and {@code W_h}. Chainer: {@code L.StatefulMGU}.
 *
 * @see <a href="https://arxiv.org/abs/1603.09420">Zhou et al., Minimal Gated Unit for Recurrent Neural Networks, 2016</a>
 */
public class StatefulMGU extends MGUBase implements Layer, Stateful {
    private transient Variable h;
    private final int outSize;

    /** A layer. */
    public StatefulMGU(int inSize, int outSize) {
        super(inSize, outSize);
        this.outSize = outSize;
    }

    /** The last output (batch, out), or null before the first call. */
    public Variable h() {
        return h;
    }

    /** Sets the state; the variable is moved to this link's device. */
    public void setState(Variable output) {
        output.toDevice(device());
        h = output;
    }

    /** Forgets the state. */
    public void resetState() {
        h = null;
    }

    @Override
    public final void serializeState(Serializer serializer) {
        h = Stateful.variable(serializer, "h", h, device());
    }

    @Override
    protected void deviceChanged(Device target) {
        if (h != null) {
            h.toDevice(target);
        }
    }

    /** One step: x (batch, in) to the output (batch, out). */
    @Override
    public Variable forward(Variable x) {
        Variable former = h != null
                ? h
                : new Variable(x.array().emptyLike(Shape.of(x.dim(0), outSize)).fill(0), false);
        h = step(former, x);
        return h;
    }
}
