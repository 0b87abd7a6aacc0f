package org.chainer.links.rnn;

import org.chainer.Variable;

/**
 * Minimal gated unit without state of its own: {@code f = σ(W_f·[h, x]); h' = (1 − f)·h + f·tanh(W_h·[f·h, x])}. Children {@code W_f} and {@code W_h}. Chainer: {@code L.StatelessMGU}.
 *
 * @see <a href="https://arxiv.org/abs/1603.09420">Zhou et al., Minimal Gated Unit for Recurrent Neural Networks, 2016</a>
 */
public class StatelessMGU extends MGUBase {

    /** A layer. */
    public StatelessMGU(int inSize, int outSize) {
        super(inSize, outSize);
    }

    /** One step: the former output (batch, out) and x (batch, in) to the output (batch, out). */
    public Variable apply(Variable h, Variable x) {
        return withHooks("forward", () -> step(h, x), h, x);
    }
}
