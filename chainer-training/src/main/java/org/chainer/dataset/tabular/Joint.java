package org.chainer.dataset.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Tables of the same number of rows, one beside the other. */
final class Joint extends DelegateDataset {

    private final List<TabularDataset> tables;

    Joint(List<TabularDataset> tables) {
        super(tables.get(0));
        this.tables = tables;
        Set<String> names = new HashSet<>();
        for (TabularDataset table : tables) {
            if (table.size() != size()) {
                throw new IllegalArgumentException(
                        "join: tables must have the same number of rows, got " + size() + " and " + table.size());
            }
            for (String name : table.keys()) {
                if (!names.add(name)) {
                    throw new IllegalArgumentException("join: there are two columns '" + name + "'");
                }
            }
        }
    }

    @Override
    public List<String> keys() {
        return tables.stream().flatMap(table -> table.keys().stream()).toList();
    }

    @Override
    public Mode mode() {
        return tables.stream()
                .map(TabularDataset::mode)
                .filter(mode -> mode != Mode.NONE)
                .findFirst()
                .orElse(Mode.TUPLE);
    }

    @Override
    public List<Column> getExamples(int[] rows, int[] columns) {
        int[] wanted = columns == null ? IntStream.range(0, keys().size()).toArray() : columns;
        Column[] result = new Column[wanted.length];
        int offset = 0;
        for (TabularDataset table : tables) {
            int start = offset;
            int end = offset + table.keys().size();
            // Each column is asked for once, even if it is wanted twice.
            int[] inner = Arrays.stream(wanted)
                    .filter(c -> c >= start && c < end)
                    .map(c -> c - start)
                    .distinct()
                    .toArray();
            offset = end;
            if (inner.length > 0) {
                List<Column> part = table.getExamples(rows, inner);
                List<Integer> places =
                        new ArrayList<>(Arrays.stream(inner).boxed().toList());
                for (int i = 0; i < wanted.length; i++) {
                    int place = places.indexOf(wanted[i] - start);
                    if (place >= 0) {
                        result[i] = part.get(place);
                    }
                }
            }
        }
        return List.of(result);
    }
}
