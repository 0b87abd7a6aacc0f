package org.chainer.functions.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;

/** What holds for evaluations of any predictions. */
class EvaluationPropertiesTest {
    private static Variable random(long seed, long... shape) {
        return new Variable(FunctionChecks.uniform(seed, -1, 1, shape));
    }

    private static Variable labels(long seed, int least, int limit, int count) {
        return new Variable(
                NDArray.of(new Random(seed).ints(count, least, limit).toArray()), false);
    }

    private static Variable transposed(Variable x) {
        return new Variable(x.array().transpose().contiguous().transpose(), false);
    }

    private static Variable everySecond(Variable t) {
        return new Variable(t.array().expandDims(1).mul(NDArray.of(1, 1)).select(1, 0), false);
    }

    /** Scores whose greatest is that of the given class. */
    private static Variable oneHot(Variable t, int classes) {
        NDArray scores = NDArray.zeros(DType.FLOAT64, t.size(), classes);
        long[] ids = t.array().toLongArray();
        for (int i = 0; i < ids.length; i++) {
            scores.slice(0, i, i + 1).select(1, ids[i]).fill(1);
        }
        return new Variable(scores);
    }

    @Property(tries = 40)
    void viewsGiveWhatCopiesGive(
            @ForAll @IntRange(min = 1, max = 9) int n,
            @ForAll @IntRange(min = 1, max = 5) int classes,
            @ForAll long seed) {
        Variable y = random(seed, n, classes);
        Variable t = labels(seed, 0, classes, n);
        Variable yView = transposed(y);
        Variable tView = everySecond(t);
        assertThat(F.accuracy(yView, tView).item()).isEqualTo(F.accuracy(y, t).item());
        ClassificationSummary.Summary views = F.classificationSummary(yView, tView);
        ClassificationSummary.Summary copies = F.classificationSummary(y, t);
        assertThat(views.precision().array().contentEquals(copies.precision().array()))
                .isTrue();
        assertThat(views.recall().array().contentEquals(copies.recall().array()))
                .isTrue();
        assertThat(views.support().array().contentEquals(copies.support().array()))
                .isTrue();
        Variable truth = random(seed + 1, n, classes);
        assertThat(F.r2Score(yView, transposed(truth)).item())
                .isEqualTo(F.r2Score(y, truth).item());
        Variable flat = F.flatten(y);
        Variable bits = labels(seed, 0, 2, n * classes);
        assertThat(F.binaryAccuracy(flat, everySecond(bits)).item())
                .isEqualTo(F.binaryAccuracy(flat, bits).item());
    }

    @Property(tries = 40)
    void theAccuracyOfTwoBatchesIsTheMeanOfBoth(
            @ForAll @IntRange(min = 1, max = 9) int first,
            @ForAll @IntRange(min = 1, max = 9) int second,
            @ForAll @IntRange(min = 1, max = 4) int classes,
            @ForAll long seed) {
        Variable y = random(seed, first + second, classes);
        Variable t = labels(seed, 0, classes, first + second);
        Variable[] ys = F.splitAxis(y, new long[] {first}, 0);
        Variable[] ts = F.splitAxis(t, new long[] {first}, 0);
        double mean = (first * F.accuracy(ys[0], ts[0]).item()
                        + second * F.accuracy(ys[1], ts[1]).item())
                / (first + second);
        assertThat(F.accuracy(y, t).item()).isCloseTo(mean, within(1e-9));
    }

    @Property(tries = 40)
    void ignoredLabelsCountAsIfTheyWereNotThere(
            @ForAll @IntRange(min = 1, max = 9) int n,
            @ForAll @IntRange(min = 1, max = 9) int ignored,
            @ForAll @IntRange(min = 2, max = 4) int classes,
            @ForAll long seed) {
        Variable y = random(seed, n, classes);
        Variable t = labels(seed, 0, classes, n);
        Variable more = F.concat(0, y, random(seed + 1, ignored, classes));
        Variable marked = F.concat(0, t, labels(seed, -1, 0, ignored));
        assertThat(F.accuracy(more, marked, -1).item())
                .isCloseTo(F.accuracy(y, t).item(), within(1e-9));
        ClassificationSummary.Summary all = F.classificationSummary(more, marked, classes, 1, -1);
        ClassificationSummary.Summary kept = F.classificationSummary(y, t, classes, 1, -1);
        assertThat(all.recall().array().allClose(kept.recall().array(), 1e-12, 0))
                .isTrue();
        assertThat(all.support().array().contentEquals(kept.support().array())).isTrue();
    }

    @Property(tries = 40)
    void precisionAndRecallChangePlacesWithPredictionAndLabel(
            @ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 4) int classes,
            @ForAll long seed) {
        Variable a = labels(seed, 0, classes, n);
        Variable b = labels(seed + 1, 0, classes, n);
        NDArray precision =
                F.precision(oneHot(a, classes), b, classes, -1).score().array();
        NDArray recall = F.recall(oneHot(b, classes), a, classes, -1).score().array();
        assertThat(precision.allClose(recall, 1e-9, 0)).isTrue();
        NDArray oneWay = F.f1Score(oneHot(a, classes), b, classes, -1).score().array();
        NDArray other = F.f1Score(oneHot(b, classes), a, classes, -1).score().array();
        assertThat(oneWay.allClose(other, 1e-9, 0)).isTrue();
    }

    @Property(tries = 40)
    void theShareOfExplainedVarianceKnowsNoUnits(
            @ForAll @IntRange(min = 2, max = 9) int n,
            @ForAll @IntRange(min = 1, max = 4) int outputs,
            @ForAll @DoubleRange(min = 0.1, max = 10) double factor,
            @ForAll @DoubleRange(min = -5, max = 5) double shift,
            @ForAll long seed) {
        Variable y = random(seed, n, outputs);
        Variable t = random(seed + 1, n, outputs);
        double score = F.r2Score(y, t).item();
        assertThat(F.r2Score(y.mul(factor).add(shift), t.mul(factor).add(shift)).item())
                .isCloseTo(score, within(1e-6 * Math.max(1, Math.abs(score))));
        assertThat(F.r2Score(y, t, "raw_values").array().mean().item())
                .isCloseTo(score, within(1e-9 * Math.max(1, Math.abs(score))));
        assertThat(F.r2Score(t, t).item()).isEqualTo(1);
    }
}
