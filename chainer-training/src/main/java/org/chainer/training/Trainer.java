package org.chainer.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.chainer.Chainer;
import org.chainer.Reporter;
import org.chainer.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The training loop: updates until the stop trigger fires, and after each update the extensions whose triggers fire, by priority.
 *
 * <p>What links report during an update is in {@link #observation()}, with the optimizer's name as prefix ({@code main/loss}).
 */
public final class Trainer implements Serializer.Serializable {
    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

    private final Updater updater;
    private final Trigger stopTrigger;
    private final Path out;
    private final Reporter reporter = new Reporter();
    private final SavedState savedState;
    private final Map<String, Entry> extensions = new LinkedHashMap<>();
    private Map<String, Object> observation = new LinkedHashMap<>();
    private long startNanos;
    private boolean started;
    private double snapshotElapsedTime;
    private Double finalElapsedTime;

    private record Entry(String name, Extension extension, Trigger trigger, int priority, boolean beforeTraining) {}

    /** A trainer that writes to the folder {@code result}. */
    public Trainer(Updater updater, Trigger stopTrigger) {
        this(updater, stopTrigger, Path.of("result"));
    }

    /** A trainer that writes to a folder. */
    public Trainer(Updater updater, Trigger stopTrigger, Path out) {
        this(updater, stopTrigger, out, List.of());
    }

    /**
     * A trainer.
     *
     * @param stopTrigger ends training when it fires; null for never
     * @param out folder for what extensions write; made when training starts
     * @param extensions the first extensions; {@link #extend} adds more
     */
    public Trainer(Updater updater, Trigger stopTrigger, Path out, List<? extends Extension> extensions) {
        this.updater = Objects.requireNonNull(updater, "updater");
        this.stopTrigger = stopTrigger == null ? Trigger.never() : stopTrigger;
        this.out = Objects.requireNonNull(out, "out");
        savedState = new SavedState(updater);
        updater.getAllOptimizers().forEach((name, optimizer) -> {
            reporter.addObserver(name, optimizer.target());
            reporter.addObservers(name, optimizer.target());
        });
        updater.connectTrainer(this);
        extensions.forEach(this::extend);
    }

    /** The updater. */
    public Updater updater() {
        return updater;
    }

    /** What ends training. */
    public Trigger stopTrigger() {
        return stopTrigger;
    }

    /** The folder for output. */
    public Path out() {
        return out;
    }

    /** The reporter of this run. */
    public Reporter reporter() {
        return reporter;
    }

    /** What was reported in this iteration. */
    public Map<String, Object> observation() {
        reporter.observation(); // what was reported before it was computed is computed now
        return observation;
    }

    /** Whether no update was made yet. */
    public boolean isBeforeTraining() {
        return updater.iteration() == 0;
    }

    /**
     * Seconds of training, those before a resumed snapshot included.
     *
     * @throws IllegalStateException before {@link #run()}
     */
    public double elapsedTime() {
        if (finalElapsedTime != null) {
            return finalElapsedTime;
        }
        if (!started) {
            throw new IllegalStateException("training has not been started yet");
        }
        return (System.nanoTime() - startNanos) / 1e9 + snapshotElapsedTime;
    }

    // --- extensions
    // ----------------------------------------------------------------------------------------------------------------------

    /** Adds an extension with its own trigger, name and priority. */
    public Trainer extend(Extension extension) {
        return extend(null, extension, null, null, false);
    }

    /** Adds an extension. */
    public Trainer extend(Extension extension, Trigger trigger) {
        return extend(null, extension, trigger, null, false);
    }

    /** Adds an extension under a name. */
    public Trainer extend(String name, Extension extension, Trigger trigger) {
        return extend(name, extension, trigger, null, false);
    }

    /**
     * Adds an extension. If its name is taken, a number is appended: {@code LogReport_1}.
     *
     * @param name null for the extension's default
     * @param trigger null for the extension's own
     * @param priority null for the extension's own
     * @param callBeforeTraining whether it also runs once before the first update
     * @throws IllegalArgumentException for the name {@code training}
     */
    public Trainer extend(
            String name, Extension extension, Trigger trigger, Integer priority, boolean callBeforeTraining) {
        String base = name == null ? extension.defaultName() : name;
        if (base.equals("training")) {
            throw new IllegalArgumentException("an extension cannot be named 'training'");
        }
        String unique = base;
        for (int i = 1; extensions.containsKey(unique); i++) {
            unique = base + "_" + i;
        }
        extensions.put(
                unique,
                new Entry(
                        unique,
                        extension,
                        trigger == null ? extension.trigger() : trigger,
                        priority == null ? extension.priority() : priority,
                        callBeforeTraining || extension.invokeBeforeTraining()));
        extension.registered(unique);
        return this;
    }

    /**
     * The extension of that name.
     *
     * @throws NoSuchElementException if there is none
     */
    public Extension getExtension(String name) {
        Entry entry = extensions.get(name);
        if (entry == null) {
            throw new NoSuchElementException("there is no extension '" + name + "'; there are " + extensions.keySet());
        }
        return entry.extension();
    }

    // --- the loop
    // ------------------------------------------------------------------------------------------------------------------------

    /**
     * Trains until the stop trigger fires.
     *
     * <p>An error ends training: all extensions are told, then they and the updater finish, then the error is thrown; errors of theirs are added to it as suppressed ones. When the JVM is told to
     * end (Ctrl-C), the iteration that runs is completed and the extensions finish before it does.
     *
     * @throws IllegalStateException if this trainer ran before
     * @throws UncheckedIOException if the output folder cannot be made
     */
    public void run() {
        if (started) {
            throw new IllegalStateException(
                    "a trainer runs once; make a new one, or load a snapshot into it, to train on");
        }
        makeFolder();
        List<Entry> ordered = new ArrayList<>(extensions.values());
        ordered.sort(Comparator.comparingInt(Entry::priority).reversed());
        startNanos = System.nanoTime();
        started = true;
        Throwable failure = null;
        try (Shutdown shutdown = new Shutdown()) {
            try {
                initialize(ordered);
                loop(ordered, shutdown);
            } catch (Throwable e) {
                failure = e;
                tellExtensions(ordered, e);
                throw e;
            } finally {
                finish(ordered, failure);
                finalElapsedTime = elapsedTime();
            }
        }
    }

    private void initialize(List<Entry> ordered) {
        savedState.rememberConfiguration();
        for (Entry entry : ordered) {
            entry.extension().restore(this);
        }
        for (Entry entry : ordered) {
            if (!entry.trigger().isFinished()) {
                entry.extension().initialize(this);
            }
        }
        savedState.restoreHyperparameters();
    }

    private void makeFolder() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the trainer's output folder " + out.toAbsolutePath() + " cannot be made", e);
        }
    }

    private void loop(List<Entry> ordered, Shutdown shutdown) {
        if (isBeforeTraining()) {
            observation = new LinkedHashMap<>();
            try (Chainer.Scope scope = reporter.scope(observation)) {
                for (Entry entry : ordered) {
                    if (entry.beforeTraining()) {
                        entry.extension().run(this);
                    }
                }
            }
        }
        while (!shutdown.isRequested() && !stopTrigger.fire(this)) {
            observation = new LinkedHashMap<>();
            try (Chainer.Scope scope = reporter.scope(observation)) {
                updater.update();
                for (Entry entry : ordered) {
                    if (entry.trigger().fire(this)) {
                        entry.extension().run(this);
                    }
                }
            }
        }
    }

    private void tellExtensions(List<Entry> ordered, Throwable failure) {
        // Said before anything else is tried: if an extension then hangs, the reason is known.
        LOG.error("training stopped in iteration {}: {}", updater.iteration(), failure.toString());
        for (Entry entry : ordered) {
            try {
                entry.extension().onError(this, failure);
            } catch (RuntimeException | Error inHandler) {
                suppress(failure, inHandler);
            }
        }
    }

    /** Finishes extensions and updater, all of them; throws the first error unless there was one already. */
    private void finish(List<Entry> ordered, Throwable failure) {
        List<Runnable> actions = new ArrayList<>();
        ordered.forEach(entry -> actions.add(entry.extension()::finish));
        actions.add(updater::close);
        Throwable first = failure;
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                if (first == null) {
                    first = e;
                } else {
                    suppress(first, e);
                }
            }
        }
        if (failure == null && first instanceof RuntimeException e) {
            throw e;
        } else if (failure == null && first instanceof Error e) {
            throw e;
        }
    }

    private static void suppress(Throwable first, Throwable later) {
        if (first != later) {
            first.addSuppressed(later);
        }
    }

    /** Hands updater, triggers and extensions over, and below {@code _jvm/} what Chainer's snapshots do not have; see {@link org.chainer.Stateful}. */
    @Override
    public void serialize(Serializer serializer) {
        boolean hasSavedState = SavedState.isIn(serializer);
        savedState.rememberConfiguration();
        updater.serialize(serializer.child("updater"));
        stopTrigger.serialize(serializer.child("stop_trigger"));
        Serializer ofExtensions = serializer.child("extensions");
        Serializer ofTriggers = serializer.child("extension_triggers");
        for (Entry entry : extensions.values()) {
            entry.extension().serialize(ofExtensions.child(entry.name()));
            entry.trigger().serialize(ofTriggers.child(entry.name()));
        }
        if (serializer.isReader()) {
            snapshotElapsedTime = serializer.number("_snapshot_elapsed_time", snapshotElapsedTime);
        } else {
            serializer.number("_snapshot_elapsed_time", started ? elapsedTime() : snapshotElapsedTime);
        }
        if (hasSavedState) {
            serializeState(serializer.child("_jvm"));
        }
    }

    private void serializeState(Serializer serializer) {
        savedState.serialize(serializer);
        SavedState.serialize(serializer.child("stop_trigger"), stopTrigger);
        for (Entry entry : extensions.values()) {
            SavedState.serialize(serializer.child("extensions").child(entry.name()), entry.extension());
            SavedState.serialize(serializer.child("extension_triggers").child(entry.name()), entry.trigger());
        }
    }
}
