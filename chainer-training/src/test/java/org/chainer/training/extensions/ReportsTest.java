package org.chainer.training.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.chainer.Chainer;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.functions.F;
import org.chainer.iterators.SerialIterator;
import org.chainer.links.connection.Linear;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.testing.MockUpdater;
import org.chainer.training.testing.TrainerTesting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log, table and progress bar: what is in the file, and what a person sees. */
class ReportsTest {
    @TempDir
    Path out;

    private final Screen screen = new Screen();

    private Trainer trainer(int iterations, Extension... extensions) {
        Trainer trainer = TrainerTesting.getTrainerWithMockUpdater(Trigger.iterations(iterations), 10, out, extensions);
        MockUpdater updater = (MockUpdater) trainer.updater();
        updater.updateCore(() -> {
            Chainer.report("main/loss", 1.0 / (1 + updater.iteration()), null);
            if (updater.iteration() % 10 == 9) {
                Chainer.report("validation/loss", 7.0, null);
            }
        });
        return trainer;
    }

    private JsonNode log(String name) throws IOException {
        return new ObjectMapper()
                .enable(com.fasterxml.jackson.core.json.JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature())
                .readTree(out.resolve(name).toFile());
    }

    // --- LogReport
    // -----------------------------------------------------------------------------------------------------------------------

    @Test
    void logHasMeansOfWhatWasObserved() throws IOException {
        trainer(20, new LogReport()).run();

        JsonNode log = log("log");
        assertThat(log.size()).isEqualTo(2);
        double mean = 0;
        for (int i = 1; i <= 10; i++) {
            mean += 1.0 / i / 10;
        }
        assertThat(log.get(0).get("main/loss").asDouble()).isEqualTo(mean, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(log.get(0).get("validation/loss").asDouble()).isEqualTo(7);
        assertThat(log.get(1).get("epoch").isInt()).isTrue();
        assertThat(log.get(1).get("iteration").asInt()).isEqualTo(20);
        assertThat(log.get(1).get("elapsed_time").isDouble()).isTrue();
        assertThat(Files.readString(out.resolve("log")))
                .matches(
                        "(?s)\\[\n    \\{\n        \"main/loss\": 0\\.\\d+,\n        \"validation/loss\": 7\\.0,\n.*"
                                + "        \"epoch\": 2,\n        \"iteration\": 20,\n        \"elapsed_time\": [0-9.e-]+\n    }\n]");
    }

    @Test
    void logKeysFileNameAndPostprocess() throws IOException {
        trainer(
                        20,
                        new LogReport()
                                .keys("validation/loss")
                                .fileName("log_{epoch}_{twice}.json")
                                .postprocess(entry -> entry.put("twice", 2 * entry.get("validation/loss"))))
                .run();

        assertThat(log("log_1_14.json").size()).isEqualTo(1);
        assertThat(log("log_2_14.json").size()).isEqualTo(2);
        assertThat(log("log_2_14.json").get(1).has("main/loss")).isFalse();
        assertThatThrownBy(() ->
                        trainer(10, new LogReport().fileName("log_{nothing}")).run())
                .hasMessageContaining("'nothing'")
                .hasMessageContaining("main/loss");
    }

    @Test
    void logWithoutFileAndBeforeTraining() {
        LogReport report = new LogReport().fileName(null);
        Trainer trainer = trainer(10);
        trainer.extend(null, report, null, null, true);
        trainer.run();

        assertThat(report.log()).hasSize(2);
        assertThat(report.log().get(0)).containsEntry("iteration", 0.0).doesNotContainKey("main/loss");
        assertThat(out.resolve("log")).doesNotExist();
    }

    @Test
    void nonNumbersAreWrittenAsPythonDoes() throws IOException {
        LogReport report = new LogReport(Trigger.iterations(1));
        Trainer trainer = trainer(2, report);
        MockUpdater updater = (MockUpdater) trainer.updater();
        updater.updateCore(
                () -> Chainer.report("x", updater.iteration() == 0 ? Double.NaN : Double.NEGATIVE_INFINITY, null));
        trainer.run();

        assertThat(Files.readString(out.resolve("log")))
                .contains("NaN,")
                .contains("-Infinity,")
                .doesNotContain("\"NaN\"");
        LogReport loaded = new LogReport();
        Trainer resumed = trainer(3, loaded);
        org.chainer.serializers.Serializers.saveNpz(out.resolve("snapshot"), trainer);
        org.chainer.serializers.Serializers.loadNpz(out.resolve("snapshot"), resumed);
        assertThat(loaded.log().get(0).get("x")).isNaN();
        assertThat(loaded.log().get(1).get("x")).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aDamagedLogInASnapshotIsAnError() {
        Trainer trainer = trainer(1, new LogReport());
        trainer.run();
        Map<String, Object> values =
                new java.util.LinkedHashMap<>(org.chainer.serializers.Serializers.serialize(trainer));
        values.put("extensions/LogReport/_log", "[{\"x\":");
        org.chainer.serializers.Serializers.saveNpz(out.resolve("snapshot"), values, true);

        assertThatThrownBy(() -> org.chainer.serializers.Serializers.loadNpz(
                        out.resolve("snapshot"), trainer(3, new LogReport())))
                .hasMessageContaining("LogReport")
                .hasMessageContaining("no JSON list");
    }

    @Test
    void anUnwritableLogIsAnError() throws IOException {
        Files.createDirectory(out.resolve("log"));

        assertThatThrownBy(() -> trainer(10, new LogReport()).run())
                .hasMessageContaining(out.resolve("log").toString());
        assertThat(out).isDirectoryNotContaining("glob:**.tmp");
    }

    // --- table and bar
    // -------------------------------------------------------------------------------------------------------------------

    private PrintReport table() {
        return new PrintReport("epoch", "iteration", "main/loss", "missing").out(screen.out, true);
    }

    @Test
    void tableAndBarDoNotBreakEachOther() {
        List<List<String>> screens = new ArrayList<>();
        Trainer trainer = trainer(40, new LogReport());
        trainer.extend(table(), Trigger.iterations(10));
        trainer.extend(new ProgressBar(3).barLength(20).out(screen.out, true));
        trainer.extend("look", t -> screens.add(screen.lines()), Trigger.iterations(1), 0, false);
        trainer.run();

        List<String> table = screen.lines();
        assertThat(table).hasSize(5);
        assertThat(table.get(0)).isEqualTo("epoch       iteration   main/loss   missing");
        assertThat(table.get(1)).isEqualTo("1           10          0.292897");
        assertThat(table.get(4)).startsWith("4           40          0.0");
        for (int i = 3; i < 40; i++) {
            List<String> shown = screens.get(i - 1);
            int rows = i < 10 ? 0 : i / 10 + 1;
            boolean barGone = i % 10 == 0 && i % 3 != 0;
            assertThat(shown.subList(0, rows)).as("iteration " + i).isEqualTo(table.subList(0, rows));
            if (!barGone && (i % 10 == 0 ? i % 3 == 0 : i % 10 >= 3 || i < 10 || (i - i % 3) > i - i % 10)) {
                assertThat(shown).as("iteration " + i).hasSize(rows + 4);
                assertThat(shown.get(rows)).matches(" +total \\[#*\\.*] +\\d+\\.\\d\\d%");
                assertThat(shown.get(rows + 1)).matches("this epoch \\[#*\\.*] +\\d+\\.\\d\\d%");
                assertThat(shown.get(rows + 2)).matches(" +\\d+ iter, \\d epoch / 40 iterations");
                assertThat(shown.get(rows + 3)).matches(" +.+ iters/sec\\. Estimated time to finish: .*\\.");
            }
        }
    }

    @Test
    void elsewhereThanInATerminalThereAreOnlyPlainLines() {
        Trainer trainer = trainer(40, new LogReport());
        trainer.extend(new PrintReport("epoch", "main/loss").out(screen.out), Trigger.epochs(1));
        trainer.extend(new ProgressBar(1).out(screen.out, false));
        trainer.run();

        assertThat(screen.raw()).doesNotContain("\033").doesNotContain("\r");
        List<String> lines = screen.lines();
        assertThat(lines).filteredOn(line -> line.contains("iters/sec")).hasSize(10);
        assertThat(lines).anyMatch(line -> line.startsWith("100.00%  40 iter, 4 epoch / 40 iterations, "));
        assertThat(lines).anyMatch(line -> line.startsWith("4           0."));
    }

    @Test
    void theLastPlainLineIsPrintedThoughTheIntervalMissesIt() {
        trainer(25, new ProgressBar(10).out(screen.out, false)).run();

        assertThat(screen.lines()).last().asString().startsWith("100.00%  25 iter");
    }

    @Test
    void aTrainingOfUnknownLength() {
        Trainer trainer = new Trainer(new MockUpdater(10), t -> t.updater().iteration() == 35, out);
        trainer.extend(new ProgressBar(5).out(screen.out, false));
        trainer.run();

        assertThat(screen.lines()).hasSize(3).allMatch(line -> line.matches("\\d+ iter, \\d epoch, .* iters/sec\\."));
        Trainer known = new Trainer(new MockUpdater(10), t -> t.updater().iteration() == 35, out);
        Screen other = new Screen();
        known.extend(new ProgressBar(35).trainingLength(7, "epoch").out(other.out, false));
        known.run();
        assertThat(other.lines()).hasSize(1).first().asString().startsWith(" 50.00%  35 iter, 3 epoch / 7 epochs");
    }

    @Test
    void theBarIsGoneAfterAnError() {
        Trainer trainer = trainer(10, new ProgressBar(1).out(screen.out, true));
        trainer.extend(
                "fail",
                t -> {
                    throw new IllegalStateException("failure");
                },
                Trigger.iterations(5));
        assertThatThrownBy(trainer::run).hasMessage("failure");

        assertThat(screen.lines()).isEmpty();
    }

    @Test
    void evaluationHasABarOfItsOwn() {
        Linear model = new Linear(1, 1);
        SerialIterator<NDArray> iterator =
                new SerialIterator<>(Dataset.of(List.of(NDArray.of(1f), NDArray.of(2f))), 1, false, false);
        Evaluator evaluator = new Evaluator(iterator, model)
                .evalFunction(batch -> {
                    Chainer.report("loss", F.sum(model.apply(batch[0])), model);
                    return null;
                })
                .progressBar(screen.out);
        Trainer trainer = trainer(20, new LogReport(Trigger.iterations(5)));
        trainer.extend(evaluator, Trigger.iterations(5));
        trainer.extend(table(), Trigger.iterations(5));
        trainer.extend(new ProgressBar(1).out(screen.out, true));
        trainer.run();

        assertThat(screen.raw()).contains("validation [");
        assertThat(screen.lines()).hasSize(5).noneMatch(line -> line.contains("#"));
    }

    @Test
    void aTableOfALogReportOfItsOwn() {
        LogReport own = new LogReport(Trigger.iterations(2)).fileName(null);
        trainer(4, new PrintReport("iteration").logReport(own).out(screen.out)).run();

        assertThat(screen.lines()).containsExactly("iteration", "2", "4");
    }

    @Test
    void htmlTable() {
        List<String> shown = new ArrayList<>();
        Trainer trainer = trainer(20, new LogReport());
        trainer.extend(new PrintReportNotebook(shown::add, "epoch", "main/loss", "a<b"), Trigger.epochs(1));
        trainer.run();

        assertThat(shown).hasSize(2);
        assertThat(shown.get(1))
                .startsWith("<table>\n<tr><th>epoch</th><th>main/loss</th><th>a&lt;b</th></tr>\n")
                .contains("<tr><td>1</td><td>0.292897</td><td></td></tr>")
                .contains("<td>2</td>");
    }

    @Test
    void wrongUseIsAnError() {
        assertThatThrownBy(() ->
                        trainer(1, new PrintReport("epoch").out(screen.out)).run())
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("'LogReport'");
        assertThatThrownBy(() -> {
                    Trainer trainer =
                            trainer(1, new PrintReport("epoch").logReport("bar").out(screen.out));
                    trainer.extend("bar", new ProgressBar().out(screen.out, false), Trigger.iterations(1));
                    trainer.run();
                })
                .hasMessageContaining("'bar'")
                .hasMessageContaining("ProgressBar");
        assertThatThrownBy(() -> new ProgressBar(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProgressBar().trainingLength(3, "day")).hasMessageContaining("3.0 day");
        assertThatThrownBy(() -> new ProgressBar().barLength(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
