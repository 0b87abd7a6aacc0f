package org.chainer.golden;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Variable;
import org.chainer.functions.F;
import org.chainer.functions.rnn.NStepLSTM;
import org.chainer.functions.rnn.NStepRNN;

/** Calls of the recurrent functions. */
final class RnnOps {
    private RnnOps() {}

    static void register(GoldenOps ops) {
        ops.addAll("lstm", (x, c) -> F.lstm(x[0], x[1]));
        ops.addAll("slstm", (x, c) -> F.slstm(x[0], x[1], x[2], x[3]));
        ops.addAll("tree_lstm", (x, c) -> F.treeLstm(x));
        ops.addAll("n_step_lstm", (x, c) -> lstm(x, c.kwargs(), 1));
        ops.addAll("n_step_bilstm", (x, c) -> lstm(x, c.kwargs(), 2));
        ops.addAll("n_step_gru", (x, c) -> {
            Arguments a = new Arguments(x, c.kwargs(), 1, 1, 6);
            return outputs(F.nStepGru(a.layers, a.dropout, x[0], a.ws, a.bs, a.xs));
        });
        ops.addAll("n_step_bigru", (x, c) -> {
            Arguments a = new Arguments(x, c.kwargs(), 1, 2, 6);
            return outputs(F.nStepBigru(a.layers, a.dropout, x[0], a.ws, a.bs, a.xs));
        });
        ops.addAll("n_step_rnn", (x, c) -> {
            Arguments a = new Arguments(x, c.kwargs(), 1, 1, 2);
            return outputs(F.nStepRnn(a.layers, a.dropout, x[0], a.ws, a.bs, a.xs, a.activation));
        });
        ops.addAll("n_step_birnn", (x, c) -> {
            Arguments a = new Arguments(x, c.kwargs(), 1, 2, 2);
            return outputs(F.nStepBirnn(a.layers, a.dropout, x[0], a.ws, a.bs, a.xs, a.activation));
        });
    }

    private static Variable[] lstm(Variable[] x, Kwargs k, int directions) {
        Arguments a = new Arguments(x, k, 2, directions, 8);
        NStepLSTM.Result result = directions == 1
                ? F.nStepLstm(a.layers, a.dropout, x[0], x[1], a.ws, a.bs, a.xs)
                : F.nStepBilstm(a.layers, a.dropout, x[0], x[1], a.ws, a.bs, a.xs);
        List<Variable> all = new ArrayList<>(List.of(result.hy(), result.cy()));
        all.addAll(result.ys());
        return all.toArray(Variable[]::new);
    }

    private static Variable[] outputs(NStepRNN.Result result) {
        List<Variable> all = new ArrayList<>(List.of(result.hy()));
        all.addAll(result.ys());
        return all.toArray(Variable[]::new);
    }

    /** Weights, biases and steps after the initial states: for each layer and direction all weights, then all biases. */
    private static final class Arguments {
        final List<List<Variable>> ws = new ArrayList<>();
        final List<List<Variable>> bs = new ArrayList<>();
        final List<Variable> xs;
        final int layers;
        final double dropout;
        final String activation;

        Arguments(Variable[] x, Kwargs k, int start, int directions, int weights) {
            layers = k.has("n_layers") ? k.integer("n_layers") : (int) x[0].dim(0) / directions;
            dropout = k.number("dropout_ratio", 0);
            activation = k.text("activation", "tanh");
            List<Variable> all = List.of(x);
            int at = start;
            for (int i = 0; i < layers * directions; i++) {
                ws.add(all.subList(at, at + weights));
                bs.add(all.subList(at + weights, at + 2 * weights));
                at += 2 * weights;
            }
            xs = all.subList(at, all.size());
        }
    }
}
