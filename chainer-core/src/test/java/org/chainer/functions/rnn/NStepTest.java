package org.chainer.functions.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.array.Shape;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NStepTest {
    private static final int UNITS = 2;
    private static final int INPUTS = 3;

    /** The arrays of a network, in a row. */
    private record Network(String kind, int layers, int directions, long[] batches, double dropout) {
        int weights() {
            return kind.equals("lstm") ? 8 : kind.equals("gru") ? 6 : 2;
        }

        List<NDArray> arrays() {
            List<NDArray> arrays = new ArrayList<>();
            int rows = layers * directions;
            arrays.add(random(arrays, rows, batches[0], UNITS));
            if (kind.equals("lstm")) {
                arrays.add(random(arrays, rows, batches[0], UNITS));
            }
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < weights(); j++) {
                    long in = j >= weights() / 2 ? UNITS : i < directions ? INPUTS : UNITS * directions;
                    arrays.add(random(arrays, UNITS, in));
                }
                for (int j = 0; j < weights(); j++) {
                    arrays.add(random(arrays, UNITS));
                }
            }
            for (long batch : batches) {
                arrays.add(random(arrays, batch, INPUTS));
            }
            return arrays;
        }

        private static NDArray random(List<NDArray> seed, long... shape) {
            return FunctionChecks.uniform(seed.size(), -1, 1, shape);
        }

        Variable[] apply(Variable[] x) {
            RandomState.seed(5);
            List<List<Variable>> ws = new ArrayList<>();
            List<List<Variable>> bs = new ArrayList<>();
            int at = kind.equals("lstm") ? 2 : 1;
            for (int i = 0; i < layers * directions; i++) {
                ws.add(Arrays.asList(x).subList(at, at + weights()));
                bs.add(Arrays.asList(x).subList(at + weights(), at + 2 * weights()));
                at += 2 * weights();
            }
            List<Variable> xs = Arrays.asList(x).subList(at, x.length);
            List<Variable> out = new ArrayList<>();
            boolean one = directions == 1;
            if (kind.equals("lstm")) {
                NStepLSTM.Result r = one
                        ? F.nStepLstm(layers, dropout, x[0], x[1], ws, bs, xs)
                        : F.nStepBilstm(layers, dropout, x[0], x[1], ws, bs, xs);
                out.addAll(List.of(r.hy(), r.cy()));
                out.addAll(r.ys());
            } else {
                NStepRNN.Result r = kind.equals("gru")
                        ? one
                                ? F.nStepGru(layers, dropout, x[0], ws, bs, xs)
                                : F.nStepBigru(layers, dropout, x[0], ws, bs, xs)
                        : one
                                ? F.nStepRnn(layers, dropout, x[0], ws, bs, xs, kind)
                                : F.nStepBirnn(layers, dropout, x[0], ws, bs, xs, kind);
                out.add(r.hy());
                out.addAll(r.ys());
            }
            return out.toArray(Variable[]::new);
        }
    }

    private static FunctionChecks checks(Network network) {
        FunctionChecks checks = FunctionChecks.ofAll(network::apply).notEmpty().halfTolerance(2e-2);
        network.arrays().forEach(checks::weight);
        return checks;
    }

    @ParameterizedTest
    @CsvSource({"lstm, 1", "lstm, 2", "gru, 1", "gru, 2", "tanh, 1", "tanh, 2", "relu, 1", "relu, 2"})
    void gradients(String kind, int directions) {
        checks(new Network(kind, 2, directions, new long[] {3, 2, 2, 1}, 0))
                .eps(1e-4)
                .tolerance(1e-5, 1e-7)
                .run();
        checks(new Network(kind, 1, directions, new long[] {2, 2}, 0))
                .eps(1e-4)
                .tolerance(1e-5, 1e-7)
                .run();
    }

    @ParameterizedTest
    @CsvSource({"lstm, 1", "gru, 2"})
    void dropoutBetweenLayers(String kind, int directions) {
        Network network = new Network(kind, 2, directions, new long[] {3, 2}, 0.5);
        checks(network).run();
        Variable[] x = network.arrays().stream().map(Variable::new).toArray(Variable[]::new);
        NDArray trained = network.apply(x)[0].array();
        try (var mode = Chainer.usingConfig(Config.TRAIN, false)) {
            assertThat(network.apply(x)[0].array().allClose(trained, 1e-6, 1e-6))
                    .isFalse();
        }
    }

    @Test
    void sequencesThatAreOverKeepTheirState() {
        Network network = new Network("lstm", 1, 1, new long[] {3, 1}, 0);
        Variable[] x = network.arrays().stream().map(Variable::new).toArray(Variable[]::new);
        Variable[] y = network.apply(x);
        assertThat(y[0].array()
                        .select(0, 0)
                        .slice(0, 1, 3)
                        .contentEquals(y[2].array().slice(0, 1, 3)))
                .isTrue();
        assertThat(y[0].array().select(0, 0).slice(0, 0, 1).contentEquals(y[3].array()))
                .isTrue();
    }

    @Test
    void backwardsSequencesBeginWithTheirOwnState() {
        Network both = new Network("tanh", 1, 2, new long[] {2, 1}, 0);
        List<NDArray> arrays = both.arrays();
        Variable[] x = arrays.stream().map(Variable::new).toArray(Variable[]::new);
        NDArray first = both.apply(x)[1].array();
        // The second sequence has one step, so that its backward output is that of a single step.
        NDArray h = arrays.get(0).select(0, 1).slice(0, 1, 2);
        Variable expected = F.tanh(F.linear(new Variable(arrays.get(9).slice(0, 1, 2)), x[5], x[7])
                .add(F.linear(new Variable(h), x[6], x[8])));
        assertThat(first.slice(0, 1, 2).slice(1, UNITS, 2 * UNITS).allClose(expected.array(), 1e-12, 1e-12))
                .isTrue();
    }

    @Test
    void moreStatesThanSequences() {
        Network network = new Network("gru", 1, 2, new long[] {3, 2}, 0);
        Variable[] x = network.arrays().stream().map(Variable::new).toArray(Variable[]::new);
        int last = x.length - 1;
        x[last - 1] = new Variable(x[last - 1].array().slice(0, 0, 2));
        Variable[] y = network.apply(x);
        assertThat(y[0].shape()).isEqualTo(Shape.of(2, 3, UNITS));
        assertThat(y[0].array().slice(1, 2, 3).contentEquals(x[0].array().slice(1, 2, 3)))
                .isTrue();
    }

    @Test
    void wrongInputs() {
        Network network = new Network("tanh", 1, 1, new long[] {3, 2}, 0);
        Variable[] x = network.arrays().stream().map(Variable::new).toArray(Variable[]::new);
        List<List<Variable>> ws = List.of(List.of(x[1], x[2]));
        List<List<Variable>> bs = List.of(List.of(x[3], x[4]));
        List<Variable> xs = List.of(x[5], x[6]);
        assertThatThrownBy(() -> F.nStepRnn(1, 0, x[0], ws, bs, List.of(x[6], x[5])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("n_step_rnn: xs[1] has 3 rows, more than the 2 before");
        assertThatThrownBy(() -> F.nStepRnn(1, 0, x[0], ws, bs, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("xs is empty");
        assertThatThrownBy(() -> F.nStepRnn(2, 0, x[0], ws, bs, xs))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("hx.shape[0] == 2");
        assertThatThrownBy(() -> F.nStepRnn(0, 0, x[0], ws, bs, xs)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.nStepRnn(1, 0, x[0], List.of(), bs, xs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ws has 0 elements, expected 1, one for each layer and direction");
        assertThatThrownBy(() -> F.nStepRnn(1, 0, x[0], List.of(List.of(x[1])), bs, xs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ws[0] has 1 elements, expected 2");
        assertThatThrownBy(() -> F.nStepRnn(1, 0, x[0], List.of(List.of(x[2], x[1])), bs, xs))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("ws[0][0].shape == (2, 3)");
        assertThatThrownBy(() -> F.nStepRnn(1, 0, x[0], ws, bs, xs, "sigmoid"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'sigmoid'");
        Variable single = new Variable(x[5].array().astype(DType.FLOAT32));
        assertThatThrownBy(() -> F.nStepRnn(1, 0, x[0], ws, bs, List.of(single)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("xs[0].dtype == hx.dtype");
        Network lstm = new Network("lstm", 1, 1, new long[] {3}, 0);
        Variable[] y = lstm.arrays().stream().map(Variable::new).toArray(Variable[]::new);
        y[1] = new Variable(NDArray.zeros(DType.FLOAT64, 1, 2, UNITS));
        assertThatThrownBy(() -> lstm.apply(y))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("cx.shape == hx.shape");
        y[1] = null;
        assertThatThrownBy(() -> lstm.apply(y))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cx is null");
    }
}
