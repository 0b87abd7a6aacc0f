package org.chainer.training.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.chainer.array.NDArray;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Dataset;
import org.chainer.functions.F;
import org.chainer.iterators.SerialIterator;
import org.chainer.links.connection.Linear;
import org.chainer.optimizers.SGD;
import org.chainer.serializers.NpzFile;
import org.chainer.serializers.SerializationException;
import org.chainer.serializers.Serializers;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.snapshotwriters.ProcessQueueWriter;
import org.chainer.training.extensions.snapshotwriters.ProcessWriter;
import org.chainer.training.extensions.snapshotwriters.SaveFunction;
import org.chainer.training.extensions.snapshotwriters.SimpleWriter;
import org.chainer.training.extensions.snapshotwriters.ThreadQueueWriter;
import org.chainer.training.extensions.snapshotwriters.ThreadWriter;
import org.chainer.training.extensions.snapshotwriters.Writer;
import org.chainer.training.testing.MockUpdater;
import org.chainer.training.testing.TrainerTesting;
import org.chainer.training.updaters.StandardUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Snapshots as files: names, number, writers, loading the newest whole one, and errors. */
class SnapshotTest {
    @TempDir
    Path out;

    private Trainer trainer(int iterations, Snapshot... snapshots) {
        Trainer trainer = TrainerTesting.getTrainerWithMockUpdater(Trigger.iterations(iterations), 2, out);
        for (Snapshot snapshot : snapshots) {
            trainer.extend(snapshot, Trigger.iterations(1));
        }
        return trainer;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(out)) {
            return all.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void names() throws IOException {
        trainer(
                        2,
                        Snapshot.snapshot(),
                        Snapshot.of("epoch{epoch}_{iteration}.npz"),
                        Snapshot.of(t -> "by_function_" + t.updater().iteration()))
                .run();

        assertThat(files())
                .containsExactly(
                        "by_function_1",
                        "by_function_2",
                        "epoch0_1.npz",
                        "epoch1_2.npz",
                        "snapshot_iter_1",
                        "snapshot_iter_2");
        assertThatThrownBy(() -> Snapshot.of("snapshot_{.updater.step}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{.updater.step}")
                .hasMessageContaining("{iteration} and {epoch}");
        assertThatThrownBy(() -> Snapshot.of(t -> "x").retain(2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Snapshot.of(t -> "x").autoload(true)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onceAnEpochByDefault() throws IOException {
        Trainer trainer = trainer(4);
        trainer.extend(Snapshot.snapshot());
        trainer.run();

        assertThat(files()).containsExactly("snapshot_iter_2", "snapshot_iter_4");
    }

    @Test
    void anObject() {
        Linear model = new Linear(2, 3);
        trainer(1, Snapshot.snapshotObject(model, "model_{iteration}")).run();

        Linear loaded = new Linear(2, 3);
        Serializers.loadNpz(out.resolve("model_1"), loaded);
        assertThat(loaded.params().get(0).array().toFloatArray())
                .isEqualTo(model.params().get(0).array().toFloatArray());
    }

    @Test
    void conditionDecides() throws IOException {
        List<Boolean> answers = new ArrayList<>(List.of(false, true, false, true));
        trainer(4, Snapshot.snapshot().condition(() -> answers.remove(0))).run();

        assertThat(files()).containsExactly("snapshot_iter_2", "snapshot_iter_4");
    }

    @Test
    void onlyTheNewestAreKept() throws IOException {
        Files.writeString(out.resolve("snapshot_iter_x"), "not one of ours");
        trainer(7, Snapshot.snapshot().retain(3)).run();

        assertThat(files()).containsExactly("snapshot_iter_5", "snapshot_iter_6", "snapshot_iter_7", "snapshot_iter_x");
    }

    @Test
    void twoExtensionsCountTheirOwnFiles() throws IOException {
        trainer(
                        12,
                        Snapshot.of("a_{iteration}").retain(1),
                        Snapshot.of("a_{iteration}.npz").retain(2))
                .run();

        assertThat(files()).containsExactly("a_11.npz", "a_12", "a_12.npz");
    }

    // --- writers
    // -------------------------------------------------------------------------------------------------------------------------

    static Stream<Writer> writers() {
        return Stream.of(
                new SimpleWriter(),
                new ThreadWriter(),
                new ThreadQueueWriter(),
                new ProcessWriter(),
                new ProcessQueueWriter());
    }

    @ParameterizedTest
    @MethodSource("writers")
    void everyWriterWritesWhatWasThereAtItsTime(Writer writer) {
        Linear model = new Linear(1, 1);
        Trainer trainer = trainer(
                20, Snapshot.object(model, "model_{iteration}").writer(writer).retain(15));
        MockUpdater updater = (MockUpdater) trainer.updater();
        updater.updateCore(() -> model.params().get(0).array().fill(updater.iteration() + 1));
        trainer.run();

        for (int i = 6; i <= 20; i++) {
            try (NpzFile file = new NpzFile(out.resolve("model_" + i))) {
                assertThat(file.array("W", model.device()).item()).isEqualTo(i);
            }
        }
        assertThat(out).isDirectoryNotContaining("glob:**/model_5").isDirectoryNotContaining("glob:**.tmp");
    }

    @ParameterizedTest
    @MethodSource("writers")
    void threadsEnd(Writer writer) throws InterruptedException {
        trainer(3, Snapshot.snapshot().writer(writer)).run();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("snapshot-writer")) {
                thread.join(20_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @Test
    void aQueueDoesNotMakeTrainingWait() {
        CountDownLatch trained = new CountDownLatch(1);
        SaveFunction slow = (path, values) -> {
            try {
                trained.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            SaveFunction.NPZ_UNCOMPRESSED.save(path, values);
        };
        Trainer trainer = trainer(5, Snapshot.snapshot().writer(new ThreadQueueWriter(slow)));
        trainer.extend("done", t -> trained.countDown(), Trigger.iterations(5), -200, false);
        trainer.run();

        assertThat(out)
                .isDirectoryContaining("glob:**/snapshot_iter_1")
                .isDirectoryContaining("glob:**/snapshot_iter_5");
    }

    @Test
    void aSaveFunctionOfOnesOwn() throws IOException {
        trainer(1, Snapshot.snapshot().saveFunction((path, values) -> Files.writeString(path, "" + values.keySet())))
                .run();

        assertThat(Files.readString(out.resolve("snapshot_iter_1"))).contains("updater/iteration");
    }

    @Test
    void halfAFileNeverAppears() throws IOException {
        SaveFunction failing = (path, values) -> {
            Files.writeString(path, "half of i");
            throw new IOException("no space left");
        };
        Files.writeString(out.resolve("snapshot_iter_1"), "an old one");
        Trainer trainer = trainer(1, Snapshot.snapshot().saveFunction(failing));

        assertThatThrownBy(trainer::run)
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(out.resolve("snapshot_iter_1").toString())
                .hasMessageContaining("no space left");
        assertThat(files()).containsExactly("snapshot_iter_1");
        assertThat(Files.readString(out.resolve("snapshot_iter_1"))).isEqualTo("an old one");
        assertThat(trainer.updater().iteration()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("writers")
    void anErrorInTheBackgroundIsThrown(Writer any) {
        SaveFunction failing = (path, values) -> {
            throw new IOException("no space left");
        };
        Writer writer = any instanceof SimpleWriter
                ? new SimpleWriter(failing)
                : any instanceof ThreadWriter ? new ThreadWriter(failing) : new ThreadQueueWriter(failing);

        assertThatThrownBy(() -> trainer(3, Snapshot.snapshot().writer(writer)).run())
                .hasMessageContaining("snapshot_iter_1")
                .hasMessageContaining("no space left");
    }

    // --- loading
    // -------------------------------------------------------------------------------------------------------------------------

    /** Goes on to some iteration, and says where it started. */
    private long resumedAt(int until) {
        Trainer trainer = trainer(until, Snapshot.snapshot().autoload(true));
        MockUpdater updater = (MockUpdater) trainer.updater();
        List<Long> seen = new ArrayList<>();
        updater.updateCore(() -> seen.add(updater.iteration()));
        trainer.run();
        return seen.get(0);
    }

    @Test
    void autoloadTakesTheNewestByTime() throws IOException {
        trainer(5, Snapshot.snapshot()).run();
        Files.setLastModifiedTime(
                out.resolve("snapshot_iter_3"), FileTime.fromMillis(System.currentTimeMillis() + 10_000));

        assertThat(resumedAt(8)).isEqualTo(3);
        assertThat(resumedAt(9)).isEqualTo(3);
    }

    @Test
    void autoloadOfFilesOfTheSameTimeTakesTheGreatestNumber() throws IOException {
        trainer(11, Snapshot.snapshot()).run();
        for (String file : files()) {
            Files.setLastModifiedTime(out.resolve(file), FileTime.fromMillis(1_000_000));
        }

        assertThat(resumedAt(12)).isEqualTo(11);
    }

    @Test
    void autoloadWithoutFilesStartsAnew() throws IOException {
        assertThat(resumedAt(2)).isZero();
        assertThat(files()).containsExactly("snapshot_iter_1", "snapshot_iter_2");
    }

    /** Makes one file newer than all others. */
    private void damage(String file, byte[] content) throws IOException {
        Files.write(out.resolve(file), content);
        Files.setLastModifiedTime(out.resolve(file), FileTime.fromMillis(System.currentTimeMillis() + 10_000));
    }

    @Test
    void autoloadPassesOverDamagedFiles() throws IOException {
        trainer(4, Snapshot.snapshot()).run();
        byte[] whole = Files.readAllBytes(out.resolve("snapshot_iter_4"));
        byte[] flipped = whole.clone();
        flipped[whole.length / 3] ^= 0x40;
        for (byte[] damaged : List.of(new byte[0], Arrays.copyOf(whole, whole.length - 30), flipped)) {
            damage("snapshot_iter_4", damaged);
            Files.deleteIfExists(out.resolve("snapshot_iter_5"));
            assertThat(resumedAt(5)).isEqualTo(3);
        }
    }

    @Test
    void whenAllFilesAreDamagedTrainingDoesNotStartAnewSilently() throws IOException {
        damage("snapshot_iter_4", new byte[] {1, 2, 3});

        assertThatThrownBy(() -> resumedAt(5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(out.toString())
                .hasMessageContaining("damaged");
    }

    @Test
    void aWholeFileThatDoesNotFitIsAnError() throws IOException {
        trainer(2, Snapshot.snapshot()).run();
        Serializers.saveNpz(out.resolve("snapshot_iter_3"), Map.of("other", NDArray.of(1f)), true);
        Files.setLastModifiedTime(
                out.resolve("snapshot_iter_3"), FileTime.fromMillis(System.currentTimeMillis() + 10_000));

        assertThatThrownBy(() -> resumedAt(5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("snapshot_iter_3")
                .hasMessageContaining("does not fit");
    }

    @Test
    void halfWrittenFilesOfAKilledProcessAreRemoved() throws IOException {
        trainer(2, Snapshot.snapshot()).run();
        Path old = Files.writeString(out.resolve(".snapshot_iter_3.12ab.tmp"), "half");
        Path nested = Files.writeString(out.resolve("..snapshot_iter_3.12ab.tmp.34cd.tmp"), "half");
        Path young = Files.writeString(out.resolve(".snapshot_iter_3.99.tmp"), "somebody is writing this");
        Path others = Files.writeString(out.resolve(".other_3.12ab.tmp"), "not ours");
        for (Path path : List.of(old, nested, others)) {
            Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000));
        }
        resumedAt(3);

        assertThat(old).doesNotExist();
        assertThat(nested).doesNotExist();
        assertThat(young).exists();
        assertThat(others).exists();
    }

    @Test
    void halfWrittenLogsAndPlotsOfAKilledProcessAreRemoved() throws IOException {
        List<Path> old = new ArrayList<>();
        for (String name : List.of(".log_{5}.12ab.tmp", ".plot+.png.12.tmp", ".log_.12.tmp", ".plotx.png.12.tmp")) {
            Path path = Files.writeString(out.resolve(name), "half");
            Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000));
            old.add(path);
        }
        Trainer trainer = trainer(1);
        trainer.extend(new LogReport().fileName("log_{epoch}"));
        trainer.extend(new PlotReport(List.of("x"), "epoch", "plot+.png"));
        trainer.run();

        assertThat(old.subList(0, 2)).noneMatch(Files::exists);
        assertThat(old.subList(2, 4)).allMatch(Files::exists);
    }

    @Test
    void aSnapshotAfterAnError() throws IOException {
        for (boolean save : new boolean[] {false, true}) {
            Trainer trainer = trainer(5);
            trainer.extend(Snapshot.snapshot().onError(save), Trigger.never());
            trainer.extend(
                    "fail",
                    t -> {
                        if (t.updater().iteration() == 3) {
                            throw new IllegalStateException("failure");
                        }
                    },
                    Trigger.iterations(1));
            assertThatThrownBy(trainer::run).hasMessage("failure");

            assertThat(files()).isEqualTo(save ? List.of("snapshot_iter_3") : List.of());
        }
    }

    @Test
    void aFolderInTheWayIsAnError() throws IOException {
        Files.createDirectories(out.resolve("snapshot_iter_1/x"));

        assertThatThrownBy(() -> trainer(1, Snapshot.snapshot()).run())
                .hasMessageContaining(out.resolve("snapshot_iter_1").toString())
                .hasMessageContaining("folder");
        assertThat(files()).containsExactly("snapshot_iter_1");
    }

    @Test
    void aFolderThatNobodyCanWriteToIsAnErrorAndTrainingCanGoOn() {
        // Not even the superuser makes files there.
        Path unwritable = Path.of("/proc/self/task");
        assumeTrue(Files.isDirectory(unwritable), "there is no /proc");
        Linear model = new Linear(1, 1);
        SGD optimizer = new SGD(0.5);
        optimizer.setup(model);
        StandardUpdater updater = new StandardUpdater(
                new SerialIterator<>(Dataset.of(List.of(NDArray.of(1f))), 1, true, false),
                optimizer,
                new ConcatExamples(),
                null,
                batch -> F.sum(model.apply(batch[0])));
        Trainer trainer = new Trainer(updater, Trigger.iterations(3), unwritable);
        trainer.extend(Snapshot.snapshot(), Trigger.iterations(2));

        assertThatThrownBy(trainer::run)
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(unwritable.resolve("snapshot_iter_2").toString());
        double[] trained = model.params().get(0).array().toDoubleArray();
        assertThat(trainer.updater().iteration()).isEqualTo(2);
        Serializers.saveNpz(out.resolve("rescued"), trainer);
        Trainer resumed = new Trainer(updater, Trigger.iterations(3), out);
        resumed.extend(Snapshot.snapshot(), Trigger.iterations(2));
        Serializers.loadNpz(out.resolve("rescued"), resumed);
        assertThat(model.params().get(0).array().toDoubleArray()).isEqualTo(trained);
        resumed.run();
        assertThat(updater.iteration()).isEqualTo(3);
    }
}
