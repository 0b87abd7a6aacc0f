package org.chainer.training.extensions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.chainer.Serializer.Serializable;
import org.chainer.serializers.DictionarySerializer;
import org.chainer.serializers.Serializers;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.extensions.snapshotwriters.SaveFunction;
import org.chainer.training.extensions.snapshotwriters.SimpleWriter;
import org.chainer.training.extensions.snapshotwriters.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves the trainer, or an object, to an npz file in the output folder; once an epoch by default.
 *
 * <p>A file appears under its name when it is complete: a process that is killed leaves the files that were there before. File names may contain {@code {iteration}} and {@code {epoch}} (or,
 * as Chainer writes them, {@code {.updater.iteration}} and {@code {.updater.epoch}}).
 */
public final class Snapshot implements Extension {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

    private final Serializable target;
    private final SnapshotNames names;
    private final Function<Trainer, String> fileName;
    private Writer writer = new SimpleWriter();
    private BooleanSupplier condition = () -> true;
    private boolean onError;
    private int retained = -1;
    private boolean autoload;

    private Snapshot(Serializable target, SnapshotNames names, Function<Trainer, String> fileName) {
        this.target = target;
        this.names = names;
        this.fileName = fileName;
    }

    private static Snapshot named(Serializable target, String fileName) {
        SnapshotNames names = new SnapshotNames(fileName);
        return new Snapshot(target, names, trainer -> names.of(trainer.updater()));
    }

    /** Snapshots of the trainer, called {@code snapshot_iter_{iteration}} as Chainer's. */
    public static Snapshot snapshot() {
        return of("snapshot_iter_{.updater.iteration}");
    }

    /**
     * Snapshots of the trainer under another name.
     *
     * @throws IllegalArgumentException if the name has a placeholder that is not known
     */
    public static Snapshot of(String fileName) {
        return named(null, fileName);
    }

    /** Snapshots of the trainer under names that a function gives. Such snapshots can neither be found again by {@link #autoload} nor counted by {@link #retain}. */
    public static Snapshot of(Function<Trainer, String> fileName) {
        return new Snapshot(null, null, Objects.requireNonNull(fileName, "fileName"));
    }

    /** Snapshots of an object: a model, for example. As {@link #snapshotObject}. */
    public static Snapshot object(Serializable target, String fileName) {
        return named(Objects.requireNonNull(target, "target"), fileName);
    }

    /** Snapshots of an object: Chainer's {@code snapshot_object}. */
    public static Snapshot snapshotObject(Serializable target, String fileName) {
        return object(target, fileName);
    }

    /** Also saves when training ends by an error. */
    public Snapshot onError(boolean save) {
        onError = save;
        return this;
    }

    /**
     * Keeps just the newest files of this name; older ones are removed after each new one. Zero or less keeps all.
     *
     * @throws IllegalStateException if the name is given by a function
     */
    public Snapshot retain(int newest) {
        requireNames("retain");
        retained = newest;
        return this;
    }

    /**
     * Before training starts, loads the newest file of this name that is whole, if there is any file. Files that a killed process left half written under a temporary name are removed.
     *
     * @throws IllegalStateException if the name is given by a function
     */
    public Snapshot autoload(boolean load) {
        requireNames("autoload");
        autoload = load;
        return this;
    }

    private void requireNames(String what) {
        if (names == null) {
            throw new IllegalStateException(
                    "Snapshot." + what + ": file names come from a function, so old files cannot be found");
        }
    }

    /** Saves only while this says so; it is asked each time the trigger fires. */
    public Snapshot condition(BooleanSupplier when) {
        condition = Objects.requireNonNull(when, "condition");
        return this;
    }

    /** Writes files in another way: by a thread, for example. A writer serves one snapshot extension. */
    public Snapshot writer(Writer other) {
        writer = Objects.requireNonNull(other, "writer");
        return this;
    }

    /** Writes files of another format, at once. */
    public Snapshot saveFunction(SaveFunction save) {
        return writer(new SimpleWriter(save));
    }

    @Override
    public String defaultName() {
        return "_Snapshot";
    }

    @Override
    public Trigger trigger() {
        return Trigger.epochs(1);
    }

    /** Less than all others', so that a snapshot has what they did in its iteration. */
    @Override
    public int priority() {
        return -100;
    }

    @Override
    public void restore(Trainer trainer) {
        if (names != null && (autoload || retained > 0)) {
            names.removeHalfWritten(trainer.out());
        }
        if (autoload) {
            load(trainer);
        }
        if (retained > 0) {
            writer.afterSaving(() -> removeOld(trainer.out()));
        }
    }

    private void load(Trainer trainer) {
        RuntimeException reason = null;
        for (Path file : names.newestFirst(trainer.out())) {
            try {
                Serializers.loadNpz(file, targetOf(trainer));
                LOG.info("{} is loaded", file);
                return;
            } catch (RuntimeException e) {
                if (SnapshotNames.isWhole(file)) {
                    throw new IllegalStateException(
                            "the snapshot " + file.toAbsolutePath()
                                    + " is whole, but does not fit what it is loaded into; choose another output folder to start anew: "
                                    + e.getMessage(),
                            e);
                }
                LOG.warn("snapshot {} is damaged, the one before is tried: {}", file, e.toString());
                reason = e;
            }
        }
        if (reason != null) {
            throw new IllegalStateException(
                    "no snapshot in " + trainer.out().toAbsolutePath()
                            + " can be loaded, all are damaged; remove them to start anew",
                    reason);
        }
    }

    private Serializable targetOf(Trainer trainer) {
        return target == null ? trainer : target;
    }

    @Override
    public void run(Trainer trainer) {
        if (condition.getAsBoolean()) {
            save(trainer);
        }
    }

    private void save(Trainer trainer) {
        Map<String, Object> values;
        if (writer.needsCopies()) {
            values = Serializers.serialize(targetOf(trainer));
        } else {
            DictionarySerializer collector = new DictionarySerializer();
            collector.save(targetOf(trainer));
            values = collector.target();
        }
        writer.write(fileName.apply(trainer), trainer.out(), values);
    }

    private void removeOld(Path folder) {
        var files = names.newestFirst(folder);
        for (Path old : files.subList(Math.min(retained, files.size()), files.size())) {
            try {
                Files.deleteIfExists(old);
            } catch (IOException e) {
                throw new UncheckedIOException("the old snapshot " + old + " cannot be removed: " + e, e);
            }
        }
    }

    @Override
    public void onError(Trainer trainer, Throwable error) {
        if (onError) {
            save(trainer);
        }
    }

    /** Waits until all snapshots are written. */
    @Override
    public void finish() {
        writer.close();
    }
}
