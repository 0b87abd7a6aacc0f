package org.chainer.training.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.chainer.Chainer;
import org.chainer.serializers.Serializers;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.testing.MockUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When triggers fire, also after a snapshot is resumed at each possible place. */
class TriggersTest {
    @TempDir
    Path folder;

    /** Iterations at which a trigger fires, with an epoch of so many iterations; values are what is observed in each. */
    private List<Long> fired(Trigger trigger, int iterationsPerEpoch, int iterations, double... values) {
        List<Long> fired = new ArrayList<>();
        trainer(trigger, iterationsPerEpoch, iterations, fired, values).run();
        return fired;
    }

    private Trainer trainer(
            Trigger trigger, int iterationsPerEpoch, int iterations, List<Long> fired, double... values) {
        MockUpdater updater = new MockUpdater(iterationsPerEpoch);
        updater.updateCore(() -> {
            int i = (int) updater.iteration();
            if (i < values.length && !Double.isNaN(values[i])) {
                Chainer.report("main/loss", values[i], null);
            }
        });
        Trainer trainer = new Trainer(updater, Trigger.iterations(iterations), folder);
        trainer.extend("probe", t -> fired.add(t.updater().iteration()), trigger);
        return trainer;
    }

    /** Stops after each number of iterations, saves, loads into new objects and goes on. */
    private void assertResumable(Supplier<Trigger> trigger, int iterationsPerEpoch, int iterations, double... values) {
        List<Long> whole = fired(trigger.get(), iterationsPerEpoch, iterations, values);
        for (int stop = 1; stop < iterations; stop++) {
            List<Long> parts = new ArrayList<>();
            Trainer first = trainer(trigger.get(), iterationsPerEpoch, stop, parts, values);
            first.run();
            Path file = folder.resolve("snapshot");
            Serializers.saveNpz(file, first);
            Trainer second = trainer(trigger.get(), iterationsPerEpoch, iterations, parts, values);
            Serializers.loadNpz(file, second);
            second.run();
            assertThat(parts).as("stopped after iteration " + stop).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, iteration, '2,4,6,8,10'",
        "3, iteration, '3,6,9'",
        "1, epoch, '4,8'",
        "0.5, epoch, '2,4,6,8,10'",
        "2, epoch, '8'",
        "2.5, iteration, '3,5,8,10'",
    })
    void interval(double period, String unit, String expected) {
        assertThat(fired(Trigger.of(period, unit), 4, 10))
                .extracting(String::valueOf)
                .containsExactly(expected.split(","));
        assertResumable(() -> Trigger.of(period, unit), 4, 10);
    }

    @Test
    void fractionsOfEpochsAreNotMissedByRounding() {
        assertThat(fired(Trigger.epochs(0.1), 10, 30)).hasSize(30);
        assertThat(fired(Trigger.epochs(0.3), 10, 30)).containsExactly(3L, 6L, 9L, 12L, 15L, 18L, 21L, 24L, 27L, 30L);
    }

    @Test
    void oneIntervalTriggerServesSeveralExtensions() {
        Trigger shared = Trigger.iterations(3);
        List<String> calls = new ArrayList<>();
        Trainer trainer = new Trainer(new MockUpdater(10), Trigger.iterations(6), folder);
        trainer.extend("a", t -> calls.add("a" + t.updater().iteration()), shared);
        trainer.extend("b", t -> calls.add("b" + t.updater().iteration()), shared);
        trainer.run();

        assertThat(calls).containsExactly("a3", "b3", "a6", "b6");
    }

    @Test
    void snapshotsThatLackThePreviousPlaceAreGuessed() {
        Path file = folder.resolve("old");
        Serializers.saveNpz(file, Map.of("updater/iteration", 4L, "_snapshot_elapsed_time", 1.0), true);
        List<Long> fired = new ArrayList<>();
        Trainer trainer = trainer(Trigger.iterations(5), 10, 6, fired);
        Serializers.loadNpz(file, trainer);
        trainer.run();

        assertThat(fired).containsExactly(5L);
    }

    @Test
    void manualSchedule() {
        assertThat(fired(new ManualScheduleTrigger(new double[] {7, 2, 3}, "iteration"), 4, 10))
                .containsExactly(2L, 3L, 7L);
        assertThat(fired(new ManualScheduleTrigger(new double[] {1.5, 0.25}, "epoch"), 4, 10))
                .containsExactly(1L, 6L);
        assertResumable(() -> new ManualScheduleTrigger(new double[] {7, 2, 3}, "iteration"), 4, 10);
        assertResumable(() -> new ManualScheduleTrigger(new double[] {0.5, 2}, "epoch"), 4, 10);
    }

    @Test
    void manualScheduleKnowsWhenItIsFinished() {
        ManualScheduleTrigger trigger = new ManualScheduleTrigger(3, "iteration");
        fired(trigger, 4, 2);
        assertThat(trigger.isFinished()).isFalse();
        fired(trigger, 4, 5);
        assertThat(trigger.isFinished()).isTrue();
    }

    @Test
    void once() {
        assertThat(fired(new OnceTrigger(), 4, 5)).containsExactly(1L);
        assertResumable(OnceTrigger::new, 4, 5);
    }

    @Test
    void onceMoreOnResume() {
        List<Long> parts = new ArrayList<>();
        Trainer first = trainer(new OnceTrigger(true), 4, 3, parts);
        first.run();
        Serializers.saveNpz(folder.resolve("snapshot"), first);
        Trainer second = trainer(new OnceTrigger(true), 4, 6, parts);
        Serializers.loadNpz(folder.resolve("snapshot"), second);
        second.run();

        assertThat(parts).containsExactly(1L, 4L);
    }

    @Test
    void time() {
        List<Long> fired = new ArrayList<>();
        Trainer trainer = trainer(new TimeTrigger(0.05), 10, 3, fired);
        trainer.extend("wait", t -> sleep(300), Trigger.iterations(2), 400, false);
        trainer.run();

        assertThat(fired).contains(2L);
        assertThat(fired(new TimeTrigger(1e6), 10, 3)).isEmpty();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void minimumAndMaximum() {
        double nan = Double.NaN;
        double[] values = {3, 1, 2, 2, nan, nan, 1, 1, 5, 5};
        assertThat(fired(new MinValueTrigger("main/loss", Trigger.iterations(2)), 10, 10, values))
                .containsExactly(2L, 8L);
        assertThat(fired(new MaxValueTrigger("main/loss", Trigger.iterations(2)), 10, 10, values))
                .containsExactly(2L, 10L);
        assertThat(fired(new BestValueTrigger("main/loss", (best, value) -> true), 5, 10, values))
                .containsExactly(5L, 10L);
        assertResumable(() -> new MinValueTrigger("main/loss", Trigger.iterations(2)), 10, 10, values);
        assertResumable(() -> new MaxValueTrigger("main/loss", Trigger.iterations(3)), 10, 10, values);
    }

    @Test
    void anUnobservedValueIsNeverBest() {
        assertThat(fired(new MinValueTrigger("nothing"), 2, 6)).isEmpty();
    }

    private EarlyStoppingTrigger stopper() {
        return new EarlyStoppingTrigger()
                .checkTrigger(Trigger.iterations(1))
                .maxTrigger(Trigger.iterations(9))
                .patience(2);
    }

    private long stoppedAt(Trigger stop, double... values) {
        MockUpdater updater = new MockUpdater(4);
        updater.updateCore(() -> {
            int i = (int) updater.iteration();
            if (i < values.length) {
                Chainer.report(Map.of("main/loss", values[i], "main/accuracy", values[i]), null);
            }
        });
        new Trainer(updater, stop, folder).run();
        return updater.iteration();
    }

    @Test
    void earlyStopping() {
        assertThat(stoppedAt(stopper(), 5, 4, 4, 3, 3, 3, 2, 1, 1, 1)).isEqualTo(6);
        assertThat(stoppedAt(stopper(), 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)).isEqualTo(9);
        assertThat(stoppedAt(stopper().monitor("main/accuracy"), 1, 2, 3, 2, 2)).isEqualTo(5);
        assertThat(stoppedAt(stopper().mode(EarlyStoppingTrigger.Mode.MAX), 1, 2, 3, 2, 2))
                .isEqualTo(5);
        assertThat(stoppedAt(stopper().monitor("main/accuracy").mode(EarlyStoppingTrigger.Mode.MIN), 1, 2, 3))
                .isEqualTo(3);
        assertThat(stoppedAt(stopper(), Double.NaN, Double.NaN)).isEqualTo(2);
        assertThat(stopper().trainingLength()).isEqualTo(new Trigger.TrainingLength(9, "iteration"));
    }

    @Test
    void earlyStoppingWithoutObservationGoesOnToTheEnd() {
        assertThat(stoppedAt(stopper().monitor("nothing"))).isEqualTo(9);
    }

    @Test
    void earlyStoppingChecksOnlyWhatIsObservedWhenACheckIsDue() {
        MockUpdater updater = new MockUpdater(4);
        updater.updateCore(() -> {
            if (updater.iteration() % 2 == 0) { // the update counts afterwards: observed in iterations 1, 3, 5 …
                Chainer.report("main/loss", 1.0, null);
            }
        });
        new Trainer(updater, stopper().checkTrigger(Trigger.iterations(2)), folder).run();
        assertThat(updater.iteration()).isEqualTo(9);
    }

    @Test
    void earlyStoppingIsResumed() {
        double[] values = {5, 4, 4, 3, 3, 3, 2};
        for (int stop = 1; stop < 6; stop++) {
            MockUpdater updater = new MockUpdater(4);
            EarlyStoppingTrigger early = stopper();
            long last = stop;
            Runnable update = () -> Chainer.report("main/loss", values[(int) updater.iteration()], null);
            updater.updateCore(update);
            Trainer first = new Trainer(updater, early.or(t -> t.updater().iteration() == last), folder);
            first.run();
            Serializers.saveNpz(folder.resolve("snapshot"), first);

            MockUpdater resumed = new MockUpdater(4);
            resumed.updateCore(() -> Chainer.report("main/loss", values[(int) resumed.iteration()], null));
            Trainer second = new Trainer(resumed, stopper().or(Trigger.never()), folder);
            Serializers.loadNpz(folder.resolve("snapshot"), second);
            second.run();
            assertThat(resumed.iteration()).as("resumed after " + stop).isEqualTo(6);
        }
    }

    @Test
    void combinations() {
        assertThat(fired(Trigger.iterations(2).or(Trigger.iterations(3)), 4, 9))
                .containsExactly(2L, 3L, 4L, 6L, 8L, 9L);
        assertThat(fired(Trigger.iterations(2).and(Trigger.iterations(3)), 4, 12))
                .containsExactly(6L, 12L);
        assertThat(fired(t -> t.updater().iteration() == 3, 4, 5)).containsExactly(3L);
        assertThat(fired(Trigger.never(), 4, 5)).isEmpty();
        assertResumable(() -> Trigger.iterations(2).or(new OnceTrigger()), 4, 9);
        assertResumable(() -> Trigger.epochs(1).and(Trigger.iterations(3)), 2, 12);
        assertThat(Trigger.never().or(Trigger.epochs(3)).trainingLength())
                .isEqualTo(new Trigger.TrainingLength(3, "epoch"));
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() -> Trigger.of(1, "hour"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'hour'")
                .hasMessageContaining("'epoch' or 'iteration'");
        assertThatThrownBy(() -> Trigger.of(1, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Trigger.epochs(0)).hasMessageContaining("0.0").hasMessageContaining("positive");
        assertThatThrownBy(() -> Trigger.epochs(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ManualScheduleTrigger(new double[0], "epoch"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ManualScheduleTrigger(1, "day")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TimeTrigger(-1)).hasMessageContaining("-1.0 seconds");
        assertThatThrownBy(() -> new EarlyStoppingTrigger().patience(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new AnyTrigger()).hasMessageContaining("at least one");
    }
}
