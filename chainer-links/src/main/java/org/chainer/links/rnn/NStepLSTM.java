package org.chainer.links.rnn;

import java.util.List;
import org.chainer.Initializer;
import org.chainer.Variable;

/**
 * Several layers of long short-term memory, over sequences of any lengths. Chainer: {@code L.NStepLSTM}.
 *
 * @see org.chainer.functions.rnn.NStepLSTM
 */
public class NStepLSTM extends NStepRNNBase {

    /** A network. */
    public NStepLSTM(int nLayers, int inSize, int outSize, double dropout) {
        this(nLayers, inSize, outSize, dropout, null, null);
    }

    /**
     * A network with initializers.
     *
     * @param dropout ratio between the layers
     * @param initialW null for {@link org.chainer.initializers.LeCunNormal}
     * @param initialBias null for zeros
     */
    public NStepLSTM(
            int nLayers, int inSize, int outSize, double dropout, Initializer initialW, Initializer initialBias) {
        super(1, 8, nLayers, inSize, outSize, dropout, initialW, initialBias);
    }

    @Override
    public int nCells() {
        return 2;
    }

    /**
     * All steps of all sequences.
     *
     * @param hx first outputs (layers, batch, out), or null for zeros
     * @param cx first cell states, likewise
     * @param xs sequences, each (length, in)
     * @return the last outputs, the last cell states, and for each sequence its outputs (length, out)
     */
    public org.chainer.functions.rnn.NStepLSTM.Result apply(Variable hx, Variable cx, List<Variable> xs) {
        return withHooks("forward", () -> forward(hx, cx, xs), hx, cx, xs);
    }

    private org.chainer.functions.rnn.NStepLSTM.Result forward(Variable hx, Variable cx, List<Variable> xs) {
        Batch batch = new Batch(xs);
        org.chainer.functions.rnn.NStepLSTM.Result result = org.chainer.functions.rnn.NStepLSTM.nStepLstm(
                nLayers(),
                dropout(),
                batch.state(hx),
                batch.state(cx),
                parameters("w"),
                parameters("b"),
                batch.steps());
        return new org.chainer.functions.rnn.NStepLSTM.Result(
                batch.restoredState(result.hy()), batch.restoredState(result.cy()), batch.restored(result.ys()));
    }
}
