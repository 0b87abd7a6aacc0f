package org.chainer.examples.glance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.datasets.TupleDataset;

/**
 * A table of mushrooms as numbers: each column's letters are numbered in alphabetical order.
 *
 * @param description which mushrooms they are
 * @param rows tuples (features, label): label {@code (1)} is 1 if the mushroom is poisonous
 * @param features number of features
 */
record Mushrooms(String description, TupleDataset rows, int features) {
    private static final int MADE_UP = 4_000;
    /** How many values each made-up feature can have. */
    private static final int[] VALUES = {6, 4, 10, 2, 9, 4, 3, 2, 12, 2, 7, 4, 4, 9, 9, 2, 4, 3, 8, 9, 6, 7};

    private static final int BRUISES = 3;
    private static final int ODOUR = 4;
    private static final int GILLS = 8;

    /**
     * Reads a table whose first line names the columns and whose first column is the class, {@code e} or {@code p}.
     *
     * @throws IOException if it cannot be read, or if a line has another number of columns
     */
    static Mushrooms read(Path file) throws IOException {
        List<String[]> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",");
            if (cells.length < 2 || cells.length != lines.get(0).split(",").length) {
                throw new IOException(file + ", line " + (i + 1) + ": " + cells.length
                        + " columns, but the first line has " + lines.get(0).split(",").length);
            }
            rows.add(cells);
        }
        if (rows.isEmpty()) {
            throw new IOException(file + " has no rows below the names of the columns");
        }
        return of("the mushrooms in " + file, rows);
    }

    /** Mushrooms that do not exist: those that smell of certain things, or bruise and have certain gills, are poisonous. */
    static Mushrooms madeUp(long seed) {
        Random random = new Random(seed);
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < MADE_UP; i++) {
            int[] values = IntStream.of(VALUES).map(random::nextInt).toArray();
            boolean poisonous = values[ODOUR] >= 5 || values[BRUISES] == 1 && values[GILLS] < 4;
            String[] cells = new String[VALUES.length + 1];
            cells[0] = poisonous ? "p" : "e";
            for (int c = 0; c < VALUES.length; c++) {
                cells[c + 1] = Character.toString('a' + values[c]);
            }
            rows.add(cells);
        }
        return of("made-up mushrooms", rows);
    }

    private static Mushrooms of(String description, List<String[]> rows) {
        int columns = rows.get(0).length;
        List<TreeMap<String, Integer>> numbers = IntStream.range(0, columns)
                .mapToObj(c -> rows.stream()
                        .map(row -> row[c])
                        .collect(Collectors.toMap(cell -> cell, cell -> 0, (a, b) -> a, TreeMap::new)))
                .toList();
        for (TreeMap<String, Integer> ofColumn : numbers) {
            int n = 0;
            for (var entry : ofColumn.entrySet()) {
                entry.setValue(n++);
            }
        }
        float[] x = new float[rows.size() * (columns - 1)];
        int[] t = new int[rows.size()];
        for (int r = 0; r < rows.size(); r++) {
            t[r] = numbers.get(0).get(rows.get(r)[0]);
            for (int c = 1; c < columns; c++) {
                x[r * (columns - 1) + c - 1] = numbers.get(c).get(rows.get(r)[c]);
            }
        }
        NDArray features = NDArray.of(x).reshape(rows.size(), columns - 1).astype(DType.FLOAT32);
        return new Mushrooms(
                description, TupleDataset.of(features, NDArray.of(t).reshape(rows.size(), 1)), columns - 1);
    }
}
