package org.chainer.functions.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses of label sequences: CTC and conditional random fields. */
class SequenceLossTest {
    private static Variable ints(int... values) {
        return new Variable(NDArray.of(values), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "no"})
    void ctcGradients(String reduce) {
        NDArray labels = NDArray.of(1, 2, 2, 2, 3, 1).reshape(2, 3);
        FunctionChecks.of(x -> F.connectionistTemporalClassification(
                        List.of(x), new Variable(labels.slice(0, 0, x[0].dim(0)), false), 0, null, null, reduce))
                .input(2, 4)
                .input(2, 4)
                .input(2, 4)
                .input(2, 4)
                .input(2, 4)
                .onlyOnce()
                .run();
        FunctionChecks.of(x ->
                        F.connectionistTemporalClassification(List.of(x[0], x[1], x[2]), x[3], 1, x[4], x[5], reduce))
                .input(2, 4)
                .input(2, 4)
                .input(2, 4)
                .input(NDArray.of(0, 2, 3, 0).reshape(2, 2))
                .input(NDArray.of(2, 3))
                .input(NDArray.of(1, 2))
                .onlyOnce()
                .run();
    }

    @Test
    void ctcOfOneLabelAndTwoSteps() {
        Variable zero = new Variable(NDArray.zeros(DType.FLOAT64, 1, 2));
        Variable label = new Variable(NDArray.of(1).reshape(1, 1), false);
        // Of four paths, all with probability 1/4, three give the label.
        assertThat(F.connectionistTemporalClassification(List.of(zero, zero), label, 0)
                        .item())
                .isCloseTo(-Math.log(0.75), within(1e-12));
    }

    @Test
    void ctcIsDifferentiatedOnce() {
        Variable x = new Variable(FunctionChecks.uniform(1, -1, 1, 1, 2));
        Variable label = new Variable(NDArray.of(1).reshape(1, 1), false);
        F.connectionistTemporalClassification(List.of(x), label, 0).backward(false, true, 1);
        Variable gx = x.gradVariable();
        assertThatThrownBy(() -> F.sum(gx.mul(gx)).backward())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ConnectionistTemporalClassification can be differentiated once only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "no"})
    void crfGradients(String reduce) {
        FunctionChecks.of(x -> F.crf1d(x[0], List.of(x[1], x[2]), List.of(x[3], x[4]), reduce))
                .weight(3, 3)
                .input(4, 3)
                .input(4, 3)
                .input(NDArray.of(2, 0, 1, 1))
                .input(NDArray.of(0, 0, 2, 1))
                .run();
        FunctionChecks.of(x ->
                        F.crf1d(x[0], List.of(x[1], x[2], x[3]), List.of(ints(0, 2, 1), ints(1, 1), ints(2)), reduce))
                .weight(3, 3)
                .weight(3, 3)
                .weight(2, 3)
                .weight(1, 3)
                .notEmpty()
                .run();
    }

    @Test
    void crfAgainstAllSequences() {
        double[][] cost = {{0.1, -0.4}, {0.9, 0.3}};
        double[][] scores = {{0.5, -0.2}, {-0.7, 0.4}, {0.2, 0.8}};
        List<Variable> xs = new ArrayList<>();
        for (double[] row : scores) {
            xs.add(new Variable(NDArray.of(row).reshape(1, 2)));
        }
        double z = 0;
        double best = Double.NEGATIVE_INFINITY;
        int[] bestPath = null;
        double given = 0;
        for (int code = 0; code < 8; code++) {
            int[] y = {code & 1, code >> 1 & 1, code >> 2};
            double score = scores[0][y[0]] + scores[1][y[1]] + scores[2][y[2]] + cost[y[0]][y[1]] + cost[y[1]][y[2]];
            z += Math.exp(score);
            if (score > best) {
                best = score;
                bestPath = y;
            }
            given = code == 5 ? score : given;
        }
        Variable c = new Variable(NDArray.from(cost));
        assertThat(F.crf1d(c, xs, List.of(ints(1), ints(0), ints(1))).item())
                .isCloseTo(Math.log(z) - given, within(1e-12));
        CRF1d.BestPath found = F.argmaxCrf1d(c, xs);
        assertThat(found.score().item()).isCloseTo(best, within(1e-12));
        for (int i = 0; i < 3; i++) {
            assertThat(found.path().get(i).toLongArray()).containsExactly(bestPath[i]);
        }
    }

    @Test
    void bestPathsOfSequencesOfDifferentLengths() {
        Variable cost = new Variable(FunctionChecks.uniform(1, -1, 1, 3, 3));
        Variable x0 = new Variable(FunctionChecks.uniform(2, -1, 1, 3, 3));
        Variable x1 = new Variable(FunctionChecks.uniform(3, -1, 1, 1, 3));
        CRF1d.BestPath all = F.argmaxCrf1d(cost, List.of(x0, x1));
        CRF1d.BestPath first = F.argmaxCrf1d(cost, List.of(F.getItem(x0, org.chainer.array.Slice.of(0, 1)), x1));
        assertThat(all.score()
                        .array()
                        .slice(0, 0, 1)
                        .contentEquals(first.score().array()))
                .isTrue();
        assertThat(all.path().get(0).toLongArray()[0])
                .isEqualTo(first.path().get(0).toLongArray()[0]);
        assertThat(all.path().get(0).toLongArray()[2])
                .isEqualTo(x0.array().argMax(1).toLongArray()[2]);
        assertThat(all.score().shape()).isEqualTo(org.chainer.array.Shape.of(3));
        F.sum(all.score()).backward();
        assertThat(x0.grad().sum(1).toDoubleArray()).containsExactly(1, 1, 1);
    }

    @Test
    void wrongInputs() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
        Variable cost = new Variable(NDArray.zeros(DType.FLOAT32, 3, 3));
        Variable one = new Variable(NDArray.zeros(DType.FLOAT32, 1, 3));
        Variable t = new Variable(NDArray.of(1, 3).reshape(2, 1), false);
        assertThatThrownBy(() -> F.connectionistTemporalClassification(List.of(), t, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no time steps");
        assertThatThrownBy(() -> F.connectionistTemporalClassification(List.of(x), t, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("3");
        assertThatThrownBy(() -> F.connectionistTemporalClassification(
                        List.of(x), ints(1, 2).reshape(2, 1), 3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("blank");
        assertThatThrownBy(() -> F.connectionistTemporalClassification(
                        List.of(x), ints(1, 2).reshape(2, 1), 0, ints(1, 2), null, "mean"))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("input length 2");
        assertThatThrownBy(() -> F.connectionistTemporalClassification(List.of(one), t, 0))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x[0].shape[0] == t.shape[0]");
        assertThatThrownBy(() -> F.connectionistTemporalClassification(List.of(x), x, 0))
                .isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.crf1d(cost, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("xs is empty");
        assertThatThrownBy(() -> F.crf1d(cost, List.of(x), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ys has 0 elements, xs has 1");
        assertThatThrownBy(() -> F.crf1d(cost, List.of(one, x), List.of(ints(0), ints(0, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("xs[1] has 2 rows, more than the 1 before");
        assertThatThrownBy(() -> F.crf1d(cost, List.of(x), List.of(ints(0, 3))))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("crf1d: label 3");
        assertThatThrownBy(() -> F.crf1d(x, List.of(x), List.of(ints(0, 1))))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("cost.shape[0] == cost.shape[1]");
        assertThatThrownBy(() -> F.crf1d(cost, List.of(x), List.of(ints(0))))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("ys[0].shape[0] == xs[0].shape[0]");
        assertThatThrownBy(() -> F.crf1d(cost, List.of(x), List.of(ints(0, 1)), "sum"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.argmaxCrf1d(cost, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
