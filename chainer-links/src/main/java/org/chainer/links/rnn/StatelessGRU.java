package org.chainer.links.rnn;

import org.chainer.Initializer;
import org.chainer.Variable;

/**
 * Gated recurrent unit without state of its own: {@code r = σ(W_r·x + U_r·h); z = σ(W_z·x + U_z·h); h' = (1 − z)·h + z·tanh(W·x + U·(r·h))}. Children {@code W_r, U_r, W_z, U_z, W, U}. Chainer: {@code
 * L.StatelessGRU}.
 *
 * @see <a href="https://arxiv.org/abs/1406.1078">Cho et al., Learning Phrase Representations using RNN Encoder-Decoder, 2014</a>
 */
public class StatelessGRU extends GRUBase {

    /** A layer; the input size may be null if it comes with the first input. */
    public StatelessGRU(Integer inSize, int outSize) {
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
    public StatelessGRU(Integer inSize, int outSize, Initializer init, Initializer innerInit, Initializer biasInit) {
        super(inSize, outSize, init, innerInit, biasInit);
    }

    /** One step: the former output (batch, out) and x (batch, in) to the output (batch, out). */
    public Variable apply(Variable h, Variable x) {
        return withHooks("forward", () -> step(h, x), h, x);
    }
}
