package org.chainer.links.rnn;

import org.chainer.Chain;
import org.chainer.Initializer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.initializers.Initializers;
import org.chainer.links.connection.Linear;

/** What the LSTM links share: the projections of the input and of the former output to the four gates of each unit. */
abstract class LSTMBase extends Chain {
    private Linear upward;
    private Linear lateral;
    private final int outSize;

    LSTMBase(
            Integer inSize,
            int outSize,
            Initializer lateralInit,
            Initializer upwardInit,
            Initializer biasInit,
            Initializer forgetBiasInit) {
        this.outSize = outSize;
        Initializer bias = Initializers.orConstant(biasInit, 0);
        Initializer forgetBias = Initializers.orConstant(forgetBiasInit, 1);
        this.upward = new Linear(
                inSize,
                4 * outSize,
                false,
                new RowBlocks(4, Initializers.orLeCunNormal(upwardInit)),
                b -> fillBias(b, bias, forgetBias));
        this.lateral =
                new Linear(outSize, 4 * outSize, true, new RowBlocks(4, Initializers.orLeCunNormal(lateralInit)), null);
    }

    /** The four gates of a unit lie side by side: input to the cell, input gate, forget gate, output gate. */
    private static void fillBias(NDArray b, Initializer bias, Initializer forgetBias) {
        NDArray gates = b.reshape(b.size() / 4, 4);
        for (int gate = 0; gate < 4; gate++) {
            (gate == 2 ? forgetBias : bias).initialize(gates.select(1, gate));
        }
    }

    /** Input to gates: {@code W} (4·out, in) and {@code b} (4·out). */
    public final Linear upward() {
        return upward;
    }

    /** Former output to gates: {@code W} (4·out, out). */
    public final Linear lateral() {
        return lateral;
    }

    final int outSize() {
        return outSize;
    }

    /** {@code upward(x) + lateral(h)}; the h may be null for zeros. The temporaries are this link's own: nobody else sees them but hooks. */
    final Variable gates(Variable x, Variable h) {
        Variable fromInput = upward.apply(x);
        if (h == null) {
            return fromInput;
        }
        if (!x.device().isHost()) {
            Variable both = lateral.applyOnto(h, fromInput);
            fromInput.disown();
            return both;
        }
        Variable fromOutput = lateral.apply(h);
        Variable sum = fromInput.add(fromOutput);
        fromInput.disown();
        fromOutput.disown();
        return sum;
    }

    final Variable zeros(long batch, Variable like) {
        NDArray zeros = like.array().emptyLike(Shape.of(batch, outSize)).fill(0);
        return new Variable(zeros, false);
    }
}
