package org.chainer.training.extensions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainer.Serializer.Serializable;
import org.chainer.serializers.Serializers;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves the trainer, or an object, to an npz file in the output folder; once an epoch by default.
 *
 * <p>A file appears under its name when it is complete. File names may contain {@code {iteration}} and {@code {epoch}} (or, as Chainer writes them, {@code
 * {.updater.iteration}} and {@code {.updater.epoch}}).
 */
public final class Snapshot implements Extension {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?:\\.updater\\.)?(iteration|epoch)}");

    private final Serializable target;
    private final String fileName;
    private boolean onError;
    private int retained = -1;
    private boolean autoload;

    private Snapshot(Serializable target, String fileName) {
        this.target = target;
        this.fileName = fileName;
    }

    /** Snapshots of the trainer, called {@code snapshot_iter_{iteration}} as Chainer's. */
    public static Snapshot snapshot() {
        return of("snapshot_iter_{.updater.iteration}");
    }

    /** Snapshots of the trainer under another name. */
    public static Snapshot of(String fileName) {
        return new Snapshot(null, fileName);
    }

    /** Snapshots of an object: a model, for example. As {@code snapshot_object}. */
    public static Snapshot object(Serializable target, String fileName) {
        return new Snapshot(target, fileName);
    }

    /** Also saves when training ends by an error. */
    public Snapshot onError(boolean save) {
        onError = save;
        return this;
    }

    /** Keeps just the newest files of this name. */
    public Snapshot retain(int newest) {
        retained = newest;
        return this;
    }

    /** Loads the newest file of this name that is whole, if there is one, before training starts. */
    public Snapshot autoload(boolean load) {
        autoload = load;
        return this;
    }

    @Override
    public String defaultName() {
        return "_Snapshot";
    }

    @Override
    public Trigger trigger() {
        return Trigger.epochs(1);
    }

    @Override
    public int priority() {
        return -100;
    }

    @Override
    public void initialize(Trainer trainer) {
        if (!autoload) {
            return;
        }
        List<Path> files = files(trainer.out());
        for (int i = files.size() - 1; i >= 0; i--) {
            try {
                Serializers.loadNpz(files.get(i), targetOf(trainer));
                return;
            } catch (RuntimeException e) {
                LOG.warn("snapshot {} cannot be loaded, the one before is tried: {}", files.get(i), e.toString());
            }
        }
    }

    private Serializable targetOf(Trainer trainer) {
        return target == null ? trainer : target;
    }

    @Override
    public void run(Trainer trainer) {
        String name = PLACEHOLDER
                .matcher(fileName)
                .replaceAll(m -> Long.toString(
                        m.group(1).equals("iteration")
                                ? trainer.updater().iteration()
                                : trainer.updater().epoch()));
        Serializers.saveNpz(trainer.out().resolve(name), targetOf(trainer));
        if (retained > 0) {
            removeOld(trainer.out());
        }
    }

    private void removeOld(Path folder) {
        List<Path> files = files(folder);
        for (Path old : files.subList(0, Math.max(files.size() - retained, 0))) {
            try {
                Files.deleteIfExists(old);
            } catch (IOException e) {
                LOG.warn("old snapshot {} cannot be removed: {}", old, e.toString());
            }
        }
    }

    /** Files whose names fit, oldest first. */
    private List<Path> files(Path folder) {
        StringBuilder regex = new StringBuilder();
        int end = 0;
        for (var m = PLACEHOLDER.matcher(fileName); m.find(); end = m.end()) {
            regex.append(Pattern.quote(fileName.substring(end, m.start()))).append("\\d+");
        }
        Pattern names = Pattern.compile(regex + Pattern.quote(fileName.substring(end)));
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(p -> names.matcher(p.getFileName().toString()).matches()).forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException("snapshots in " + folder.toAbsolutePath() + " cannot be listed", e);
        }
        files.sort(Comparator.comparing(Snapshot::modified)
                .thenComparing(p -> number(p.getFileName().toString())));
        return files;
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static long number(String name) {
        String digits = name.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
    }

    @Override
    public void onError(Trainer trainer, Throwable error) {
        if (onError) {
            run(trainer);
        }
    }
}
