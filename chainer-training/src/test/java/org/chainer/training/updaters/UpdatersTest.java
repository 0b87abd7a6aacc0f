package org.chainer.training.updaters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.CopyMode;
import org.chainer.GradientMethod;
import org.chainer.Link;
import org.chainer.LossFunction;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.dataset.Batch;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Iterator;
import org.chainer.dataset.Tuple;
import org.chainer.functions.F;
import org.chainer.iterators.MultithreadIterator;
import org.chainer.iterators.SerialIterator;
import org.chainer.links.connection.Linear;
import org.chainer.optimizers.Adam;
import org.chainer.optimizers.SGD;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.Updater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updaters: what one iteration does to the parameters, on one device or several. */
class UpdatersTest {
    @TempDir
    Path out;

    /** Squared error of a linear model, summed, so that parts of a batch add up to the whole. */
    private static final class Model extends Chain implements LossFunction {
        private Linear linear;

        Model(Integer inSize) {
            linear = new Linear(inSize, 1);
        }

        @Override
        public Variable apply(Variable... batch) {
            Variable error = linear.apply(batch[0]).sub(batch[1]);
            Variable loss = F.sum(error.mul(error));
            Chainer.report("loss", loss, this);
            return loss;
        }

        @Override
        public Variable apply(Map<String, Variable> batch) {
            return apply(batch.get("x"), batch.get("y"));
        }
    }

    private static Dataset<Tuple> examples(int n) {
        RandomState random = new RandomState(2);
        List<Tuple> examples = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            examples.add(Tuple.of(random.normal(0, 1, DType.FLOAT32, 3), NDArray.of((float) i % 4)));
        }
        return Dataset.of(examples);
    }

    private static SerialIterator<Tuple> iterator(int batchSize) {
        return new SerialIterator<>(examples(12), batchSize, true, false);
    }

    private static <T extends GradientMethod> T setUp(T optimizer, Link model) {
        optimizer.setup(model);
        return optimizer;
    }

    private static double[] weights(Link model) {
        return model.params().stream()
                .flatMapToDouble(p -> java.util.Arrays.stream(p.array().toDoubleArray()))
                .toArray();
    }

    private static void run(Updater updater, int iterations) {
        for (int i = 0; i < iterations; i++) {
            updater.update();
        }
        updater.close();
    }

    // --- StandardUpdater
    // -----------------------------------------------------------------------------------------------------------------

    @Test
    void standardUpdaterDoesWhatALoopByHandDoes() {
        Model model = new Model(3);
        Model byHand = (Model) model.copy(CopyMode.COPY);
        run(new StandardUpdater(iterator(4), setUp(new SGD(0.01), model)), 5);
        SGD optimizer = setUp(new SGD(0.01), byHand);
        SerialIterator<Tuple> iterator = iterator(4);
        for (int i = 0; i < 5; i++) {
            Batch batch = ConcatExamples.concatExamples(iterator.next());
            optimizer.update(byHand, new Variable(batch.get(0), false), new Variable(batch.get(1), false));
        }

        assertThat(weights(model)).isEqualTo(weights(byHand));
    }

    @Test
    void examplesMayBeMapsAndConvertersLambdas() {
        Model model = new Model(3);
        Model other = (Model) model.copy(CopyMode.COPY);
        Dataset<Map<String, Object>> maps = Dataset.of(examples(12).asList().stream()
                .map(e -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    map.put("x", e.get(0));
                    map.put("y", e.get(1));
                    return map;
                })
                .toList());
        run(new StandardUpdater(new SerialIterator<>(maps, 4, true, false), setUp(new SGD(0.01), model)), 3);
        run(
                new StandardUpdater(
                        iterator(4),
                        setUp(new SGD(0.01), other),
                        (examples, device) -> ConcatExamples.concatExamples(examples),
                        null,
                        batch -> other.apply(batch)),
                3);

        assertThat(weights(model)).isEqualTo(weights(other));
    }

    @Test
    void epochsAreCountedByItself() {
        SGD optimizer = setUp(new SGD(0.01), new Model(3));
        StandardUpdater updater = new StandardUpdater(iterator(6), optimizer);
        for (int i = 0; i < 4; i++) {
            updater.update();
        }
        assertThat(optimizer.epoch()).isEqualTo(2);
        assertThat(updater.epoch()).isEqualTo(2);
        assertThat(updater.isNewEpoch()).isTrue();
        assertThat(updater.iteration()).isEqualTo(4);
        assertThatThrownBy(optimizer::newEpoch).isInstanceOf(IllegalStateException.class);

        SGD other = setUp(new SGD(0.01), new Model(3));
        run(new StandardUpdater(iterator(6), other).autoNewEpoch(false), 4);
        assertThat(other.epoch()).isZero();
        other.newEpoch();
        assertThat(other.epoch()).isEqualTo(1);
    }

    @Test
    void lossScaleCancelsOut() {
        for (int kind = 0; kind < 2; kind++) {
            Model model = new Model(3);
            Model scaled = (Model) model.copy(CopyMode.COPY);
            List<Model> both = List.of(model, scaled);
            for (Model each : both) {
                SGD optimizer = setUp(new SGD(0.01), each);
                StandardUpdater updater = kind == 0
                        ? new StandardUpdater(iterator(4), optimizer)
                        : new BpttUpdater(iterator(2), optimizer, 2, null);
                run(each == model ? updater : updater.lossScale(1024), 4);
            }
            assertThat(weights(scaled)).usingComparatorWithPrecision(1e-5).containsExactly(weights(model));
        }
    }

    @Test
    void inputDeviceIsNotTheModels() {
        List<Device> seen = new ArrayList<>();
        StandardUpdater updater = new StandardUpdater(
                        iterator(4),
                        setUp(new SGD(0.01), new Model(3)),
                        (examples, device) -> {
                            seen.add(device);
                            return new ConcatExamples().convert(examples, null);
                        },
                        null,
                        null)
                .inputDevice(Devices.reference());
        run(updater, 1);

        assertThat(seen).containsExactly(Devices.reference());
    }

    @Test
    void theModelIsMovedToTheDevice() {
        Model model = new Model(3);
        run(new StandardUpdater(iterator(4), setUp(new SGD(0.01), model), Devices.reference()), 1);

        assertThat(model.params()).allMatch(p -> p.device() == Devices.reference());
    }

    @Test
    void severalIteratorsAndOptimizers() {
        SGD first = setUp(new SGD(0.01), new Model(3));
        SGD second = setUp(new SGD(0.01), new Model(3));
        class Both extends StandardUpdater {
            Both() {
                super(
                        Map.of("main", iterator(4), "other", iterator(3)),
                        Map.of("main", first, "second", second),
                        new ConcatExamples(),
                        null,
                        null);
            }

            @Override
            protected void updateCore() {
                for (String name : List.of("main", "second")) {
                    Iterator<?> source = getIterator(name.equals("main") ? "main" : "other");
                    Batch batch = converter().convert(source.next(), device());
                    getOptimizer(name).update(() -> target(getOptimizer(name), batch));
                }
            }
        }
        Both updater = new Both();
        Map<String, Object> observed = new LinkedHashMap<>();
        Trainer trainer = new Trainer(updater, Trigger.iterations(2), out);
        trainer.extend("observe", t -> observed.putAll(t.observation()), Trigger.iterations(1));
        trainer.run();

        assertThat(observed).containsOnlyKeys("main/loss", "second/loss");
        assertThat(first.t()).isEqualTo(2);
        assertThat(second.t()).isEqualTo(2);
        assertThatThrownBy(() -> updater.getOptimizer("third"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("'third'")
                .hasMessageContaining("second");
    }

    @Test
    void wrongArgumentsAreRefused() {
        SGD optimizer = setUp(new SGD(0.01), new Model(3));
        assertThatThrownBy(() -> new StandardUpdater(
                        Map.of("train", iterator(1)), Map.of("main", optimizer), new ConcatExamples(), null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'main'")
                .hasMessageContaining("[train]");
        StandardUpdater noLoss = new StandardUpdater(iterator(1), setUp(new SGD(0.01), new Linear(3, 1)));
        assertThatThrownBy(noLoss::update)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Linear")
                .hasMessageContaining("LossFunction");
        assertThat(noLoss.iteration()).isZero();
        assertThatThrownBy(() -> new StandardUpdater(iterator(1), new SGD(0.01)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new BpttUpdater(iterator(1), optimizer, 0, null))
                .hasMessageContaining("bprop_len is 0");
    }

    @Test
    void aFailedIterationIsNotCountedAndTrainingCanGoOn() {
        SGD optimizer = setUp(new SGD(0.01), new Model(3));
        boolean[] fail = {true};
        StandardUpdater updater = new StandardUpdater(
                iterator(4),
                optimizer,
                (examples, device) -> {
                    if (fail[0]) {
                        throw new IllegalStateException("broken example");
                    }
                    return ConcatExamples.concatExamples(examples);
                },
                null,
                null);
        assertThatThrownBy(updater::update).hasMessage("broken example");
        assertThat(updater.iteration()).isZero();
        fail[0] = false;
        updater.update();
        assertThat(updater.iteration()).isEqualTo(1);
    }

    // --- several models
    // ------------------------------------------------------------------------------------------------------------------

    private static Map<String, Device> devices(String... names) {
        Map<String, Device> devices = new LinkedHashMap<>();
        for (String name : names) {
            devices.put(name, Devices.current());
        }
        return devices;
    }

    @Test
    void partsOfABatchAddUpToTheWhole() {
        Model model = new Model(3);
        Model parallel = (Model) model.copy(CopyMode.COPY);
        run(new StandardUpdater(iterator(6), setUp(new SGD(0.01), model)), 6);
        run(new ParallelUpdater(iterator(6), setUp(new SGD(0.01), parallel), devices("main", "b", "c")), 6);

        assertThat(weights(parallel)).usingComparatorWithPrecision(1e-5).containsExactly(weights(model));
    }

    @Test
    void modelsOnSeveralDevices() {
        Model model = new Model(3);
        Model parallel = (Model) model.copy(CopyMode.COPY);
        Map<String, Device> devices = devices("main");
        devices.put("other", Devices.reference());
        run(new StandardUpdater(iterator(6), setUp(new SGD(0.01), model)), 4);
        ParallelUpdater updater = new ParallelUpdater(iterator(6), setUp(new SGD(0.01), parallel), devices);
        run(updater, 4);

        assertThat(weights(parallel)).usingComparatorWithPrecision(1e-5).containsExactly(weights(model));
        assertThat(updater.model("other").params()).allMatch(p -> p.device() == Devices.reference());
    }

    @Test
    void shapesThatComeWithTheFirstBatch() {
        Model whole = new Model(3);
        Model parallel = new Model(null);
        RandomState.seed(4);
        Model probe = new Model(3);
        RandomState.seed(4);
        run(new ParallelUpdater(iterator(6), setUp(new SGD(0.01), parallel), devices("main", "b")), 3);
        whole.copyParams(probe);
        run(new StandardUpdater(iterator(6), setUp(new SGD(0.01), whole)), 3);

        assertThat(weights(parallel)).usingComparatorWithPrecision(1e-5).containsExactly(weights(whole));
    }

    @Test
    void modelsComputeAtTheSameTimeAndReportUnderTheirNames() {
        CountDownLatch meeting = new CountDownLatch(3);
        List<Boolean> training = java.util.Collections.synchronizedList(new ArrayList<>());
        ParallelUpdater updater = new ParallelUpdater(
                        iterator(6), setUp(new SGD(0.01), new Model(3)), devices("main", "b", "c"))
                .lossFunction(model -> batch -> {
                    meeting.countDown();
                    try {
                        assertThat(meeting.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    training.add(Chainer.config().train());
                    return ((Model) model).apply(batch);
                });
        Map<String, Object> observed = new LinkedHashMap<>();
        Trainer trainer = new Trainer(updater, Trigger.iterations(1), out);
        trainer.extend("observe", t -> observed.putAll(t.observation()), Trigger.iterations(1));
        try (Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
            trainer.run();
        }

        assertThat(observed).containsOnlyKeys("main/loss", "b/loss", "c/loss");
        assertThat(training).containsExactly(false, false, false);
    }

    @Test
    void anErrorInOneModelIsThrownWhenAllAreDone() {
        ParallelUpdater updater = new ParallelUpdater(
                        iterator(6), setUp(new SGD(0.01), new Model(3)), devices("main", "b", "c"))
                .lossFunction(model -> batch -> {
                    throw new IllegalStateException("batch of " + batch[0].dim(0));
                });
        assertThatThrownBy(updater::update)
                .hasMessage("batch of 2")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
        updater.lossFunction(model -> (LossFunction) model);
        updater.update();
        assertThat(updater.iteration()).isEqualTo(1);
        updater.close();
    }

    @Test
    void parallelUpdaterRefusesWhatCannotBe() {
        SGD optimizer = setUp(new SGD(0.01), new Model(3));
        assertThatThrownBy(() -> new ParallelUpdater(iterator(2), optimizer, devices("a", "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'main'")
                .hasMessageContaining("[a, b]");
        assertThatThrownBy(() ->
                        new ParallelUpdater(iterator(2), optimizer, new ConcatExamples(), Map.of("main", new Model(3))))
                .hasMessageContaining("another model");
        ParallelUpdater updater = new ParallelUpdater(iterator(2), optimizer, devices("main", "b", "c"));
        assertThatThrownBy(updater::update)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2 examples")
                .hasMessageContaining("3 models");
        assertThatThrownBy(() -> updater.model("d")).hasMessageContaining("'d'").hasMessageContaining("[main, b, c]");
        updater.close();
    }

    @Test
    void multiprocessParallelUpdaterHasAnIteratorForEachDevice() {
        assertThat(MultiprocessParallelUpdater.available()).isTrue();
        Model model = new Model(3);
        Model parallel = (Model) model.copy(CopyMode.COPY);
        // Each half of the data set with an iterator of its own: together the same batches as one iterator gives.
        List<Tuple> all = examples(12).asList();
        List<Iterator<Tuple>> halves = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            List<Tuple> half = new ArrayList<>();
            for (int i = part; i < 12; i += 2) {
                half.add(all.get(i));
            }
            halves.add(new SerialIterator<>(Dataset.of(half), 3, true, false));
        }
        SGD optimizer = setUp(new SGD(0.01), parallel);
        MultiprocessParallelUpdater updater =
                new MultiprocessParallelUpdater(halves, optimizer, List.of(Devices.current(), Devices.current()));
        run(updater, 4);
        run(new StandardUpdater(iterator(6), setUp(new SGD(0.005), model)), 4);

        assertThat(optimizer.hyperparameter().get("lr")).isEqualTo(0.005);
        assertThat(weights(parallel)).usingComparatorWithPrecision(1e-5).containsExactly(weights(model));
        assertThat(updater.epoch()).isEqualTo(2);
    }

    @Test
    void multiprocessParallelUpdaterCorrectsTheStep() {
        Adam adam = setUp(new Adam(), new Model(3));
        double eps = adam.hyperparameter().get("eps");
        new MultiprocessParallelUpdater(
                        List.of(iterator(1), iterator(1)), adam, List.of(Devices.current(), Devices.current()))
                .close();

        assertThat(adam.hyperparameter().get("eps")).isCloseTo(2 * eps, within(1e-20));
        assertThatThrownBy(() -> new MultiprocessParallelUpdater(
                        List.of(iterator(1)), adam, List.of(Devices.current(), Devices.current())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 iterators and 2 devices");
    }

    @Test
    void threadsEndWithTheUpdaterAlsoThoseOfItsIterators() throws InterruptedException {
        MultithreadIterator<Tuple> iterator = new MultithreadIterator<>(examples(12), 4, true, false, 2);
        ParallelUpdater updater =
                new ParallelUpdater(iterator, setUp(new SGD(0.01), new Model(3)), devices("main", "b"));
        updater.update();
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(t ->
                        t.getName().startsWith("ParallelUpdater") || t.getName().startsWith("Multithread"))
                .toList();
        assertThat(threads).hasSizeGreaterThanOrEqualTo(2);
        updater.close();
        for (Thread thread : threads) {
            thread.join(20_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }
}
