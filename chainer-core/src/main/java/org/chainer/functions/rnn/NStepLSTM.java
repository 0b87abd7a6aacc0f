package org.chainer.functions.rnn;

import java.util.List;
import org.chainer.Variable;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.Stack;
import org.chainer.functions.connection.Linear;

/**
 * Stacked long short-term memory layers over whole sequences: {@code i = σ(W₀x + W₄h + b₀ + b₄), f = σ(W₁x + W₅h + b₁ + b₅), a = tanh(W₂x + W₆h + b₂ + b₆),
 * o = σ(W₃x + W₇h + b₃ + b₇), c' = f·c + i·a, h' = o·tanh(c')}; each layer's outputs, with dropout, are the next one's inputs. In the bidirectional network
 * a layer also goes backwards, and both outputs are joined.
 *
 * <p>In: hx and cx (S, batch, units) with S the number of layers times directions, ws and bs: for each of the S a list of eight weights, W₀ to W₃ (units,
 * inputs) and W₄ to W₇ (units, units), and of eight biases (units); xs: for each step (Bₜ, inputs), of one floating-point dtype. The sequences of a batch
 * are sorted by length, descending, so that Bₜ falls as they end. Out: hy and cy as hx, and ys: for each step (Bₜ, units·directions). Chainer: {@code
 * F.n_step_lstm}, {@code F.n_step_bilstm}.
 *
 * @see LSTM
 */
public final class NStepLSTM {
    private NStepLSTM() {}

    /**
     * What comes out.
     *
     * @param hy the outputs of each layer and direction at its last step
     * @param cy its cell states
     * @param ys the outputs of the last layer at each step
     */
    public record Result(Variable hy, Variable cy, List<Variable> ys) {}

    /**
     * The network.
     *
     * @throws IllegalArgumentException if lists are of wrong lengths, or batches grow
     */
    public static Result nStepLstm(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            Variable cx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        return run("n_step_lstm", 1, nLayers, dropoutRatio, hx, cx, ws, bs, xs);
    }

    /**
     * The bidirectional network.
     *
     * @throws IllegalArgumentException if lists are of wrong lengths, or batches grow
     */
    public static Result nStepBilstm(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            Variable cx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        return run("n_step_bilstm", 2, nLayers, dropoutRatio, hx, cx, ws, bs, xs);
    }

    private static Result run(
            String name,
            int directions,
            int nLayers,
            double dropoutRatio,
            Variable hx,
            Variable cx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        if (cx == null) {
            throw new IllegalArgumentException(name + ": cx is null");
        }
        NStep.Result result = new NStep(name, Cell::new, 8, directions).run(nLayers, dropoutRatio, hx, cx, ws, bs, xs);
        return new Result(result.hy(), result.cy(), result.ys());
    }

    private static final class Cell implements SequenceCell {
        private final Variable inputWeight;
        private final Variable stateWeight;
        private final Variable bias;

        Cell(List<Variable> w, List<Variable> b) {
            inputWeight = interleaved(w.get(2), w.get(0), w.get(1), w.get(3));
            stateWeight = interleaved(w.get(6), w.get(4), w.get(5), w.get(7));
            bias = interleaved(b.get(2), b.get(0), b.get(1), b.get(3))
                    .add(interleaved(b.get(6), b.get(4), b.get(5), b.get(7)));
        }

        /** Rows 4j … 4j+3 are row j of the four, in the order that {@link LSTM} expects. */
        private static Variable interleaved(Variable... gates) {
            long[] shape = gates[0].shape().toArray();
            shape[0] *= 4;
            return Reshape.reshape(Stack.stack(1, gates), shape);
        }

        @Override
        public Variable project(Variable x) {
            return Linear.linear(x, inputWeight, bias);
        }

        @Override
        public State step(Variable projected, State before) {
            Variable fromState = Linear.linear(before.h(), stateWeight, null);
            Variable gates = fromState.add(projected);
            Variable[] next = LSTM.lstm(before.c(), gates);
            fromState.disown();
            gates.disown();
            return new State(next[1], next[0]);
        }
    }
}
