package org.chainer.datasets;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A text file whose lines can be read in any order; safe for several threads. */
final class LineFile implements Closeable {

    private final Path path;
    private final Charset charset;
    private final CodingErrorAction onBadText;
    private final RandomAccessFile file;
    /** Where each line starts, and where the last one ends. */
    private final long[] bounds;

    LineFile(Path path, Charset charset, CodingErrorAction onBadText) throws IOException {
        if (!Arrays.equals("\n".getBytes(charset), new byte[] {'\n'})) {
            throw new IllegalArgumentException("Text in " + charset
                    + " cannot be read line by line, as its line ends take more than one byte; convert " + path
                    + " to UTF-8");
        }
        this.path = path;
        this.charset = charset;
        this.onBadText = onBadText;
        this.bounds = findLines(path);
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    private static long[] findLines(Path path) throws IOException {
        long[] starts = new long[1024];
        int lines = 0;
        long position = 0;
        boolean open = false;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (!open) {
                    if (lines + 1 == starts.length) {
                        starts = Arrays.copyOf(starts, 2 * starts.length);
                    }
                    starts[lines++] = position;
                }
                open = b != '\n';
                position++;
            }
        }
        starts = Arrays.copyOf(starts, lines + 1);
        starts[lines] = position;
        return starts;
    }

    int lines() {
        return bounds.length - 1;
    }

    /** The line without its end. */
    String line(int index) {
        try {
            byte[] bytes = read(bounds[index], bounds[index + 1]);
            int end = bytes.length;
            if (end > 0 && bytes[end - 1] == '\n') {
                end--;
            }
            if (end > 0 && bytes[end - 1] == '\r') {
                end--;
            }
            return charset.newDecoder()
                    .onMalformedInput(onBadText)
                    .onUnmappableCharacter(onBadText)
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString();
        } catch (EOFException e) {
            throw new UncheckedIOException(
                    path + " is shorter than when it was opened: line " + (index + 1) + " is gone", e);
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException("Line " + (index + 1) + " of " + path + " is not text in " + charset, e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Line " + (index + 1) + " of " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    // A FileChannel would need no lock, but an interrupt of one reader closes it for all.
    private synchronized byte[] read(long from, long to) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(to - from)];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
