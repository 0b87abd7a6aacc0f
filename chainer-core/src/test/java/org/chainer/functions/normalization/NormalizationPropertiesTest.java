package org.chainer.functions.normalization;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;

/** What holds for the normalisation of arrays of any size. */
class NormalizationPropertiesTest {
    private static Variable random(long seed, long... shape) {
        return new Variable(FunctionChecks.uniform(seed, -1, 1, shape));
    }

    private static void expectClose(Variable actual, Variable expected) {
        assertThat(actual.array().allClose(expected.array(), 1e-7, 1e-7))
                .as("%s\nand\n%s", actual, expected)
                .isTrue();
    }

    @Property(tries = 40)
    void scaleAndShiftOfTheInputDoNotMatter(
            @ForAll @IntRange(min = 2, max = 6) int batch,
            @ForAll @IntRange(min = 2, max = 5) int channels,
            @ForAll @DoubleRange(min = 0.5, max = 20) double scale,
            @ForAll @DoubleRange(min = -5, max = 5) double shift,
            @ForAll long seed) {
        Variable x = random(seed, batch, channels, 3);
        Variable moved = x.mul(scale).add(shift);
        Variable gamma = random(seed + 1, channels);
        Variable beta = random(seed + 2, channels);
        expectClose(F.batchNormalization(moved, gamma, beta, 0), F.batchNormalization(x, gamma, beta, 0));
        expectClose(F.groupNormalization(moved, 1, gamma, beta, 0), F.groupNormalization(x, 1, gamma, beta, 0));
        expectClose(F.normalize(x.mul(scale), 0), F.normalize(x, 0));
    }

    @Property(tries = 40)
    void theOrderOfTheBatchDoesNotMatter(
            @ForAll @IntRange(min = 2, max = 6) int batch,
            @ForAll @IntRange(min = 1, max = 5) int channels,
            @ForAll long seed) {
        Variable x = random(seed, batch, channels);
        Variable turned = new Variable(x.array().flip(0));
        Variable gamma = random(seed + 1, channels);
        Variable beta = random(seed + 2, channels);
        expectClose(F.flip(F.batchNormalization(turned, gamma, beta), 0), F.batchNormalization(x, gamma, beta));
        expectClose(F.flip(F.decorrelatedBatchNormalization(turned, 1), 0), F.decorrelatedBatchNormalization(x, 1));
    }

    @Property(tries = 40)
    void itsOwnStatisticsFixedGiveTheSame(
            @ForAll @IntRange(min = 2, max = 6) int batch,
            @ForAll @IntRange(min = 1, max = 5) int channels,
            @ForAll long seed) {
        Variable x = random(seed, batch, channels, 2);
        Variable gamma = random(seed + 1, channels);
        Variable beta = random(seed + 2, channels);
        NDArray mean = NDArray.zeros(DType.FLOAT64, channels);
        NDArray var = NDArray.zeros(DType.FLOAT64, channels);
        Variable y = F.batchNormalization(x, gamma, beta, 1e-3, mean, var, 0);
        double samples = 2.0 * batch;
        Variable biased = new Variable(var.mul((samples - 1) / samples), false);
        expectClose(F.fixedBatchNormalization(x, gamma, beta, new Variable(mean, false), biased, 1e-3), y);
    }

    @Property(tries = 40)
    void groupsAreNormalisedOnTheirOwn(
            @ForAll @IntRange(min = 1, max = 3) int groups,
            @ForAll @IntRange(min = 1, max = 3) int size,
            @ForAll long seed) {
        Variable x = random(seed, 2, (long) groups * size, 4);
        Variable ones = new Variable(NDArray.ones(DType.FLOAT64, (long) groups * size));
        Variable zeros = new Variable(NDArray.zeros(DType.FLOAT64, (long) groups * size));
        Variable[] parts = F.splitAxis(x, groups, 1);
        for (int g = 0; g < groups; g++) {
            Variable one = new Variable(NDArray.ones(DType.FLOAT64, size));
            Variable zero = new Variable(NDArray.zeros(DType.FLOAT64, size));
            parts[g] = F.groupNormalization(parts[g], 1, one, zero);
        }
        expectClose(F.groupNormalization(x, groups, ones, zeros), F.concat(parts));
    }
}
