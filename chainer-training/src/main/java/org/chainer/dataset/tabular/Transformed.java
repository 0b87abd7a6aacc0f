package org.chainer.dataset.tabular;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.chainer.dataset.Tuple;

/** A table made of another by a function, which is called for the rows that are asked for. */
final class Transformed extends DelegateDataset {

    private final TabularDataset base;
    private final List<String> keys;
    private final Function<Object, ?> function;
    private final boolean batch;
    private volatile Mode mode;

    @SuppressWarnings("unchecked")
    private Transformed(TabularDataset base, List<String> keys, Function<?, ?> function, boolean batch) {
        super(base);
        this.base = base;
        this.keys = List.copyOf(keys);
        this.function = (Function<Object, ?>) function;
        this.batch = batch;
    }

    static Transformed byRow(TabularDataset base, List<String> keys, Function<?, ?> function) {
        return new Transformed(base, keys, function, false);
    }

    static Transformed byBatch(TabularDataset base, List<String> keys, Function<?, ?> function) {
        return new Transformed(base, keys, function, true);
    }

    @Override
    public List<String> keys() {
        return keys;
    }

    @Override
    public Mode mode() {
        if (mode == null) {
            if (size() == 0) {
                throw new IllegalStateException(
                        "transform: the mode follows from what the function returns, but there is no row");
            }
            getExamples(new int[] {0}, null);
        }
        return mode;
    }

    @Override
    public List<Column> getExamples(int[] rows, int[] columns) {
        int[] wanted = columns == null ? IntStream.range(0, keys.size()).toArray() : columns;
        List<Column> in = base.getExamples(rows, null);
        int count = rows == null ? size() : rows.length;
        return batch ? whole(in, count, wanted) : rowByRow(in, count, wanted);
    }

    private List<Column> rowByRow(List<Column> in, int count, int[] wanted) {
        List<List<Object>> out = new ArrayList<>();
        for (int ignored : wanted) {
            out.add(new ArrayList<>());
        }
        for (int row = 0; row < count; row++) {
            int at = row;
            Object[] example = in.stream().map(column -> column.get(at)).toArray();
            List<?> parts = parts(function.apply(arrange(base.mode(), base.keys(), example)));
            for (int i = 0; i < wanted.length; i++) {
                out.get(i).add(parts.get(wanted[i]));
            }
        }
        return out.stream().map(Column::of).toList();
    }

    private List<Column> whole(List<Column> in, int count, int[] wanted) {
        Object[] data = in.stream().map(Column::data).toArray();
        List<?> parts = parts(function.apply(arrange(base.mode(), base.keys(), data)));
        List<Column> out = new ArrayList<>();
        for (int column : wanted) {
            Column part = asColumn(parts.get(column));
            if (part.size() != count) {
                throw new IllegalArgumentException("transformBatch: the function made " + part.size()
                        + " elements for column '" + keys.get(column) + "' of " + count);
            }
            out.add(part);
        }
        return out;
    }

    /** What the function returned, in the order of the keys. */
    private List<?> parts(Object result) {
        Mode now = result instanceof Tuple ? Mode.TUPLE : result instanceof Map ? Mode.DICT : Mode.NONE;
        if (mode != null && mode != now) {
            throw new IllegalArgumentException("transform: the function returned " + mode + " before, and now " + now
                    + "; it must always be the same");
        }
        List<?> parts = Collections.singletonList(result);
        if (result instanceof Tuple tuple) {
            parts = tuple.toList();
        } else if (result instanceof Map<?, ?> map) {
            if (!map.keySet().containsAll(keys)) {
                throw new IllegalArgumentException(
                        "transform: the function returned " + map.keySet() + ", expected " + keys);
            }
            parts = keys.stream().<Object>map(map::get).toList();
        }
        if (parts.size() != keys.size()) {
            throw new IllegalArgumentException(
                    "transform: the function returned " + parts.size() + " elements for the columns " + keys);
        }
        mode = now;
        return parts;
    }
}
