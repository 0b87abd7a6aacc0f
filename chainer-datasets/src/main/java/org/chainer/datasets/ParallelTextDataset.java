package org.chainer.datasets;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.chainer.dataset.Dataset;

/**
 * Text files that belong together line by line, such as a text and its translation: Chainer's {@code TextDataset} with several
 * paths. Example {@code i} is the list of the files' lines {@code i}.
 *
 * @see TextDataset
 */
public final class ParallelTextDataset implements Dataset<List<String>>, Closeable {

    private final List<LineFile> files = new ArrayList<>();
    private final int[] chosen;

    /**
     * Files in UTF-8.
     *
     * @param paths at least one
     * @throws IOException if one cannot be read
     * @throws IllegalArgumentException if there is none, or if numbers of lines differ
     */
    public ParallelTextDataset(Path... paths) throws IOException {
        this(List.of(paths), StandardCharsets.UTF_8, CodingErrorAction.REPORT, null);
    }

    /**
     * Files of one encoding.
     *
     * @param paths at least one
     * @param charset their encoding
     * @param onBadText whether text that is not in this encoding is an error (of {@link #get}), is replaced, or is ignored
     * @param filter which examples to take; null for all
     * @throws IOException if one cannot be read
     * @throws IllegalArgumentException if there is none, if numbers of lines differ, or if the encoding has line ends of
     *     several bytes, as UTF-16 has
     */
    public ParallelTextDataset(
            List<Path> paths, Charset charset, CodingErrorAction onBadText, Predicate<List<String>> filter)
            throws IOException {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("ParallelTextDataset: no files are given");
        }
        boolean ready = false;
        try {
            for (Path path : paths) {
                LineFile file = new LineFile(path, charset, onBadText);
                files.add(file);
                if (file.lines() != files.get(0).lines()) {
                    throw new IllegalArgumentException(
                            "ParallelTextDataset: " + path + " has " + file.lines() + " lines, but " + paths.get(0)
                                    + " has " + files.get(0).lines());
                }
            }
            chosen = filter == null
                    ? null
                    : IntStream.range(0, files.get(0).lines())
                            .filter(i -> filter.test(lines(i)))
                            .toArray();
            ready = true;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    @Override
    public int size() {
        return chosen == null ? files.get(0).lines() : chosen.length;
    }

    /**
     * Lines that belong together.
     *
     * @param index from 0 to {@code size() - 1}
     * @return one line a file, without its end
     * @throws IndexOutOfBoundsException if there are no such lines
     * @throws java.io.UncheckedIOException if one cannot be read, or is not text in the encoding
     */
    @Override
    public List<String> get(int index) {
        Objects.checkIndex(index, size());
        return lines(chosen == null ? index : chosen[index]);
    }

    private List<String> lines(int index) {
        return files.stream().map(file -> file.line(index)).toList();
    }

    @Override
    public void close() throws IOException {
        for (LineFile file : files) {
            file.close();
        }
    }
}
