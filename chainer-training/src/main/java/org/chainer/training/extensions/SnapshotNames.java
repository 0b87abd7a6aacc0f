package org.chainer.training.extensions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.chainer.training.Updater;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The names that one snapshot extension gives its files, and the files in a folder that have such names. */
final class SnapshotNames {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotNames.class);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?:\\.updater\\.)?(iteration|epoch)}");
    private static final Pattern ANY_PLACEHOLDER = Pattern.compile("\\{[^}]*}");

    private final String template;
    private final Pattern names;

    SnapshotNames(String template) {
        this.template = Objects.requireNonNull(template, "fileName");
        Matcher unknown = ANY_PLACEHOLDER.matcher(PLACEHOLDER.matcher(template).replaceAll(""));
        if (unknown.find()) {
            throw new IllegalArgumentException("the snapshot's file name '" + template + "' has the placeholder "
                    + unknown.group() + "; there are {iteration} and {epoch}");
        }
        StringBuilder regex = new StringBuilder();
        int end = 0;
        for (Matcher m = PLACEHOLDER.matcher(template); m.find(); end = m.end()) {
            regex.append(Pattern.quote(template.substring(end, m.start()))).append("\\d+");
        }
        regex.append(Pattern.quote(template.substring(end)));
        names = Pattern.compile(regex.toString());
    }

    String of(Updater updater) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(m -> Long.toString(m.group(1).equals("iteration") ? updater.iteration() : updater.epoch()));
    }

    /** Files of such names, newest first; of files of the same time that with the greater number. */
    List<Path> newestFirst(Path folder) {
        record Found(Path path, FileTime time, long number) {}
        List<Found> found = new ArrayList<>();
        for (Path path : Leftovers.list(folder, names)) {
            try {
                found.add(new Found(
                        path,
                        Files.getLastModifiedTime(path),
                        number(path.getFileName().toString())));
            } catch (IOException e) {
                LOG.warn("snapshot {} is passed over: {}", path, e.toString());
            }
        }
        found.sort(
                Comparator.comparing(Found::time).thenComparing(Found::number).reversed());
        return found.stream().map(Found::path).toList();
    }

    private static long number(String name) {
        String digits = name.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
    }

    /** Removes what a killed process left of files of such names. */
    void removeHalfWritten(Path folder) {
        Leftovers.remove(folder, names.pattern());
    }

    /** Whether a file is a zip archive whose entries are all there and have the right check sums. */
    static boolean isWhole(Path path) {
        try (ZipFile directory = new ZipFile(path.toFile());
                InputStream in = Files.newInputStream(path);
                ZipInputStream entries = new ZipInputStream(in)) {
            int count = 0;
            byte[] buffer = new byte[1 << 16];
            while (entries.getNextEntry() != null) {
                count++;
                while (entries.read(buffer) >= 0) {
                    // Reading to the end compares the check sum.
                    continue;
                }
            }
            return count == directory.size();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
