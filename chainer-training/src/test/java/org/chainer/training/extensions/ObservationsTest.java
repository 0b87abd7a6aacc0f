package org.chainer.training.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Dataset;
import org.chainer.functions.F;
import org.chainer.iterators.SerialIterator;
import org.chainer.links.connection.Linear;
import org.chainer.optimizers.Adam;
import org.chainer.optimizers.SGD;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.testing.MockUpdater;
import org.chainer.training.testing.TrainerTesting;
import org.chainer.training.updaters.StandardUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extensions that add to what is observed, or look at parameters and graphs. */
class ObservationsTest {
    @TempDir
    Path out;

    private final Linear model = new Linear(2, 1);
    private final SGD optimizer = new SGD(0.25);
    private Runnable inUpdate = () -> {};

    /** A trainer whose updates leave the model alone, unless {@link #inUpdate} does something. */
    private Trainer trainer(int iterations, Extension... extensions) {
        optimizer.setup(model);
        StandardUpdater updater = new StandardUpdater(
                new SerialIterator<>(Dataset.of(List.of(NDArray.of(1f, 2f))), 1),
                optimizer,
                new ConcatExamples(),
                null,
                batch -> {
                    inUpdate.run();
                    return F.sum(model.apply(batch[0])).mul(0);
                });
        return new Trainer(updater, Trigger.iterations(iterations), out, List.of(extensions));
    }

    private static Map<Long, Object> watch(Trainer trainer, String key) {
        Map<Long, Object> seen = new LinkedHashMap<>();
        trainer.extend(
                "watch",
                t -> {
                    if (t.observation().containsKey(key)) {
                        seen.put(t.updater().iteration(), t.observation().get(key));
                    }
                },
                Trigger.iterations(1),
                -500,
                false);
        return seen;
    }

    @Test
    void microAverage() {
        Trainer trainer = TrainerTesting.getTrainerWithMockUpdater(
                Trigger.iterations(6), 3, out, new MicroAverage("right", "all", "accuracy"));
        MockUpdater updater = (MockUpdater) trainer.updater();
        updater.updateCore(() -> {
            long i = updater.iteration();
            Chainer.report("right", NDArray.scalar(i, org.chainer.array.DType.INT32), null);
            Chainer.report("all", i < 3 ? 10 : 4L, null);
        });
        Map<Long, Object> seen = watch(trainer, "accuracy");
        trainer.run();

        assertThat(seen).isEqualTo(Map.of(3L, 0.1, 6L, 1.0));
    }

    @Test
    void microAverageOfWhatIsNoNumber() {
        Trainer trainer = TrainerTesting.getTrainerWithMockUpdater(out, new MicroAverage("a", "b", "c"));
        ((MockUpdater) trainer.updater())
                .updateCore(() -> Chainer.report(Map.of("a", NDArray.of(1f, 2f), "b", 1), null));

        assertThatThrownBy(trainer::run).hasMessageContaining("'a'").hasMessageContaining("expected one number");
        Trainer nothing = TrainerTesting.getTrainerWithMockUpdater(out, new MicroAverage("a", "b", "c"));
        Map<Long, Object> seen = watch(nothing, "c");
        nothing.run();
        assertThat(seen).isEmpty();
    }

    @Test
    void observedValues() {
        Trainer trainer = trainer(
                3, ObserveValue.observeValue("double", t -> 2.0 * t.updater().iteration()));
        trainer.extend(ObserveValue.observeLr(), Trigger.iterations(2));
        trainer.extend(ObserveValue.observeLr("main", "rate"));
        Map<Long, Object> doubles = watch(trainer, "double");
        Map<Long, Object> rates = watch(trainer, "lr");
        trainer.run();

        assertThat(doubles).isEqualTo(Map.of(1L, 2.0, 2L, 4.0, 3L, 6.0));
        assertThat(rates).isEqualTo(Map.of(2L, 0.25));
        assertThatThrownBy(
                        () -> trainer(1, ObserveValue.observeLr("other", "lr")).run())
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("'other'");
    }

    @Test
    void theRateOfAdamIsCorrectedForItsStart() {
        Linear small = new Linear(1, 1);
        Adam adam = new Adam();
        adam.setup(small);
        Trainer trainer = new Trainer(
                new StandardUpdater(
                        new SerialIterator<>(Dataset.of(List.of(NDArray.of(1f))), 1),
                        adam,
                        new ConcatExamples(),
                        null,
                        batch -> F.sum(small.apply(batch[0]))),
                Trigger.iterations(2),
                out);
        trainer.extend(ObserveValue.observeLr(), Trigger.iterations(1));
        Map<Long, Object> rates = watch(trainer, "lr");
        trainer.run();

        double second = 0.001 * Math.sqrt(1 - 0.999 * 0.999) / (1 - 0.9 * 0.9);
        assertThat((double) rates.get(2L)).isCloseTo(second, within(1e-12));
    }

    @Test
    void divergedParametersEndTraining() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            model.params().get(0).array().fill(1);
            trainer(2, new FailOnNonNumber()).run();
            int[] count = {0};
            inUpdate = () -> {
                if (++count[0] == 3) {
                    model.namedParams().get("/W").array().fill(bad);
                }
            };
            Trainer trainer = trainer(10, new FailOnNonNumber());

            assertThatThrownBy(trainer::run)
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("/W")
                    .hasMessageContaining("'main'");
            assertThat(trainer.updater().iteration()).isEqualTo(3);
            inUpdate = () -> {};
        }
    }

    @Test
    void largeButFiniteParametersAreNotDivergence() {
        model.namedParams().get("/W").array().fill(3e38);
        trainer(1, new FailOnNonNumber()).run();
    }

    @Test
    void statisticsOfParameters() {
        model.namedParams().get("/W").array().copyFrom(NDArray.of(1f, 0f).reshape(1, 2));
        ParameterStatistics statistics =
                new ParameterStatistics(model).prefix("p").trigger(Trigger.iterations(2));
        Trainer trainer = trainer(2, statistics);
        Map<Long, Object> seen = new LinkedHashMap<>();
        trainer.extend(
                "all",
                t -> seen.putAll(Map.of(t.updater().iteration(), Map.copyOf(t.observation()))),
                Trigger.iterations(1),
                -500,
                false);
        trainer.run();

        assertThat((Map<?, ?>) seen.get(1L)).isEmpty();
        Map<?, ?> reported = (Map<?, ?>) seen.get(2L);
        assertThat(reported.get("p/None/W/data/mean")).isEqualTo(0.5);
        assertThat(reported.get("p/None/W/data/std")).isEqualTo(0.5);
        assertThat(reported.get("p/None/W/data/min")).isEqualTo(0.0);
        assertThat(reported.get("p/None/W/data/max")).isEqualTo(1.0);
        assertThat(reported.get("p/None/W/data/zeros")).isEqualTo(1.0);
        assertThat((Double) reported.get("p/None/W/data/percentile/3")).isEqualTo(0.5);
        assertThat((Double) reported.get("p/None/W/data/percentile/0")).isCloseTo(0.0013, within(1e-12));
        assertThat(reported.get("p/None/W/grad/mean")).isEqualTo(0.0);
        assertThat(reported.get("p/None/b/grad/zeros")).isEqualTo(1.0);
    }

    @Test
    void statisticsOfOnesOwn() {
        model.namedParams().get("/W").array().fill(Double.NaN);
        ParameterStatistics statistics = new ParameterStatistics(model)
                .noStatistics()
                .registerStatistics(
                        "sum", x -> new double[] {java.util.Arrays.stream(x).sum()})
                .registerStatistics("two", x -> new double[] {1, 2})
                .reportGrads(false)
                .skipNanParams(true)
                .trigger(Trigger.iterations(1));
        Trainer trainer = trainer(1, statistics);
        Map<Long, Object> seen = watch(trainer, "None/W/data/two");
        Map<Long, Object> second = watch(trainer, "None/b/data/two/1");
        Map<Long, Object> gradients = watch(trainer, "None/b/grad/sum");
        trainer.run();

        assertThat((Double) seen.get(1L)).isNaN();
        assertThat(second).isEqualTo(Map.of(1L, 2.0));
        assertThat(gradients).isEmpty();
    }

    @Test
    void percentilesAreNumPys() {
        double[] x = {3, 1, 2, 4};
        assertThat(Statistics.percentiles(x, 0, 25, 50, 90, 100)).containsExactly(1, 1.75, 2.5, 3.7, 4);
        assertThat(Statistics.percentiles(new double[] {5}, 10, 90)).containsExactly(5, 5);
        assertThat(Statistics.percentiles(new double[] {1, Double.NaN}, 50)).containsExactly(Double.NaN);
        assertThat(Statistics.percentiles(new double[0], 50)).containsExactly(Double.NaN);
        assertThat(Statistics.percentiles(new double[] {0, Double.POSITIVE_INFINITY}, 0, 100))
                .containsExactly(0, Double.POSITIVE_INFINITY);
    }

    @Test
    void graphsOfReportedVariablesAreLetGo() {
        for (boolean unchain : new boolean[] {false, true}) {
            Variable[] reported = new Variable[1];
            Trainer trainer = TrainerTesting.getTrainerWithMockUpdater(Trigger.iterations(2), 10, out);
            if (unchain) {
                trainer.extend(UnchainVariables.unchainVariables());
            }
            ((MockUpdater) trainer.updater()).updateCore(() -> {
                reported[0] = F.sum(model.apply(new Variable(NDArray.of(1f, 2f).reshape(1, 2), false)));
                Chainer.report("y", reported[0], null);
            });
            try (Chainer.Scope keep = Chainer.usingConfig(Config.KEEP_GRAPH_ON_REPORT, true)) {
                trainer.run();
            }
            assertThat(reported[0].creator() == null).isEqualTo(unchain);
        }
    }
}
