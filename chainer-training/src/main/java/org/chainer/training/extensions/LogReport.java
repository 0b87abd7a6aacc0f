package org.chainer.training.extensions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.chainer.DictSummary;
import org.chainer.Serializer;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;

/**
 * Averages observations and writes them, at each trigger, to a log: a JSON list in the output folder. An entry has {@code epoch}, {@code iteration} and {@code elapsed_time} beside
 * the means.
 *
 * <p>It runs every iteration; its own trigger decides when an entry is made.
 */
public final class LogReport implements Extension {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Trigger trigger;
    private List<String> keys;
    private String fileName = "log";
    private Consumer<Map<String, Double>> postprocess = entry -> {};
    private DictSummary summary = new DictSummary();
    private List<Map<String, Double>> log = new ArrayList<>();

    /** An entry each epoch. */
    public LogReport() {
        this(Trigger.epochs(1));
    }

    /** An entry each time that a trigger fires. */
    public LogReport(Trigger trigger) {
        this.trigger = trigger;
    }

    /** Takes just these observations. */
    public LogReport keys(String... only) {
        keys = List.of(only);
        return this;
    }

    /** Name of the file in the output folder; null for none. */
    public LogReport fileName(String name) {
        fileName = name;
        return this;
    }

    /** Changes each entry before it is written. */
    public LogReport postprocess(Consumer<Map<String, Double>> change) {
        postprocess = change;
        return this;
    }

    /** The entries so far. */
    public List<Map<String, Double>> log() {
        return Collections.unmodifiableList(log);
    }

    @Override
    public void run(Trainer trainer) {
        summary.add(keys == null ? trainer.observation() : selected(trainer.observation()));
        if (trainer.isBeforeTraining() || trigger.fire(trainer)) {
            Map<String, Double> entry = new LinkedHashMap<>(summary.mean());
            entry.put("epoch", (double) trainer.updater().epoch());
            entry.put("iteration", (double) trainer.updater().iteration());
            entry.put("elapsed_time", trainer.elapsedTime());
            postprocess.accept(entry);
            log.add(entry);
            if (fileName != null) {
                write(trainer.out().resolve(fileName));
            }
            summary = new DictSummary();
        }
    }

    private Map<String, Object> selected(Map<String, Object> observation) {
        Map<String, Object> result = new LinkedHashMap<>(observation);
        result.keySet().retainAll(keys);
        return result;
    }

    private void write(Path path) {
        DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        try {
            AtomicFile.write(path, JSON.writer(printer).writeValueAsBytes(jsonEntries()));
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + path.toAbsolutePath() + " cannot be written: " + e, e);
        }
    }

    /** Epoch and iteration are whole numbers in the file. */
    private List<Map<String, Object>> jsonEntries() {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Map<String, Double> entry : log) {
            Map<String, Object> numbers = new LinkedHashMap<>(entry);
            numbers.replaceAll((key, value) -> key.equals("epoch") || key.equals("iteration")
                    ? (Object) entry.get(key).longValue()
                    : value);
            entries.add(numbers);
        }
        return entries;
    }

    @Override
    public void serialize(Serializer serializer) {
        trigger.serialize(serializer.child("_trigger"));
        summary.serialize(serializer.child("_summary"));
        try {
            String text = serializer.text("_log", serializer.isReader() ? "" : JSON.writeValueAsString(jsonEntries()));
            if (serializer.isReader() && text != null && !text.isEmpty()) {
                log = new ArrayList<>(
                        JSON.readValue(text, new TypeReference<List<LinkedHashMap<String, Double>>>() {}));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("LogReport: the snapshot's log is no JSON list of entries", e);
        }
    }
}
