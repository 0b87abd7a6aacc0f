package org.chainer.examples.memnn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Stories in the bAbI format: numbered lines, each a sentence or a question with its answer; number 1 begins a new story. */
final class Babi {
    private Babi() {}

    /**
     * A line.
     *
     * @param words word ids
     * @param answer the id of the answer; null for a sentence
     */
    record Line(int[] words, Integer answer) {}

    /**
     * Reads stories.
     *
     * @param ids the id of a word
     * @throws IOException if the file cannot be read or a line is none; the message names it
     */
    static List<List<Line>> read(Path file, ToIntFunction<String> ids) throws IOException {
        return parse(Files.readAllLines(file), file.toString(), ids);
    }

    /** Reads stories from lines; {@code name} stands in messages. */
    static List<List<Line>> parse(List<String> lines, String name, ToIntFunction<String> ids) throws IOException {
        List<List<Line>> stories = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            String[] parts = lines.get(i).strip().split(" ", 2);
            if (parts.length < 2 || !parts[0].matches("\\d+")) {
                throw new IOException("line " + (i + 1) + " of " + name
                        + " is not in the bAbI format: a number and a sentence were expected, got '" + lines.get(i)
                        + "'");
            }
            if (parts[0].equals("1") || stories.isEmpty()) {
                stories.add(new ArrayList<>());
            }
            stories.get(stories.size() - 1).add(line(parts[1], ids));
        }
        if (stories.isEmpty()) {
            throw new IOException(name + " has no stories");
        }
        return stories;
    }

    /** Question, answer and the numbers of the sentences that tell it, between tabs; or a sentence. */
    private static Line line(String text, ToIntFunction<String> ids) {
        String[] parts = text.split("\t");
        int[] words = split(parts[0]).mapToInt(ids).toArray();
        return new Line(
                words, parts.length < 2 ? null : ids.applyAsInt(parts[1].strip().toLowerCase(Locale.ROOT)));
    }

    /** Words in small letters, without full stops and question marks. */
    static Stream<String> split(String sentence) {
        return Arrays.stream(sentence.toLowerCase(Locale.ROOT)
                        .replaceAll("[.?]", "")
                        .strip()
                        .split("\\s+"))
                .filter(word -> !word.isEmpty());
    }
}
