package org.chainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextDatasetTest {

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void linesOfAnyLengthAndEnd() throws IOException {
        String longLine = "x".repeat(100_000);
        for (String end : List.of("", "\n", "\r\n")) {
            Path path = file("text", "eins\r\n\nzwöi\n" + longLine + "\n日本" + end);
            try (TextDataset dataset = new TextDataset(path)) {
                assertThat(dataset).containsExactly("eins", "", "zwöi", longLine, "日本");
                assertThat(dataset.get(2)).isEqualTo("zwöi");
                assertThatThrownBy(() -> dataset.get(5)).isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
        try (TextDataset dataset = new TextDataset(file("empty", ""))) {
            assertThat(dataset.size()).isZero();
        }
    }

    @Test
    void manyLines() throws IOException {
        List<String> lines = IntStream.range(0, 5000).mapToObj(i -> "line " + i).toList();
        try (TextDataset dataset = new TextDataset(file("many", String.join("\n", lines)))) {
            assertThat(dataset.asList()).isEqualTo(lines);
        }
    }

    @Test
    void severalThreadsMayRead() throws IOException {
        List<String> lines = IntStream.range(0, 2000).mapToObj(i -> "line " + i).toList();
        try (TextDataset dataset = new TextDataset(file("many", String.join("\n", lines)))) {
            assertThat(IntStream.range(0, 20_000)
                            .parallel()
                            .allMatch(i -> dataset.get(i % 2000).equals(lines.get(i % 2000))))
                    .isTrue();
        }
    }

    @Test
    void interruptedReaderDoesNotCloseTheFileForOthers() throws Exception {
        try (TextDataset dataset = new TextDataset(file("text", "a\nb\n"))) {
            Thread reader = new Thread(() -> {
                Thread.currentThread().interrupt();
                dataset.get(0);
            });
            reader.start();
            reader.join();
            assertThat(dataset.get(1)).isEqualTo("b");
        }
    }

    @Test
    void filterChoosesLines() throws IOException {
        Path path = file("text", "a\nbb\n\ncc\n");
        try (TextDataset dataset =
                new TextDataset(path, StandardCharsets.UTF_8, CodingErrorAction.REPORT, line -> line.length() == 2)) {
            assertThat(dataset).containsExactly("bb", "cc");
        }
    }

    @Test
    void badTextIsAnErrorOrReplaced() throws IOException {
        Path path = Files.write(folder.resolve("text"), new byte[] {'a', '\n', (byte) 0xff, 'b', '\n'});
        try (TextDataset dataset = new TextDataset(path)) {
            assertThat(dataset.get(0)).isEqualTo("a");
            assertThatThrownBy(() -> dataset.get(1))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Line 2 of " + path)
                    .hasMessageContaining("UTF-8");
        }
        try (TextDataset dataset = new TextDataset(path, StandardCharsets.UTF_8, CodingErrorAction.REPLACE, null)) {
            assertThat(dataset.get(1)).isEqualTo("\ufffdb");
        }
        try (TextDataset dataset = new TextDataset(path, StandardCharsets.ISO_8859_1, CodingErrorAction.REPORT, null)) {
            assertThat(dataset.get(1)).isEqualTo("ÿb");
        }
    }

    @Test
    void otherEncodings() throws IOException {
        Charset japanese = Charset.forName("Shift_JIS");
        Path path = Files.write(folder.resolve("text"), "表示\n一\n".getBytes(japanese));
        try (TextDataset dataset = new TextDataset(path, japanese, CodingErrorAction.REPORT, null)) {
            assertThat(dataset).containsExactly("表示", "一");
        }
        assertThatThrownBy(() -> new TextDataset(path, StandardCharsets.UTF_16LE, CodingErrorAction.REPORT, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UTF-16LE")
                .hasMessageContaining(path.toString());
    }

    @Test
    void missingAndShortenedFilesAreNamed() throws IOException {
        assertThatThrownBy(() -> new TextDataset(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none");
        Path path = file("text", "a\nb\nc\n");
        try (TextDataset dataset = new TextDataset(path)) {
            Files.writeString(path, "a\n");
            assertThatThrownBy(() -> dataset.get(2))
                    .hasMessageContaining("shorter")
                    .hasMessageContaining(path.toString());
        }
    }

    @Test
    void parallelFilesGoLineByLine() throws IOException {
        Path english = file("en", "one\ntwo\nthree\n");
        Path french = file("fr", "un\ndeux\ntrois");
        try (ParallelTextDataset dataset = new ParallelTextDataset(english, french)) {
            assertThat(dataset)
                    .containsExactly(List.of("one", "un"), List.of("two", "deux"), List.of("three", "trois"));
        }
        try (ParallelTextDataset dataset = new ParallelTextDataset(
                List.of(english, french),
                StandardCharsets.UTF_8,
                CodingErrorAction.REPORT,
                lines -> lines.get(1).length() > 2)) {
            assertThat(dataset).containsExactly(List.of("two", "deux"), List.of("three", "trois"));
            assertThatThrownBy(() -> dataset.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        Path shorter = file("short", "x\n");
        assertThatThrownBy(() -> new ParallelTextDataset(english, shorter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(shorter + " has 1 lines")
                .hasMessageContaining(english + " has 3");
        assertThatThrownBy(ParallelTextDataset::new).hasMessageContaining("no files");
    }
}
