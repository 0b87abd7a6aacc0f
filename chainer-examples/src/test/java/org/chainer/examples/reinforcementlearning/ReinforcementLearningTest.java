package org.chainer.examples.reinforcementlearning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.chainer.examples.ExampleRun;
import org.chainer.examples.PrintedNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReinforcementLearningTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dqn", "double_dqn"})
    void dqnBalancesThePoleLongerThanChance(String target) {
        assertBalances(ExampleRun.of(
                "dqn-cartpole",
                "--target-type",
                target,
                "--episodes",
                "110",
                "--unit",
                "64",
                "--batch-size",
                "32",
                "--iterations-to-decay-epsilon",
                "1500",
                "--replay-start-size",
                "300",
                "--out",
                folder.toString()));
        assertThat(folder.resolve("returns.png")).exists();
        assertThat(folder.resolve("episode.png")).exists();
    }

    @Test
    void actorCriticBalancesThePoleLongerThanChance() {
        assertBalances(ExampleRun.of(
                "actor-critic",
                "--episodes",
                "120",
                "--unit",
                "32",
                "--no-record",
                "--out",
                folder.resolve("none").toString()));
    }

    private static void assertBalances(ExampleRun run) {
        double learnt = PrintedNumbers.last(run, "average return of 20 episodes [^:]+: ([\\d.]+)");
        double chance = PrintedNumbers.last(run, "of random actions alone: ([\\d.]+)");
        assertThat(learnt).isGreaterThan(2.5 * chance);
    }

    @Test
    void ddpgHoldsThePendulumBetterThanChance() {
        ExampleRun run = ExampleRun.of(
                "ddpg-pendulum",
                "--episodes",
                "22",
                "--unit",
                "40",
                "--batch-size",
                "32",
                "--no-record",
                "--out",
                folder.resolve("none").toString());
        double learnt = PrintedNumbers.last(run, "average return of 10 episodes [^:]+: (-[\\d.]+)");
        double chance = PrintedNumbers.last(run, "of random actions: (-[\\d.]+)");
        assertThat(learnt).isGreaterThan(0.75 * chance);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void thePoleFallsIfTheCartIsPushedOneWay() {
        CartPole pole = new CartPole(1);
        float[] start = pole.reset();
        Environment.Step first = pole.step(1);
        assertThat(first.observation()[1]).isGreaterThan(start[1]); // the cart goes to the right,
        assertThat(first.observation()[3]).isLessThan(start[3]); // and the pole stays behind
        int steps = 1;
        while (!pole.step(1).done()) {
            steps++;
        }
        assertThat(steps).isBetween(5, 15);
    }

    @Test
    void thePendulumKeepsItsEnergyWithoutTorque() {
        Pendulum pendulum = new Pendulum(2);
        pendulum.reset();
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < 200; t++) {
            float[] seen = pendulum.step(0).observation();
            double energy = seen[2] * seen[2] / 6 + 5 * seen[0];
            lowest = Math.min(lowest, energy);
            highest = Math.max(highest, energy);
        }
        assertThat(highest).isCloseTo(lowest, within(1.5)); // of 10 between hanging and upright
    }
}
