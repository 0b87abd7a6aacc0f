package org.chainer.training.extensions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.chainer.DictSummary;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.utils.AtomicFile;

/**
 * Averages observations and writes them, at each trigger, to a log: a JSON list in the output folder. An entry has {@code epoch}, {@code iteration} and {@code elapsed_time} beside
 * the means.
 *
 * <p>It runs every iteration; its own trigger decides when an entry is made.
 */
public final class LogReport implements Extension, Stateful {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");

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
        this.trigger = Objects.requireNonNull(trigger, "trigger");
    }

    /** Takes just these observations. */
    public LogReport keys(String... only) {
        keys = List.of(only);
        return this;
    }

    /** Name of the file in the output folder, {@code log} if it is not set; null for none. {@code {epoch}}, {@code {iteration}} and other keys in braces stand for the entry's values. */
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
    public void initialize(Trainer trainer) {
        if (fileName != null) {
            Leftovers.remove(
                    trainer.out(), "\\Q" + PLACEHOLDER.matcher(fileName).replaceAll("\\\\E.+\\\\Q") + "\\E");
        }
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
                write(trainer.out().resolve(fileName(entry)));
            }
            summary = new DictSummary();
        }
    }

    private String fileName(Map<String, Double> entry) {
        return PLACEHOLDER.matcher(fileName).replaceAll(match -> {
            Double value = entry.get(match.group(1));
            if (value == null) {
                throw new IllegalStateException("LogReport: the file name '" + fileName + "' asks for '"
                        + match.group(1) + "', but the entry has " + entry.keySet());
            }
            return value == Math.rint(value) ? Long.toString(value.longValue()) : value.toString();
        });
    }

    private Map<String, Object> selected(Map<String, Object> observation) {
        Map<String, Object> result = new LinkedHashMap<>(observation);
        result.keySet().retainAll(keys);
        return result;
    }

    private void write(Path path) {
        try {
            AtomicFile.write(path, Json.lines(jsonEntries()).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + path.toAbsolutePath() + " cannot be written: " + e, e);
        }
    }

    /** Epoch and iteration are whole numbers in the file. */
    private List<Map<String, Object>> jsonEntries() {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Map<String, Double> entry : log) {
            Map<String, Object> numbers = new LinkedHashMap<>(entry);
            for (String key : List.of("epoch", "iteration")) {
                numbers.computeIfPresent(key, (k, value) -> ((Double) value).longValue());
            }
            entries.add(numbers);
        }
        return entries;
    }

    @Override
    public void serialize(Serializer serializer) {
        trigger.serialize(serializer.child("_trigger"));
        summary.serialize(serializer.child("_summary"));
        String text = serializer.text("_log", serializer.isReader() ? null : Json.line(jsonEntries()));
        if (serializer.isReader() && text != null) {
            log = parse(text);
        }
    }

    @Override
    public void serializeState(Serializer serializer) {
        if (trigger instanceof Stateful stateful) {
            stateful.serializeState(serializer.child("_trigger"));
        }
    }

    private static List<Map<String, Double>> parse(String text) {
        try {
            return new ArrayList<>(
                    Json.READER.readValue(text, new TypeReference<List<LinkedHashMap<String, Double>>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "LogReport: the snapshot's log is no JSON list of entries: " + e.getOriginalMessage(), e);
        }
    }
}
