package org.chainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.chainer.Chain;
import org.chainer.GradientMethod;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.Device;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.functions.F;
import org.chainer.iterators.MultiprocessIterator;
import org.chainer.iterators.MultithreadIterator;
import org.chainer.iterators.ParallelSequentialIterator;
import org.chainer.iterators.SerialIterator;
import org.chainer.iterators.ShuffleOrderSampler;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;
import org.chainer.links.model.Classifier;
import org.chainer.links.rnn.LSTM;
import org.chainer.optimizers.Adam;
import org.chainer.optimizers.MomentumSGD;
import org.chainer.optimizers.SGD;
import org.chainer.serializers.NpzFile;
import org.chainer.serializers.Serializers;
import org.chainer.training.extensions.ExponentialShift;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.MicroAverage;
import org.chainer.training.extensions.ObserveValue;
import org.chainer.training.extensions.PlotReport;
import org.chainer.training.extensions.Snapshot;
import org.chainer.training.extensions.UnchainVariables;
import org.chainer.training.triggers.EarlyStoppingTrigger;
import org.chainer.training.updaters.BpttUpdater;
import org.chainer.training.updaters.ParallelUpdater;
import org.chainer.training.updaters.StandardUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is stopped, saved and resumed goes on bit by bit as one that was left alone. */
class ResumeTest {
    private static final int ITERATIONS = 12;

    @TempDir
    Path folder;

    private static final class Mlp extends Chain implements Layer {
        private Linear first = new Linear(4, 8);
        private Linear second = new Linear(8, 3);

        @Override
        public Variable forward(Variable x) {
            return second.apply(F.dropout(F.relu(first.apply(x)), 0.3));
        }
    }

    private static final class Rnn extends Chain implements Layer {
        private EmbedID embed = new EmbedID(7, 5);
        private LSTM first = new LSTM(5, 6);
        private LSTM second = new LSTM(6, 6);
        private Linear out = new Linear(6, 7);

        @Override
        public Variable forward(Variable word) {
            Variable h = first.apply(F.dropout(embed.apply(word), 0.2));
            return out.apply(F.dropout(second.apply(h), 0.2));
        }
    }

    /** A trainer, what it saw, and its model. */
    private static final class Run {
        final Trainer trainer;
        final Link model;
        final Map<Long, Double> losses = new LinkedHashMap<>();

        Run(Updater updater, Trigger stop, Path out) {
            trainer = new Trainer(updater, stop, out);
            model = updater.getOptimizer("main").target();
            trainer.extend("losses", t -> losses.put(t.updater().iteration(), loss(t)), Trigger.iterations(1));
        }

        private static double loss(Trainer trainer) {
            return ((NDArray) trainer.observation().get("main/loss")).item();
        }

        List<double[]> weights() {
            return model.params().stream().map(p -> p.array().toDoubleArray()).toList();
        }
    }

    /** Makes a run that stops after some iterations and writes to a folder. */
    private interface Maker extends BiFunction<Integer, Path, Run> {}

    private void assertResumable(Maker maker) {
        RandomState.seed(1);
        Run whole = maker.apply(ITERATIONS, folder.resolve("whole"));
        whole.trainer.run();
        for (int stop = 1; stop < ITERATIONS; stop++) {
            Path out = folder.resolve("stopped" + stop);
            RandomState.seed(1);
            Run first = maker.apply(stop, out);
            first.trainer.run();
            Path file = folder.resolve("snapshot");
            Serializers.saveNpz(file, first.trainer);

            RandomState.seed(77);
            Run second = maker.apply(ITERATIONS, out);
            Serializers.loadNpz(file, second.trainer);
            second.trainer.run();

            Map<Long, Double> losses = new LinkedHashMap<>(first.losses);
            losses.putAll(second.losses);
            assertThat(losses).as("stopped after " + stop).isEqualTo(whole.losses);
            for (int p = 0; p < whole.weights().size(); p++) {
                assertThat(second.weights().get(p))
                        .as("parameter " + p + ", stopped after " + stop)
                        .isEqualTo(whole.weights().get(p));
            }
        }
    }

    private static Dataset<Tuple> examples() {
        RandomState random = new RandomState(5);
        List<Tuple> examples = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            examples.add(Tuple.of(random.normal(0, 1, DType.FLOAT32, 4), i % 3));
        }
        return Dataset.of(examples);
    }

    private static int[] words() {
        return new RandomState(6).integers(0, 7, DType.INT32, 60).toIntArray();
    }

    private static <T extends GradientMethod> T setUp(T optimizer, Link model) {
        optimizer.setup(model);
        return optimizer;
    }

    private static Run mlp(int iterations, Path out) {
        Adam optimizer = setUp(new Adam(), new Classifier(new Mlp()));
        return new Run(
                new StandardUpdater(new SerialIterator<>(examples(), 6), optimizer),
                Trigger.iterations(iterations),
                out);
    }

    private static Run rnn(int iterations, Path out) {
        MomentumSGD optimizer = setUp(new MomentumSGD(0.1), new Classifier(new Rnn()));
        return new Run(
                new BpttUpdater(new ParallelSequentialIterator(words(), 4, true), optimizer, 3, null),
                Trigger.iterations(iterations),
                out);
    }

    @Test
    void shuffleAndDropout() {
        assertResumable(ResumeTest::mlp);
    }

    @Test
    void recurrentState() {
        assertResumable(ResumeTest::rnn);
    }

    @Test
    void readingAheadWithASamplerOfItsOwn() {
        assertResumable((iterations, out) -> {
            // Only the seed of the first run counts: that of a resumed one comes from the snapshot.
            RandomState random = new RandomState(RandomState.shared().getSeed());
            var iterator = new MultiprocessIterator<>(examples(), 6, true, new ShuffleOrderSampler(random), 2, 3);
            return new Run(
                    new StandardUpdater(iterator, setUp(new Adam(), new Classifier(new Mlp()))),
                    Trigger.iterations(iterations),
                    out);
        });
    }

    @Test
    void readingAheadWithTheRandomNumbersThatDropoutUsesToo() {
        assertResumable((iterations, out) -> new Run(
                new StandardUpdater(
                        new MultithreadIterator<>(examples(), 6), setUp(new Adam(), new Classifier(new Mlp()))),
                Trigger.iterations(iterations),
                out));
    }

    @Test
    void schedulesAndChangesOfTheRateByLambdas() {
        assertResumable((iterations, out) -> {
            SGD optimizer = setUp(new SGD(0.5), new Classifier(new Mlp()));
            Run run = new Run(
                    new StandardUpdater(new SerialIterator<>(examples(), 6), optimizer),
                    Trigger.iterations(iterations),
                    out);
            run.trainer.extend(
                    "halve the rate",
                    t -> optimizer
                            .hyperparameter()
                            .set("lr", optimizer.hyperparameter().get("lr") / 2),
                    Trigger.iterations(4));
            return run;
        });
        assertResumable((iterations, out) -> {
            Run run = mlp(iterations, out);
            run.trainer.extend(new ExponentialShift("alpha", 0.5), Trigger.iterations(3));
            return run;
        });
    }

    @Test
    void copiesOfTheModelOnThreads() {
        // A model without dropout: random numbers would be drawn in no fixed order.
        assertResumable((iterations, out) -> {
            SGD optimizer = setUp(new SGD(0.1), new Classifier(new Linear(4, 3)));
            Device device = optimizer.target().device();
            return new Run(
                    new ParallelUpdater(
                            new SerialIterator<>(examples(), 6), optimizer, Map.of("main", device, "second", device)),
                    Trigger.iterations(iterations),
                    out);
        });
    }

    @Test
    void halfPrecisionAndDynamicLossScale() {
        assertResumable((iterations, out) -> {
            Adam optimizer = new Adam();
            Linear predictor = new Linear(4, 3);
            predictor.forEachParam(p -> p.setArray(p.array().astype(DType.FLOAT16)));
            optimizer.useFp32Update(true);
            optimizer.setup(new Classifier(predictor));
            optimizer.setDynamicLossScale(2);
            Dataset<Tuple> half = Dataset.of(examples().asList().stream()
                    .map(e -> Tuple.of(((NDArray) e.get(0)).astype(DType.FLOAT16), e.get(1)))
                    .toList());
            return new Run(
                    new StandardUpdater(new SerialIterator<>(half, 6), optimizer), Trigger.iterations(iterations), out);
        });
    }

    @Test
    void logPlotAndEarlyStop() throws Exception {
        Maker maker = (iterations, out) -> {
            Adam optimizer = setUp(new Adam(), new Classifier(new Mlp()));
            Run run = new Run(
                    new StandardUpdater(new SerialIterator<>(examples(), 6), optimizer),
                    new EarlyStoppingTrigger()
                            .checkTrigger(Trigger.iterations(2))
                            .patience(100)
                            .maxTrigger(Trigger.iterations(iterations)),
                    out);
            run.trainer.extend(new LogReport(Trigger.iterations(5)));
            run.trainer.extend(
                    new PlotReport(List.of("main/loss"), "iteration", "plot.svg").trigger(Trigger.iterations(5)));
            return run;
        };
        assertResumable(maker);
        String elapsed = "\"elapsed_time\": [0-9.e-]+";
        String whole = Files.readString(folder.resolve("whole/log")).replaceAll(elapsed, "");
        String plot = Files.readString(folder.resolve("whole/plot.svg"));
        for (int stop = 1; stop < ITERATIONS; stop++) {
            Path out = folder.resolve("stopped" + stop);
            assertThat(Files.readString(out.resolve("log")).replaceAll(elapsed, ""))
                    .isEqualTo(whole);
            assertThat(Files.readString(out.resolve("plot.svg"))).isEqualTo(plot);
        }
    }

    @Test
    void anotherRateOnResumeIsTheUsersWish() {
        Run first = sgd(0.5, 4);
        first.trainer.extend(
                "halve",
                t -> ((SGD) t.updater().getOptimizer("main")).hyperparameter().set("lr", 0.25),
                Trigger.iterations(4));
        first.trainer.run();
        Path file = folder.resolve("snapshot");
        Serializers.saveNpz(file, first.trainer);

        assertThat(rateAfterResume(file, 0.5)).isEqualTo(0.25);
        assertThat(rateAfterResume(file, 0.01)).isEqualTo(0.01);
    }

    private Run sgd(double rate, int iterations) {
        return new Run(
                new StandardUpdater(
                        new SerialIterator<>(examples(), 6), setUp(new SGD(rate), new Classifier(new Mlp()))),
                Trigger.iterations(iterations),
                folder);
    }

    private double rateAfterResume(Path file, double configured) {
        Run resumed = sgd(configured, 5);
        resumed.trainer.extend("halve", t -> {}, Trigger.iterations(100));
        Serializers.loadNpz(file, resumed.trainer);
        resumed.trainer.run();
        return ((SGD) resumed.trainer.updater().getOptimizer("main"))
                .hyperparameter()
                .get("lr");
    }

    @Test
    void stateBeyondChainersHasKeysOfItsOwn() {
        Run run = rnn(2, folder);
        run.trainer.run();
        Path file = folder.resolve("snapshot");
        Serializers.saveNpz(file, run.trainer);
        try (NpzFile npz = new NpzFile(file)) {
            assertThat(npz.keys())
                    .contains(
                            "_jvm/version",
                            "_jvm/random/seed",
                            "_jvm/random/offset",
                            "_jvm/links/main/predictor/first/c",
                            "_jvm/links/main/predictor/second/h",
                            "_jvm/hyperparameters/main/lr");
        }
    }

    /** Python's ints take no floating-point number, and Chainer's names are keys. */
    @Test
    void whatChainerReadsIsOfTheTypesAndNamesThatItExpects() {
        Run run = mlp(2, folder);
        run.trainer.extend(new LogReport(Trigger.iterations(5)));
        run.trainer.extend(
                new MicroAverage("main/loss", "main/loss", "ratio", Trigger.iterations(2)), Trigger.iterations(1));
        run.trainer.extend(ObserveValue.observeLr(), Trigger.iterations(1));
        run.trainer.extend(UnchainVariables.unchainVariables());
        run.trainer.run();
        Path file = folder.resolve("snapshot");
        Serializers.saveNpz(file, run.trainer);
        try (NpzFile npz = new NpzFile(file)) {
            assertThat(npz.dtype("extensions/LogReport/_summary/_summaries/0/_n"))
                    .isEqualTo(DType.INT64);
            assertThat(npz.dtype("extensions/MicroAverage/_numerator")).isEqualTo(DType.INT64);
            assertThat(npz.dtype("extensions/MicroAverage/_denominator")).isEqualTo(DType.INT64);
            assertThat(npz.keys())
                    .contains(
                            "extension_triggers/_observe_value/previous_iteration",
                            "extension_triggers/unchain_variables/previous_iteration");
        }
    }

    @Test
    void aSnapshotWithoutThatStateLeavesItAlone() {
        Run run = rnn(2, folder);
        run.trainer.run();
        Map<String, Object> chainers = new LinkedHashMap<>(Serializers.serialize(run.trainer));
        chainers.keySet().removeIf(key -> key.startsWith("_jvm/"));
        Path file = folder.resolve("snapshot");
        Serializers.saveNpz(file, chainers, true);

        Run resumed = rnn(3, folder);
        RandomState.seed(5);
        Serializers.loadNpz(file, resumed.trainer);
        assertThat(RandomState.shared().getSeed()).isEqualTo(5);
        resumed.trainer.run();
        assertThat(resumed.losses).containsOnlyKeys(3L);
    }

    @Test
    void aSnapshotOfAnotherVersionIsRefusedAndChangesNothing() {
        Run run = mlp(2, folder);
        run.trainer.run();
        Map<String, Object> values = new LinkedHashMap<>(Serializers.serialize(run.trainer));
        values.put("_jvm/version", 1000L);
        Path file = folder.resolve("snapshot");
        Serializers.saveNpz(file, values, true);

        Run other = mlp(5, folder);
        List<double[]> before = other.weights();
        assertThatThrownBy(() -> Serializers.loadNpz(file, other.trainer))
                .hasMessageContaining("version")
                .hasMessageContaining("1000");
        assertThat(other.trainer.updater().iteration()).isZero();
        assertThat(other.weights().get(0)).isEqualTo(before.get(0));
    }

    @Test
    void anotherModelsSnapshotIsRefusedAndChangesNothing() {
        Run run = rnn(2, folder);
        run.trainer.run();
        Path file = folder.resolve("snapshot");
        Serializers.saveNpz(file, run.trainer);
        Run other = mlp(5, folder);
        long offset = RandomState.shared().getOffset();

        assertThatThrownBy(() -> Serializers.loadNpz(file, other.trainer))
                .hasMessageContaining("snapshot")
                .hasMessageContaining("no");
        assertThat(other.trainer.updater().iteration()).isZero();
        assertThat(RandomState.shared().getOffset()).isEqualTo(offset);
        other.trainer.run();
        assertThat(other.losses).hasSize(5);
    }

    @Test
    void autoloadGoesOnTheSame() {
        RandomState.seed(1);
        Run whole = rnn(ITERATIONS, folder.resolve("whole"));
        whole.trainer.run();

        RandomState.seed(1);
        Map<Long, Double> losses = new LinkedHashMap<>();
        Run last = null;
        for (int stop : new int[] {3, 4, 9, ITERATIONS}) {
            last = rnn(stop, folder.resolve("parts"));
            last.trainer.extend(Snapshot.snapshot().autoload(true).retain(2), Trigger.iterations(1));
            last.trainer.run();
            losses.putAll(last.losses);
            RandomState.seed(100 + stop);
        }
        assertThat(losses).isEqualTo(whole.losses);
        assertThat(folder.resolve("parts"))
                .isDirectoryContaining("glob:**/snapshot_iter_11")
                .isDirectoryContaining("glob:**/snapshot_iter_12")
                .isDirectoryNotContaining("glob:**/snapshot_iter_10");
    }
}
