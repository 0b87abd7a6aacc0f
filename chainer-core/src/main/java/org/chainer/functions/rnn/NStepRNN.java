package org.chainer.functions.rnn;

import java.util.List;
import org.chainer.Variable;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.activation.Tanh;
import org.chainer.functions.connection.Linear;

/**
 * Stacked plain recurrent layers over whole sequences: {@code hₜ = f(W₀·xₜ + W₁·hₜ₋₁ + b₀ + b₁)} with f = tanh or ReLU; each layer's outputs, with
 * dropout, are the next one's inputs. In the bidirectional network a layer also goes backwards, and both outputs are joined.
 *
 * <p>In: hx (S, batch, units) with S the number of layers times directions, ws and bs: for each of the S a list of two weights (units, inputs) and (units,
 * units) and of two biases (units); xs: for each step (Bₜ, inputs), of one floating-point dtype. The sequences of a batch are sorted by length,
 * descending, so that Bₜ falls as they end. Out: hy as hx, and ys: for each step (Bₜ, units·directions). Chainer: {@code F.n_step_rnn}, {@code
 * F.n_step_birnn}.
 */
public final class NStepRNN {
    private NStepRNN() {}

    /**
     * What comes out.
     *
     * @param hy the outputs of each layer and direction at its last step
     * @param ys the outputs of the last layer at each step
     */
    public record Result(Variable hy, List<Variable> ys) {}

    /** The network with tanh. */
    public static Result nStepRnn(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        return nStepRnn(nLayers, dropoutRatio, hx, ws, bs, xs, "tanh");
    }

    /**
     * The network.
     *
     * @param activation {@code tanh} or {@code relu}
     * @throws IllegalArgumentException if there is no such activation, lists are of wrong lengths, or batches grow
     */
    public static Result nStepRnn(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs,
            String activation) {
        return run("n_step_rnn", 1, nLayers, dropoutRatio, hx, ws, bs, xs, activation);
    }

    /** The bidirectional network with tanh. */
    public static Result nStepBirnn(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        return nStepBirnn(nLayers, dropoutRatio, hx, ws, bs, xs, "tanh");
    }

    /**
     * The bidirectional network.
     *
     * @param activation {@code tanh} or {@code relu}
     * @throws IllegalArgumentException if there is no such activation, lists are of wrong lengths, or batches grow
     */
    public static Result nStepBirnn(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs,
            String activation) {
        return run("n_step_birnn", 2, nLayers, dropoutRatio, hx, ws, bs, xs, activation);
    }

    private static Result run(
            String name,
            int directions,
            int nLayers,
            double dropoutRatio,
            Variable hx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs,
            String activation) {
        if (!activation.equals("tanh") && !activation.equals("relu")) {
            throw new IllegalArgumentException(
                    name + ": activation must be 'tanh' or 'relu', not '" + activation + "'");
        }
        boolean isTanh = activation.equals("tanh");
        NStep.Result result = new NStep(name, (w, b) -> new Cell(w, b, isTanh), 2, directions)
                .run(nLayers, dropoutRatio, hx, null, ws, bs, xs);
        return new Result(result.hy(), result.ys());
    }

    private record Cell(List<Variable> w, List<Variable> b, boolean isTanh) implements SequenceCell {
        @Override
        public Variable project(Variable x) {
            return Linear.linear(x, w.get(0), b.get(0).add(b.get(1)));
        }

        @Override
        public State step(Variable projected, State before) {
            Variable fromState = Linear.linear(before.h(), w.get(1), null);
            Variable sum = fromState.add(projected);
            Variable h = isTanh ? Tanh.tanh(sum) : ReLU.relu(sum);
            fromState.disown();
            sum.disown();
            return new State(h, null);
        }
    }
}
