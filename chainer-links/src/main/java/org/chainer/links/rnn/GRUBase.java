package org.chainer.links.rnn;

import org.chainer.Chain;
import org.chainer.Initializer;
import org.chainer.Name;
import org.chainer.Variable;
import org.chainer.functions.activation.Sigmoid;
import org.chainer.functions.activation.Tanh;
import org.chainer.functions.math.LinearInterpolate;
import org.chainer.links.connection.Linear;

/** What the gated recurrent units share: six linear layers, {@code W_r, U_r, W_z, U_z, W, U}. */
abstract class GRUBase extends Chain {
    @Name("W_r")
    private Linear inputToReset;

    @Name("U_r")
    private Linear outputToReset;

    @Name("W_z")
    private Linear inputToUpdate;

    @Name("U_z")
    private Linear outputToUpdate;

    @Name("W")
    private Linear input;

    @Name("U")
    private Linear output;

    GRUBase(Integer inSize, int outSize, Initializer init, Initializer innerInit, Initializer biasInit) {
        inputToReset = new Linear(inSize, outSize, false, init, biasInit);
        outputToReset = new Linear(outSize, outSize, false, innerInit, biasInit);
        inputToUpdate = new Linear(inSize, outSize, false, init, biasInit);
        outputToUpdate = new Linear(outSize, outSize, false, innerInit, biasInit);
        input = new Linear(inSize, outSize, false, init, biasInit);
        output = new Linear(outSize, outSize, false, innerInit, biasInit);
    }

    /** One step from a former output. */
    final Variable step(Variable h, Variable x) {
        Variable r = Sigmoid.sigmoid(inputToReset.apply(x).add(outputToReset.apply(h)));
        Variable z = Sigmoid.sigmoid(inputToUpdate.apply(x).add(outputToUpdate.apply(h)));
        Variable candidate = Tanh.tanh(input.apply(x).add(output.apply(r.mul(h))));
        return LinearInterpolate.linearInterpolate(z, candidate, h);
    }

    /** The first step: neither the former output nor the layers that it goes through take part. */
    final Variable firstStep(Variable x) {
        Variable z = Sigmoid.sigmoid(inputToUpdate.apply(x));
        return z.mul(Tanh.tanh(input.apply(x)));
    }
}
