package org.chainer.links.rnn;

import java.util.List;
import org.chainer.Initializer;
import org.chainer.Variable;

/**
 * Several layers of gated recurrent units in both directions, over sequences of any lengths. Chainer: {@code L.NStepBiGRU}.
 *
 * @see org.chainer.functions.rnn.NStepGRU
 */
public class NStepBiGRU extends NStepRNNBase {

    /** A network. */
    public NStepBiGRU(int nLayers, int inSize, int outSize, double dropout) {
        this(nLayers, inSize, outSize, dropout, null, null);
    }

    /**
     * A network with initializers.
     *
     * @param dropout ratio between the layers
     * @param initialW null for {@link org.chainer.initializers.LeCunNormal}
     * @param initialBias null for zeros
     */
    public NStepBiGRU(
            int nLayers, int inSize, int outSize, double dropout, Initializer initialW, Initializer initialBias) {
        super(2, 6, nLayers, inSize, outSize, dropout, initialW, initialBias);
    }

    /**
     * All steps of all sequences.
     *
     * @param hx first outputs (layers·2, batch, out), or null for zeros
     * @param xs sequences, each (length, in)
     * @return the last outputs, and for each sequence its outputs (length, 2·out)
     */
    public org.chainer.functions.rnn.NStepRNN.Result apply(Variable hx, List<Variable> xs) {
        return withHooks("forward", () -> forward(hx, xs), hx, xs);
    }

    private org.chainer.functions.rnn.NStepRNN.Result forward(Variable hx, List<Variable> xs) {
        Batch batch = new Batch(xs);
        org.chainer.functions.rnn.NStepRNN.Result result = org.chainer.functions.rnn.NStepGRU.nStepBigru(
                nLayers(), dropout(), batch.state(hx), parameters("w"), parameters("b"), batch.steps());
        return new org.chainer.functions.rnn.NStepRNN.Result(
                batch.restoredState(result.hy()), batch.restored(result.ys()));
    }
}
