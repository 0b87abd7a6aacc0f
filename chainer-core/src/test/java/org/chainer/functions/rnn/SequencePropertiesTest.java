package org.chainer.functions.rnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Slice;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;

/** What holds for sequences of any lengths. */
class SequencePropertiesTest {
    private static final int UNITS = 2;
    private static final int INPUTS = 3;

    private static Variable random(long seed, long... shape) {
        return new Variable(FunctionChecks.uniform(seed, -1, 1, shape));
    }

    private static List<Variable> weights(long seed, int count, boolean biases) {
        List<Variable> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            result.add(biases ? random(seed + i, UNITS) : random(seed + i, UNITS, i < count / 2 ? INPUTS : UNITS));
        }
        return result;
    }

    private static void expectClose(NDArray actual, NDArray expected) {
        assertThat(actual.allClose(expected, 1e-9, 1e-9))
                .as("%s\nand\n%s", actual, expected)
                .isTrue();
    }

    @Property(tries = 30)
    void aBatchOfSequencesIsEachSequence(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 4) Integer> lengths, @ForAll long seed) {
        List<Integer> sorted = lengths.stream().sorted((a, b) -> b - a).toList();
        List<Variable> sequences = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            sequences.add(random(seed + 100 + i, sorted.get(i), INPUTS));
        }
        List<Variable> xs = List.of(F.transposeSequence(sequences.toArray(Variable[]::new)));
        Variable hx = random(seed, 2, sorted.size(), UNITS);
        Variable cx = random(seed + 1, 2, sorted.size(), UNITS);
        List<List<Variable>> ws = List.of(weights(seed + 10, 8, false), weights(seed + 20, 8, false));
        List<List<Variable>> bs = List.of(weights(seed + 30, 8, true), weights(seed + 40, 8, true));
        NStepLSTM.Result all = F.nStepBilstm(1, 0, hx, cx, ws, bs, xs);
        for (int i = 0; i < sorted.size(); i++) {
            Slice[] own = {Slice.all(), Slice.of(i, i + 1)};
            List<Variable> steps = new ArrayList<>();
            for (int t = 0; t < sorted.get(i); t++) {
                steps.add(sequences.get(i).get(Slice.of(t, t + 1)));
            }
            NStepLSTM.Result one = F.nStepBilstm(1, 0, hx.get(own), cx.get(own), ws, bs, steps);
            expectClose(all.hy().array().get(own), one.hy().array());
            expectClose(all.cy().array().get(own), one.cy().array());
            for (int t = 0; t < sorted.get(i); t++) {
                expectClose(
                        all.ys().get(t).array().slice(0, i, i + 1),
                        one.ys().get(t).array());
            }
        }
    }

    @Property(tries = 30)
    void backwardsIsForwardsOverTheReversedSequence(
            @ForAll @IntRange(min = 1, max = 5) int steps,
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll long seed) {
        List<Variable> xs = new ArrayList<>();
        List<Variable> reversed = new ArrayList<>();
        for (int t = 0; t < steps; t++) {
            xs.add(random(seed + t, batch, INPUTS));
            reversed.add(0, xs.get(t));
        }
        Variable hx = random(seed + 50, 2, batch, UNITS);
        List<Variable> forth = weights(seed + 10, 6, false);
        List<Variable> back = weights(seed + 20, 6, false);
        List<Variable> b = weights(seed + 30, 6, true);
        NStepRNN.Result both = F.nStepBigru(1, 0, hx, List.of(forth, back), List.of(b, b), xs);
        NStepRNN.Result alone = F.nStepGru(1, 0, hx.get(Slice.of(1, 2)), List.of(back), List.of(b), reversed);
        expectClose(both.hy().array().select(0, 1), alone.hy().array().select(0, 0));
        for (int t = 0; t < steps; t++) {
            NDArray half = both.ys().get(t).array().slice(1, UNITS, 2 * UNITS);
            expectClose(half, alone.ys().get(steps - 1 - t).array());
        }
    }
}
