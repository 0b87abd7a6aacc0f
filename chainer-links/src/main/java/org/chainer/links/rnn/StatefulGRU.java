package org.chainer.links.rnn;

import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.Variable;
import org.chainer.backend.Device;

/**
 * Gated recurrent unit that keeps its output from call to call; see {@link StatelessGRU}. Children {@code W_r, U_r, W_z, U_z, W, U}. Chainer: {@code L.StatefulGRU}.
 *
 * @see <a href="https://arxiv.org/abs/1406.1078">Cho et al., Learning Phrase Representations using RNN Encoder-Decoder, 2014</a>
 */
public class StatefulGRU extends GRUBase implements Layer, Stateful {
    private transient Variable h;

    /** A layer; the input size may be null if it comes with the first input. */
    public StatefulGRU(Integer inSize, int outSize) {
        this(inSize, outSize, null, null, null);
    }

    /**
     * A layer with initializers.
     *
     * @param inSize null if it comes with the first input
     * @param init of the layers that the input goes through, null for {@link org.chainer.initializers.LeCunNormal}
     * @param innerInit of the layers that the former output goes through, likewise
     * @param biasInit null for 0
     */
    public StatefulGRU(Integer inSize, int outSize, Initializer init, Initializer innerInit, Initializer biasInit) {
        super(inSize, outSize, init, innerInit, biasInit);
    }

    /** The last output (batch, out), or null before the first call. */
    public final Variable h() {
        return h;
    }

    /** Sets the state; the variable is moved to this link's device. */
    public final void setState(Variable output) {
        output.toDevice(device());
        h = output;
    }

    /** Forgets the state. */
    public final void resetState() {
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
        h = h == null ? firstStep(x) : step(h, x);
        return h;
    }
}
