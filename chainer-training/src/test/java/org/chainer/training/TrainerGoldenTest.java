package org.chainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.chainer.Chain;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.golden.GoldenFiles;
import org.chainer.iterators.ParallelSequentialIterator;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;
import org.chainer.links.model.Classifier;
import org.chainer.links.rnn.LSTM;
import org.chainer.optimizerhooks.GradientClipping;
import org.chainer.optimizers.Adam;
import org.chainer.serializers.NpzFile;
import org.chainer.serializers.Serializers;
import org.chainer.training.extensions.Evaluator;
import org.chainer.training.extensions.ExponentialShift;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.extensions.Snapshot;
import org.chainer.training.updaters.BpttUpdater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run of the tutorial's trainer against the files that Chainer's own run wrote. */
class TrainerGoldenTest {
    private static final double TOLERANCE = 1e-4;
    private static int cases;

    @TempDir
    Path folder;

    private Path golden;

    /** The tutorial's network. */
    private static final class RNN extends Chain implements Layer {
        EmbedID embed = new EmbedID(30, 12);
        LSTM mid = new LSTM(12, 10);
        Linear out = new Linear(10, 30);

        @Override
        public Variable forward(Variable word) {
            return out.apply(mid.apply(embed.apply(word)));
        }
    }

    private static final class Run {
        final RNN rnn = new RNN();
        final Classifier model = new Classifier(rnn);
        final Adam optimizer = new Adam(0.02);
        final LogReport log =
                new LogReport().postprocess(entry -> entry.put("perplexity", Math.exp(entry.get("main/loss"))));
        final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        final Trainer trainer;

        Run(Path golden, Path out) {
            optimizer.setup(model);
            optimizer.addHook(new GradientClipping(5));
            Serializers.loadNpz(golden.resolve("model.initial.npz"), model);
            try (NpzFile data = new NpzFile(golden.resolve("data.npz"))) {
                NDArray train = data.array("train", Devices.current());
                NDArray validation = data.array("val", Devices.current());
                var updater = new BpttUpdater(new ParallelSequentialIterator(train, 10), optimizer, 10, null);
                trainer = new Trainer(updater, Trigger.epochs(4), out);
                Classifier evalModel = (Classifier) model.copy(org.chainer.CopyMode.SHARE);
                trainer.extend(new Evaluator(new ParallelSequentialIterator(validation, 1, false), evalModel)
                        .evalHook(e -> ((RNN) evalModel.predictor()).mid.resetState()));
            }
            trainer.extend(log);
            trainer.extend(
                    new PrintReport(
                                    "epoch",
                                    "iteration",
                                    "perplexity",
                                    "main/loss",
                                    "main/accuracy",
                                    "validation/main/loss")
                            .out(new PrintStream(printed, true, StandardCharsets.UTF_8), true),
                    Trigger.epochs(1));
            trainer.extend(Snapshot.snapshot(), Trigger.epochs(2));
            trainer.extend(Snapshot.object(model, "model_iter_{.updater.iteration}"), Trigger.epochs(4));
            trainer.extend(new ExponentialShift("alpha", 0.5), Trigger.epochs(2));
        }
    }

    @BeforeEach
    void unpack() throws IOException {
        golden = Files.createDirectory(folder.resolve("golden"));
        for (String name : List.of(
                "data.npz",
                "model.initial.npz",
                "model_iter_40",
                "snapshot_iter_20",
                "snapshot_iter_40",
                "log",
                "resumed_log",
                "printreport.txt")) {
            try (InputStream in = GoldenFiles.open("models/trainer/" + name)) {
                Files.copy(in, golden.resolve(name));
            }
        }
        cases++;
    }

    @AfterAll
    static void say() {
        System.out.println("TrainerGoldenTest: " + cases + " cases from " + GoldenFiles.source());
    }

    @Test
    void wholeRun() throws IOException {
        Path out = folder.resolve("result");
        Run run = new Run(golden, out);
        run.trainer.run();

        assertLogs(out.resolve("log"), golden.resolve("log"));
        assertPrinted(run.printed.toString(StandardCharsets.UTF_8));
        for (String snapshot : List.of("snapshot_iter_20", "snapshot_iter_40")) {
            assertThat(chainerKeys(out.resolve(snapshot))).isEqualTo(chainerKeys(golden.resolve(snapshot)));
            assertSameValues(out.resolve(snapshot), golden.resolve(snapshot));
        }
        assertThat(chainerKeys(out.resolve("model_iter_40"))).isEqualTo(chainerKeys(golden.resolve("model_iter_40")));
        assertSameValues(out.resolve("model_iter_40"), golden.resolve("model_iter_40"));
    }

    @Test
    void chainersSnapshotIsResumed() throws IOException {
        Path out = folder.resolve("result");
        Run run = new Run(golden, out);
        Serializers.loadNpz(golden.resolve("snapshot_iter_20"), run.trainer);
        run.trainer.run();

        assertThat(run.trainer.updater().iteration()).isEqualTo(40);
        assertLogs(out.resolve("log"), golden.resolve("resumed_log"));
    }

    @Test
    void chainersLastSnapshotIsLoaded() {
        Run run = new Run(golden, folder.resolve("result"));
        Serializers.loadNpz(golden.resolve("snapshot_iter_40"), run.trainer);

        assertThat(run.trainer.updater().iteration()).isEqualTo(40);
        assertThat(run.trainer.updater().epoch()).isEqualTo(4);
        assertThat(run.optimizer.t()).isEqualTo(40);
        assertThat(run.log.log()).hasSize(4);
        Path saved = folder.resolve("again.npz");
        Serializers.saveNpz(saved, run.model);
        assertSameValues(saved, golden.resolve("model_iter_40"));
    }

    /** A log's entries, each as a map, and their order. */
    private static void assertLogs(Path actual, Path expected) throws IOException {
        JsonNode entries = new ObjectMapper().readTree(actual.toFile());
        JsonNode golden = new ObjectMapper().readTree(expected.toFile());
        assertThat(entries.size()).isEqualTo(golden.size());
        for (int i = 0; i < golden.size(); i++) {
            assertThat(entries.get(i).fieldNames())
                    .toIterable()
                    .containsExactlyElementsOf(() -> golden.get(0).fieldNames());
            for (var field : golden.get(i).properties()) {
                if (!field.getKey().equals("elapsed_time")) {
                    assertThat(entries.get(i).get(field.getKey()).asDouble())
                            .as(field.getKey() + " of entry " + i)
                            .isCloseTo(
                                    field.getValue().asDouble(),
                                    within(relative(field.getValue().asDouble())));
                }
            }
        }
    }

    private static double relative(double value) {
        return TOLERANCE * Math.max(Math.abs(value), 0.1);
    }

    /** The same text, but for the last digits of numbers. */
    private void assertPrinted(String actual) throws IOException {
        String expected = Files.readString(golden.resolve("printreport.txt"));
        List<String> lines = actual.lines().toList();
        List<String> goldenLines = expected.lines().toList();
        assertThat(lines.get(0)).isEqualTo(goldenLines.get(0));
        assertThat(actual.replaceAll("\\d", "0").length()).isCloseTo(expected.length(), within(10));
        for (int i = 1; i < goldenLines.size(); i++) {
            assertThat(lines.get(i)).startsWith("\033[J").hasSameSizeAs(goldenLines.get(i));
            String[] cells = lines.get(i).substring(3).trim().split(" +");
            String[] goldenCells = goldenLines.get(i).substring(3).trim().split(" +");
            assertThat(cells).hasSameSizeAs(goldenCells);
            for (int c = 0; c < cells.length; c++) {
                double value = Double.parseDouble(goldenCells[c]);
                assertThat(Double.parseDouble(cells[c])).isCloseTo(value, within(relative(value)));
            }
        }
    }

    /** All keys but those below {@code _jvm/}, which Chainer doesn't know. */
    private static Set<String> chainerKeys(Path file) {
        try (NpzFile npz = new NpzFile(file)) {
            Set<String> keys = new TreeSet<>(npz.keys());
            keys.removeIf(key -> key.startsWith("_jvm/"));
            return keys;
        }
    }

    private static void assertSameValues(Path actual, Path expected) {
        try (NpzFile npz = new NpzFile(actual);
                NpzFile golden = new NpzFile(expected)) {
            for (String key : golden.keys()) {
                if (golden.dtype(key) == null || key.equals("_snapshot_elapsed_time")) {
                    continue;
                }
                assertThat(npz.dtype(key)).as(key).isEqualTo(golden.dtype(key));
                assertThat(npz.shape(key)).as(key).isEqualTo(golden.shape(key));
                Assertions.assertThat(npz.array(key, Devices.reference()).toDoubleArray())
                        .as(key)
                        .containsExactly(golden.array(key, Devices.reference()).toDoubleArray(), within(2e-4));
            }
        }
    }
}
