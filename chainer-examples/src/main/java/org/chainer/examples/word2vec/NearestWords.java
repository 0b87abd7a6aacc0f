package org.chainer.examples.word2vec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainer.array.NDArray;

/** Word vectors of length 1, in word2vec's text format, and a search for those with the greatest cosine. */
final class NearestWords {
    private final List<String> words = new ArrayList<>();
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final List<float[]> vectors = new ArrayList<>();

    /** A word and the cosine between its vector and the one asked for. */
    record Neighbour(String word, double similarity) {}

    private NearestWords() {}

    /** Writes vectors (words, units): a line with both numbers, then a line a word. */
    static void write(Path file, List<String> words, NDArray vectors) throws IOException {
        float[] values = vectors.toFloatArray();
        int units = (int) vectors.dim(1);
        try (var out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println(words.size() + " " + units);
            for (int word = 0; word < words.size(); word++) {
                out.print(words.get(word));
                for (int i = 0; i < units; i++) {
                    out.print(" " + values[word * units + i]);
                }
                out.println();
            }
            if (out.checkError()) {
                throw new IOException("the word vectors could not be written to " + file);
            }
        }
    }

    static NearestWords read(Path file) throws IOException {
        NearestWords result = new NearestWords();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String first = reader.readLine();
            if (first == null || !first.matches("\\d{1,9} \\d{1,9}")) {
                throw new IOException(file + " has no word vectors: its first line should be the number of words and"
                        + " of units, but it is '" + first + "'");
            }
            int units = Integer.parseInt(first.split(" ")[1]);
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                result.add(file, line.split(" "), units);
            }
        }
        return result;
    }

    private void add(Path file, String[] parts, int units) throws IOException {
        if (parts.length != units + 1) {
            throw new IOException("line " + (words.size() + 2) + " of " + file + " has " + (parts.length - 1)
                    + " numbers, expected " + units);
        }
        float[] vector = new float[units];
        double squares = 0;
        for (int i = 0; i < units; i++) {
            vector[i] = Float.parseFloat(parts[i + 1]);
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < units; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        ids.put(parts[0], words.size());
        words.add(parts[0]);
        vectors.add(vector);
    }

    /** All words, in the file's order. */
    List<String> words() {
        return words;
    }

    boolean contains(String word) {
        return ids.containsKey(word);
    }

    /** The nearest words, without the word itself, the nearest first. */
    List<Neighbour> nearest(String word, int count) {
        float[] asked = vectors.get(ids.get(word));
        return IntStream.range(0, words.size())
                .filter(i -> !words.get(i).equals(word))
                .mapToObj(i -> new Neighbour(words.get(i), dot(asked, vectors.get(i))))
                .filter(n -> !Double.isNaN(n.similarity()))
                .sorted(Comparator.comparingDouble(Neighbour::similarity).reversed())
                .limit(count)
                .toList();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
