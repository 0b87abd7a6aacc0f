package org.chainer.links.rnn;

import java.util.List;
import org.chainer.Initializer;
import org.chainer.Variable;

/**
 * Several layers of plain recurrent networks with tanh, over sequences of any lengths. Chainer: {@code L.NStepRNNTanh}.
 *
 * @see org.chainer.functions.rnn.NStepRNN
 */
public class NStepRNNTanh extends NStepRNNBase {

    /** A network. */
    public NStepRNNTanh(int nLayers, int inSize, int outSize, double dropout) {
        this(nLayers, inSize, outSize, dropout, null, null);
    }

    /**
     * A network with initializers.
     *
     * @param dropout ratio between the layers
     * @param initialW null for {@link org.chainer.initializers.LeCunNormal}
     * @param initialBias null for zeros
     */
    public NStepRNNTanh(
            int nLayers, int inSize, int outSize, double dropout, Initializer initialW, Initializer initialBias) {
        super(1, 2, nLayers, inSize, outSize, dropout, initialW, initialBias);
    }

    /**
     * All steps of all sequences.
     *
     * @param hx first outputs (layers, batch, out), or null for zeros
     * @param xs sequences, each (length, in)
     * @return the last outputs, and for each sequence its outputs (length, out)
     */
    public org.chainer.functions.rnn.NStepRNN.Result apply(Variable hx, List<Variable> xs) {
        return withHooks("forward", () -> forward(hx, xs), hx, xs);
    }

    private org.chainer.functions.rnn.NStepRNN.Result forward(Variable hx, List<Variable> xs) {
        Batch batch = new Batch(xs);
        org.chainer.functions.rnn.NStepRNN.Result result = org.chainer.functions.rnn.NStepRNN.nStepRnn(
                nLayers(), dropout(), batch.state(hx), parameters("w"), parameters("b"), batch.steps(), "tanh");
        return new org.chainer.functions.rnn.NStepRNN.Result(
                batch.restoredState(result.hy()), batch.restored(result.ys()));
    }
}
