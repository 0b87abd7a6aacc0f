package org.chainer.functionhooks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text, right-aligned in columns as wide as they need, two spaces apart. */
final class TextTable {
    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... header) {
        rows.add(header);
    }

    void add(String... row) {
        rows.add(row);
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            Arrays.setAll(widths, i -> Math.max(widths[i], row[i].length()));
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                text.append(" ".repeat(widths[i] - row[i].length() + (i == 0 ? 0 : 2)))
                        .append(row[i]);
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }
}
