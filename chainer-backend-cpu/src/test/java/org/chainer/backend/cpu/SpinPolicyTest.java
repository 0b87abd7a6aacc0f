package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpinPolicyTest {
    private static final long STEP = 20_000_000;
    private final SpinPolicy policy = new SpinPolicy(0);
    private long now;

    @Test
    void spinsLongOnAQuietMachine() {
        assertThat(shortSteps(0.03, 1000)).isZero();
    }

    @Test
    void spinsShortUnderLoadAndSeldomTriesAgain() {
        assertThat(shortSteps(0.95, 1000)).isBetween(975, 999);
    }

    @Test
    void spinsLongAgainWhenTheLoadHasGone() {
        shortSteps(0.95, 1000);
        shortSteps(0.02, (int) (SpinPolicy.LONGEST_PAUSE / STEP) + 2);
        assertThat(shortSteps(0.02, 100)).isZero();
    }

    @Test
    void triesAgainSoonerAfterAQuietTime() {
        shortSteps(0.95, 1000);
        shortSteps(0.02, 1000);
        assertThat(shortSteps(0.95, (int) (SpinPolicy.FIRST_PAUSE / STEP) + 5))
                .isLessThan((int) (SpinPolicy.FIRST_PAUSE / STEP) + 5);
    }

    private int shortSteps(double waiting, int steps) {
        int count = 0;
        for (int i = 0; i < steps; i++) {
            now += STEP;
            count += policy.sample(waiting, now) ? 1 : 0;
        }
        return count;
    }
}
