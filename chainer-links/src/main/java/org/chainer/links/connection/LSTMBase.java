package org.chainer.links.connection;

import org.chainer.Chain;
import org.chainer.Initializer;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.initializers.LeCunNormal;

/** What the LSTM links share: the projections of the input and of the former output to the four gates. */
abstract class LSTMBase extends Chain {
    /** Input to gates; has the biases. */
    protected Linear upward;
    /** Former output to gates; no bias. */
    protected Linear lateral;

    protected final int outSize;

    LSTMBase(
            Integer inSize,
            int outSize,
            Initializer lateralInit,
            Initializer upwardInit,
            double biasInit,
            double forgetBiasInit) {
        this.outSize = outSize;
        this.upward =
                new Linear(inSize, 4 * outSize, false, perGate(upwardInit), b -> fillBias(b, biasInit, forgetBiasInit));
        this.lateral = new Linear(outSize, 4 * outSize, true, perGate(lateralInit), null);
    }

    /** Each gate's matrix is initialised on its own; the rows of one unit's four gates lie together. */
    private static Initializer perGate(Initializer initializer) {
        Initializer chosen = initializer == null ? new LeCunNormal() : initializer;
        return w -> {
            NDArray gates = w.reshape(w.dim(0) / 4, 4, w.dim(1));
            for (int gate = 0; gate < 4; gate++) {
                NDArray matrix = w.emptyLike(Shape.of(w.dim(0) / 4, w.dim(1)));
                chosen.initialize(matrix);
                gates.set(matrix, Slice.all(), Slice.at(gate));
            }
        };
    }

    private static void fillBias(NDArray b, double bias, double forgetBias) {
        b.fill(bias);
        b.reshape(b.size() / 4, 4).select(1, 2).fill(forgetBias);
    }

    @Override
    protected String specs() {
        return "in_size=" + (upward.w().isInitialized() ? upward.w().dim(1) : "None") + ", out_size=" + outSize;
    }
}
