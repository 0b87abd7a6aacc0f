package org.chainer.datasets;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.chainer.dataset.Dataset;

/**
 * The lines of a text file, without their ends. Only their positions are kept in memory; a line is read when it is asked for,
 * also by several threads.
 *
 * <p>Lines end with {@code \n} or {@code \r\n}. The file must not change while the data set is open.
 *
 * @see ParallelTextDataset
 */
public final class TextDataset implements Dataset<String>, Closeable {

    private final LineFile file;
    /** The lines that passed the filter; null if all did. */
    private final int[] chosen;

    /**
     * The lines of a file in UTF-8.
     *
     * @param path the file
     * @throws IOException if it cannot be read
     */
    public TextDataset(Path path) throws IOException {
        this(path, StandardCharsets.UTF_8, CodingErrorAction.REPORT, null);
    }

    /**
     * The lines of a file.
     *
     * @param path the file
     * @param charset its encoding
     * @param onBadText whether text that is not in this encoding is an error (of {@link #get}), is replaced, or is ignored
     * @param filter which lines to take; null for all
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if the encoding has line ends of several bytes, as UTF-16 has
     */
    public TextDataset(Path path, Charset charset, CodingErrorAction onBadText, Predicate<String> filter)
            throws IOException {
        file = new LineFile(path, charset, onBadText);
        chosen = filter == null
                ? null
                : IntStream.range(0, file.lines())
                        .filter(i -> filter.test(file.line(i)))
                        .toArray();
    }

    @Override
    public int size() {
        return chosen == null ? file.lines() : chosen.length;
    }

    /**
     * One line.
     *
     * @param index from 0 to {@code size() - 1}
     * @return the line without its end
     * @throws IndexOutOfBoundsException if there is no such line
     * @throws java.io.UncheckedIOException if it cannot be read, or is not text in the encoding
     */
    @Override
    public String get(int index) {
        Objects.checkIndex(index, size());
        return file.line(chosen == null ? index : chosen[index]);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
