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
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.chainer.Chain;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
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
    private Settings settings;

    /** The tutorial's network. */
    private static final class RNN extends Chain implements Layer {
        EmbedID embed;
        LSTM mid;
        Linear out;

        RNN(int vocabulary, int embedding, int units) {
            embed = new EmbedID(vocabulary, embedding);
            mid = new LSTM(embedding, units);
            out = new Linear(units, vocabulary);
        }

        @Override
        public Variable forward(Variable word) {
            return out.apply(mid.apply(embed.apply(word)));
        }
    }

    /** A run's numbers, as far as its files tell them; the rest is as the folder's description says. */
    private record Settings(
            int vocabulary,
            int embedding,
            int units,
            int batchSize,
            int bpropLength,
            double alpha,
            int epochs,
            List<Long> snapshots) {

        long lastIteration() {
            return snapshots.get(snapshots.size() - 1);
        }

        Settings oneEpochMore() {
            return new Settings(vocabulary, embedding, units, batchSize, bpropLength, alpha, epochs + 1, snapshots);
        }

        static Settings of(Path golden) throws IOException {
            List<Long> snapshots = new ArrayList<>();
            JsonNode log = new ObjectMapper().readTree(golden.resolve("log").toFile());
            for (JsonNode entry : log) {
                if (entry.get("epoch").asInt() % 2 == 0) {
                    snapshots.add(entry.get("iteration").asLong());
                }
            }
            long last = snapshots.get(snapshots.size() - 1);
            int epochs = log.get(log.size() - 1).get("epoch").asInt();
            copy(golden, "snapshot_iter_" + last);
            try (NpzFile model = new NpzFile(golden.resolve("model.initial.npz"));
                    NpzFile data = new NpzFile(golden.resolve("data.npz"));
                    NpzFile snapshot = new NpzFile(golden.resolve("snapshot_iter_" + last))) {
                Shape embed = model.shape("predictor/embed/W");
                long steps = (long) number(snapshot, "updater/iterator:main/iteration");
                double detail = number(snapshot, "updater/iterator:main/previous_epoch_detail");
                long shifts = (long) number(snapshot, "extensions/ExponentialShift/_t");
                double alpha = number(snapshot, "extensions/ExponentialShift/_last_value") / Math.pow(0.5, shifts);
                return new Settings(
                        (int) embed.dim(0),
                        (int) embed.dim(1),
                        (int) model.shape("predictor/mid/lateral/W").dim(1),
                        (int) Math.round(detail * data.shape("train").dim(0) / (steps - 1)),
                        (int) (steps / last),
                        alpha,
                        epochs,
                        snapshots);
            }
        }

        private static double number(NpzFile file, String key) {
            return file.array(key, Devices.reference()).item();
        }
    }

    private static final class Run {
        final RNN rnn;
        final Classifier model;
        final Adam optimizer;
        final LogReport log =
                new LogReport().postprocess(entry -> entry.put("perplexity", Math.exp(entry.get("main/loss"))));
        final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        final Trainer trainer;

        Run(Path golden, Settings settings, Path out) {
            rnn = new RNN(settings.vocabulary(), settings.embedding(), settings.units());
            model = new Classifier(rnn);
            optimizer = new Adam(settings.alpha());
            optimizer.setup(model);
            optimizer.addHook(new GradientClipping(5));
            Serializers.loadNpz(golden.resolve("model.initial.npz"), model);
            try (NpzFile data = new NpzFile(golden.resolve("data.npz"))) {
                NDArray train = data.array("train", Devices.current());
                NDArray validation = data.array("val", Devices.current());
                var updater = new BpttUpdater(
                        new ParallelSequentialIterator(train, settings.batchSize()),
                        optimizer,
                        settings.bpropLength(),
                        null);
                trainer = new Trainer(updater, Trigger.epochs(settings.epochs()), out);
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

    private static void copy(Path folder, String name) throws IOException {
        try (InputStream in = GoldenFiles.open("models/trainer/" + name)) {
            Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @BeforeEach
    void unpack() throws IOException {
        golden = Files.createDirectory(folder.resolve("golden"));
        for (String name : List.of("data.npz", "model.initial.npz", "log", "resumed_log", "printreport.txt")) {
            copy(golden, name);
        }
        settings = Settings.of(golden);
        for (long iteration : settings.snapshots()) {
            copy(golden, "snapshot_iter_" + iteration);
        }
        copy(golden, lastModel());
        cases++;
    }

    private Path firstSnapshot() {
        return golden.resolve("snapshot_iter_" + settings.snapshots().get(0));
    }

    private String lastModel() {
        return "model_iter_" + settings.lastIteration();
    }

    @AfterAll
    static void say() {
        System.out.println("TrainerGoldenTest: " + cases + " cases from " + GoldenFiles.source("models"));
    }

    @Test
    void wholeRun() throws IOException {
        Path out = folder.resolve("result");
        Run run = new Run(golden, settings, out);
        run.trainer.run();

        assertLogs(out.resolve("log"), golden.resolve("log"));
        assertPrinted(run.printed.toString(StandardCharsets.UTF_8));
        for (long iteration : settings.snapshots()) {
            String snapshot = "snapshot_iter_" + iteration;
            assertThat(chainerKeys(out.resolve(snapshot))).isEqualTo(chainerKeys(golden.resolve(snapshot)));
            assertSameValues(out.resolve(snapshot), golden.resolve(snapshot));
        }
        assertThat(chainerKeys(out.resolve(lastModel()))).isEqualTo(chainerKeys(golden.resolve(lastModel())));
        assertSameValues(out.resolve(lastModel()), golden.resolve(lastModel()));
    }

    @Test
    void chainersSnapshotIsResumed() throws IOException {
        Path out = folder.resolve("result");
        Run run = new Run(golden, settings, out);
        Serializers.loadNpz(firstSnapshot(), run.trainer);
        run.trainer.run();

        assertThat(run.trainer.updater().iteration()).isEqualTo(settings.lastIteration());
        assertLogs(out.resolve("log"), golden.resolve("resumed_log"));
    }

    @Test
    void chainersLastSnapshotIsLoaded() {
        Run run = new Run(golden, settings, folder.resolve("result"));
        Serializers.loadNpz(golden.resolve("snapshot_iter_" + settings.lastIteration()), run.trainer);

        assertThat(run.trainer.updater().iteration()).isEqualTo(settings.lastIteration());
        assertThat(run.trainer.updater().epoch()).isEqualTo(settings.epochs());
        assertThat(run.optimizer.t()).isEqualTo(settings.lastIteration());
        assertThat(run.log.log()).hasSize(settings.epochs());
        Path saved = folder.resolve("again.npz");
        Serializers.saveNpz(saved, run.model);
        assertSameValues(saved, golden.resolve(lastModel()));
    }

    /** Chainer's own log, read and written again, has not changed by a single character. */
    @Test
    void logsAreWrittenAsChainerWritesThem() throws IOException {
        Path snapshot = golden.resolve("snapshot_iter_" + settings.lastIteration());
        Path out = folder.resolve("result");
        Run run = new Run(golden, settings.oneEpochMore(), out);
        Serializers.loadNpz(snapshot, run.trainer);
        Path written = folder.resolve("written");
        Serializers.saveNpz(written, run.trainer);
        String key = "extensions/LogReport/_log";
        try (NpzFile ours = new NpzFile(written);
                NpzFile chainers = new NpzFile(snapshot)) {
            assertThat(ours.text(key)).isEqualTo(chainers.text(key));
        }
        run.trainer.run();
        String expected = Files.readString(golden.resolve("log"));
        assertThat(Files.readString(out.resolve("log")))
                .startsWith(expected.substring(0, expected.length() - "\n]".length()) + ",\n    {\n        \"");
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
