package org.chainer.dataset.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Tables of the same columns, one below the other. */
final class Concatenation extends DelegateDataset {

    private final List<TabularDataset> tables;

    Concatenation(List<TabularDataset> tables) {
        super(tables.get(0));
        this.tables = tables;
        for (TabularDataset table : tables) {
            if (!table.keys().equals(keys())) {
                throw new IllegalArgumentException(
                        "concat: tables must have the same columns, got " + keys() + " and " + table.keys());
            }
        }
    }

    @Override
    public int size() {
        return tables.stream().mapToInt(TabularDataset::size).reduce(0, Math::addExact);
    }

    @Override
    public List<Column> getExamples(int[] rows, int[] columns) {
        int[] wanted = rows == null ? IntStream.range(0, size()).toArray() : rows;
        Object[][] cells = new Object[columns == null ? keys().size() : columns.length][wanted.length];
        int offset = 0;
        for (TabularDataset table : tables) {
            int start = offset;
            int end = offset + table.size();
            int[] places = IntStream.range(0, wanted.length)
                    .filter(i -> wanted[i] >= start && wanted[i] < end)
                    .toArray();
            int[] inner = Arrays.stream(places).map(i -> wanted[i] - start).toArray();
            offset = end;
            if (inner.length > 0) {
                List<Column> part = table.getExamples(inner, columns);
                if (inner.length == wanted.length) {
                    // All rows are of one table: its arrays stay arrays.
                    return part;
                }
                for (int column = 0; column < cells.length; column++) {
                    for (int i = 0; i < places.length; i++) {
                        cells[column][places[i]] = part.get(column).get(i);
                    }
                }
            }
        }
        List<Column> result = new ArrayList<>();
        for (Object[] column : cells) {
            result.add(Column.of(Arrays.asList(column)));
        }
        return result;
    }
}
