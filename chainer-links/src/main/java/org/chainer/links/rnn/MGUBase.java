package org.chainer.links.rnn;

import org.chainer.Chain;
import org.chainer.Name;
import org.chainer.Variable;
import org.chainer.functions.activation.Sigmoid;
import org.chainer.functions.activation.Tanh;
import org.chainer.functions.array.Concat;
import org.chainer.functions.math.LinearInterpolate;
import org.chainer.links.connection.Linear;

/** What the minimal gated units share: two linear layers of output and input together, {@code W_f} and {@code W_h}. */
abstract class MGUBase extends Chain {
    @Name("W_f")
    private Linear toForget;

    @Name("W_h")
    private Linear toOutput;

    MGUBase(int inSize, int outSize) {
        toForget = new Linear(inSize + outSize, outSize);
        toOutput = new Linear(inSize + outSize, outSize);
    }

    final Variable step(Variable h, Variable x) {
        Variable f = Sigmoid.sigmoid(toForget.apply(Concat.concat(h, x)));
        Variable candidate = Tanh.tanh(toOutput.apply(Concat.concat(f.mul(h), x)));
        return LinearInterpolate.linearInterpolate(f, candidate, h);
    }
}
