package org.chainer.functions.rnn;

import java.util.List;
import org.chainer.Variable;
import org.chainer.functions.activation.Sigmoid;
import org.chainer.functions.activation.Tanh;
import org.chainer.functions.array.Concat;
import org.chainer.functions.array.SplitAxis;
import org.chainer.functions.connection.Linear;

/**
 * Stacked gated recurrent layers over whole sequences: {@code r = σ(W₀x + W₃h + b₀ + b₃), z = σ(W₁x + W₄h + b₁ + b₄), h̄ = tanh(W₂x + b₂ + r·(W₅h + b₅)), h'
 * = (1 − z)·h̄ + z·h}; each layer's outputs, with dropout, are the next one's inputs. In the bidirectional network a layer also goes backwards, and both
 * outputs are joined.
 *
 * <p>In: hx (S, batch, units) with S the number of layers times directions, ws and bs: for each of the S a list of six weights, W₀ to W₂ (units, inputs)
 * and W₃ to W₅ (units, units), and of six biases (units); xs: for each step (Bₜ, inputs), of one floating-point dtype. The sequences of a batch are sorted
 * by length, descending, so that Bₜ falls as they end. Out: hy as hx, and ys: for each step (Bₜ, units·directions). Chainer: {@code F.n_step_gru}, {@code
 * F.n_step_bigru}.
 *
 * @see <a href="https://arxiv.org/abs/1406.1078">Cho et al., Learning phrase representations using RNN encoder-decoder, 2014</a>
 */
public final class NStepGRU {
    private NStepGRU() {}

    /**
     * The network.
     *
     * @throws IllegalArgumentException if lists are of wrong lengths, or batches grow
     */
    public static NStepRNN.Result nStepGru(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        return run("n_step_gru", 1, nLayers, dropoutRatio, hx, ws, bs, xs);
    }

    /**
     * The bidirectional network.
     *
     * @throws IllegalArgumentException if lists are of wrong lengths, or batches grow
     */
    public static NStepRNN.Result nStepBigru(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        return run("n_step_bigru", 2, nLayers, dropoutRatio, hx, ws, bs, xs);
    }

    private static NStepRNN.Result run(
            String name,
            int directions,
            int nLayers,
            double dropoutRatio,
            Variable hx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        NStep.Result result =
                new NStep(name, Cell::new, 6, directions).run(nLayers, dropoutRatio, hx, null, ws, bs, xs);
        return new NStepRNN.Result(result.hy(), result.ys());
    }

    private static final class Cell implements SequenceCell {
        private final Variable inputWeight;
        private final Variable inputBias;
        private final Variable stateWeight;
        private final Variable stateBias;

        Cell(List<Variable> w, List<Variable> b) {
            inputWeight = Concat.concat(w.subList(0, 3), 0);
            inputBias = Concat.concat(b.subList(0, 3), 0);
            stateWeight = Concat.concat(w.subList(3, 6), 0);
            stateBias = Concat.concat(b.subList(3, 6), 0);
        }

        @Override
        public Variable project(Variable x) {
            return Linear.linear(x, inputWeight, inputBias);
        }

        @Override
        public State step(Variable projected, State before) {
            Variable h = before.h();
            Variable[] x = SplitAxis.splitAxis(projected, 3, 1);
            Variable fromState = Linear.linear(h, stateWeight, stateBias);
            Variable[] u = SplitAxis.splitAxis(fromState, 3, 1);
            Variable r = Sigmoid.sigmoid(x[0].add(u[0]));
            Variable z = Sigmoid.sigmoid(x[1].add(u[1]));
            Variable candidate = Tanh.tanh(x[2].add(r.mul(u[2])));
            Variable next = candidate.add(z.mul(h.sub(candidate)));
            fromState.disown();
            return new State(next, null);
        }
    }
}
