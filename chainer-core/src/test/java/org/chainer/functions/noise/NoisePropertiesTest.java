package org.chainer.functions.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;

/** What holds for noise of any amount. */
class NoisePropertiesTest {
    private static Variable random(long seed, long... shape) {
        return new Variable(FunctionChecks.uniform(seed, -1, 1, shape));
    }

    @Property(tries = 40)
    void dropoutIsAProductWithItsMask(
            @ForAll @DoubleRange(min = 0, max = 0.95) double ratio,
            @ForAll @IntRange(min = 0, max = 50) int n,
            @ForAll long seed) {
        Variable x = random(seed, n, 3);
        Dropout.WithMask result = F.dropoutReturnMask(x, ratio, null);
        assertThat(result.y().array().contentEquals(x.array().mul(result.mask())))
                .isTrue();
        for (double factor : result.mask().toDoubleArray()) {
            assertThat(factor == 0 || Math.abs(factor * (1 - ratio) - 1) < 1e-9).isTrue();
        }
    }

    @Property(tries = 40)
    void zoneoutTakesEachElementFromOneSide(
            @ForAll @DoubleRange(min = 0, max = 1) double ratio,
            @ForAll @IntRange(min = 0, max = 50) int n,
            @ForAll long seed) {
        Variable h = random(seed, n);
        Variable x = random(seed + 1, n).add(10);
        NDArray y = F.zoneout(h, x, ratio).array();
        NDArray isNew = y.apply(BinaryOp.EQUAL, x.array());
        NDArray isOld = y.apply(BinaryOp.EQUAL, h.array());
        assertThat(isNew.apply(BinaryOp.LOGICAL_XOR, isOld).toBooleanArray()).doesNotContain(false);
    }

    @Property(tries = 40)
    void samplesOfTheGumbelSoftmaxAreProbabilities(
            @ForAll @DoubleRange(min = 0.05, max = 10) double tau,
            @ForAll @IntRange(min = 1, max = 6) int classes,
            @ForAll long seed) {
        NDArray y = F.gumbelSoftmax(random(seed, 4, classes), tau).array();
        for (double sum : y.sum(1).toDoubleArray()) {
            assertThat(sum).isCloseTo(1, within(1e-9));
        }
        assertThat(y.apply(BinaryOp.GREATER_EQUAL, 0).toBooleanArray()).doesNotContain(false);
    }
}
