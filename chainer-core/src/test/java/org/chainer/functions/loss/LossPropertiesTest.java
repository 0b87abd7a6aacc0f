package org.chainer.functions.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;

/** What holds for losses of anything. */
class LossPropertiesTest {
    private static Variable random(long seed, long... shape) {
        return new Variable(FunctionChecks.uniform(seed, -2, 2, shape));
    }

    private static Variable labels(long seed, int count, int classes) {
        return new Variable(NDArray.of(new Random(seed).ints(count, 0, classes).toArray()), false);
    }

    @Property(tries = 40)
    void theMeanIsTheMeanOfTheLosses(
            @ForAll @IntRange(min = 1, max = 6) int batch,
            @ForAll @IntRange(min = 2, max = 5) int units,
            @ForAll long seed) {
        Variable a = random(seed, batch, units);
        Variable b = random(seed + 1, batch, units);
        Variable c = random(seed + 2, batch, units);
        Variable y = labels(seed, batch, 2);
        Variable t = labels(seed, batch, units);
        expectMean(F.contrastive(a, b, y, 2), F.contrastive(a, b, y, 2, "no"));
        expectMean(F.triplet(a, b, c), F.triplet(a, b, c, 0.2, "no"));
        expectMean(
                F.blackOut(a, t, F.concat(0, a, b, c, a, b, c), ids(batch, seed)),
                F.blackOut(a, t, F.concat(0, a, b, c, a, b, c), ids(batch, seed), "no"));
        expectMean(F.meanSquaredError(a, b), F.squaredError(a, b));
        expectMean(F.meanAbsoluteError(a, b), F.absoluteError(a, b));
        assertThat(F.hinge(a, t).item())
                .isCloseTo(F.sum(F.hinge(a, t, "L1", "no")).item() / batch, within(1e-9));
    }

    /** Numbers of classes other than the labels of a batch with up to five units. */
    private static Variable ids(int batch, long seed) {
        int[] ids = new Random(seed).ints(2L * batch, 0, batch).toArray();
        return new Variable(NDArray.of(ids).reshape(batch, 2), false);
    }

    private static void expectMean(Variable mean, Variable losses) {
        assertThat(mean.item()).isCloseTo(losses.array().mean().item(), within(1e-9));
    }

    @Property(tries = 40)
    void huberLossIsBetweenItsTwoBranches(
            @ForAll @DoubleRange(min = 0.01, max = 5) double delta,
            @ForAll @IntRange(min = 0, max = 20) int n,
            @ForAll long seed) {
        Variable x = random(seed, n);
        Variable t = random(seed + 1, n);
        NDArray loss = F.huberLoss(x, t, delta, "no").array();
        NDArray square = F.squaredError(x, t).array().mul(0.5);
        NDArray linear = F.absoluteError(x, t).array().mul(delta);
        assertThat(loss.apply(BinaryOp.LESS_EQUAL, square.add(1e-12)).toBooleanArray())
                .doesNotContain(false);
        assertThat(loss.apply(BinaryOp.LESS_EQUAL, linear.add(1e-12)).toBooleanArray())
                .doesNotContain(false);
    }

    @Property(tries = 40)
    void shiftingAllScoresDoesNotMatter(
            @ForAll @IntRange(min = 1, max = 5) int batch,
            @ForAll @DoubleRange(min = -50, max = 50) double shift,
            @ForAll long seed) {
        Variable x = random(seed, batch, 4);
        Variable t = labels(seed, batch, 4);
        assertThat(F.softmaxCrossEntropy(x.add(shift), t).item())
                .isCloseTo(F.softmaxCrossEntropy(x, t).item(), within(1e-9));
        Variable steps = random(seed + 1, batch, 4);
        List<Variable> moved = List.of(x.add(shift), steps.sub(shift));
        Variable one = new Variable(NDArray.of(new int[batch]).add(1).reshape(batch, 1), false);
        assertThat(F.connectionistTemporalClassification(moved, one, 0).item())
                .isCloseTo(
                        F.connectionistTemporalClassification(List.of(x, steps), one, 0)
                                .item(),
                        within(1e-9));
    }

    @Property(tries = 20)
    void probabilitiesOfAllLabelSequencesAddUpToOne(
            @ForAll @IntRange(min = 1, max = 4) int steps,
            @ForAll @IntRange(min = 1, max = 3) int classes,
            @ForAll long seed) {
        Variable cost = random(seed, classes, classes);
        List<Variable> xs = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            xs.add(random(seed + 1 + i, 1, classes));
        }
        double sum = 0;
        for (int code = 0; code < Math.pow(classes, steps); code++) {
            List<Variable> ys = new ArrayList<>();
            int rest = code;
            for (int i = 0; i < steps; i++) {
                ys.add(new Variable(NDArray.of(rest % classes), false));
                rest /= classes;
            }
            sum += Math.exp(-F.crf1d(cost, xs, ys).item());
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    @Property(tries = 20)
    void probabilitiesOfAllTranscriptionsAddUpToOne(
            @ForAll @IntRange(min = 1, max = 4) int steps,
            @ForAll @IntRange(min = 2, max = 3) int symbols,
            @ForAll long seed) {
        List<Variable> xs = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            xs.add(random(seed + i, 1, symbols));
        }
        double sum = 0;
        for (int length = 0; length <= steps; length++) {
            for (int code = 0; code < Math.pow(symbols - 1, length); code++) {
                int[] path = new int[length];
                int rest = code;
                for (int i = 0; i < length; i++) {
                    path[i] = 1 + rest % (symbols - 1);
                    rest /= symbols - 1;
                }
                Variable t = new Variable(NDArray.of(path).reshape(1, length), false);
                sum += Math.exp(-F.connectionistTemporalClassification(xs, t, 0).item());
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
    }
}
