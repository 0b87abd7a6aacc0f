package org.chainer.dataset.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;

/**
 * A data set whose examples are the rows of a table with named columns: Chainer's {@code TabularDataset}.
 *
 * <p>{@link #mode} says whether an example is a {@link Tuple}, a {@link Map} or the single element itself. Rows, columns and
 * modes are chosen by views, which copy nothing and ask the table only for what is needed:
 *
 * <pre>{@code
 * TabularDataset table = new TabularBuilder().column("a", array).column("b", list).build();
 * table.rows(3, 2).columns("b", "a").asDict().get(0);   // {b=…, a=…} of row 3
 * table.column("a").get(5);                             // an element
 * }</pre>
 *
 * <p>A table of one's own has {@link #size}, {@link #keys}, {@link #mode} and {@link #getExamples}.
 */
public abstract class TabularDataset implements Dataset<Object> {

    /** The names of the columns. */
    public abstract List<String> keys();

    /** What an example is. */
    public abstract Mode mode();

    /**
     * A part of the table.
     *
     * @param rows which rows, each from 0 to {@code size() - 1}, in the order wanted; null for all
     * @param columns which columns, each from 0 to {@code keys().size() - 1}, in the order wanted; null for all
     * @return one column each, all of the rows' number
     */
    public abstract List<Column> getExamples(int[] rows, int[] columns);

    /**
     * One row.
     *
     * @param index from 0 to {@code size() - 1}
     * @return a tuple, map or element, according to {@link #mode}
     */
    @Override
    public Object get(int index) {
        int[] row = {Objects.checkIndex(index, size())};
        // Before the mode is asked for: a transformed table learns it from its function's results.
        List<Column> columns = getExamples(row, null);
        return arrange(
                mode(), keys(), columns.stream().map(column -> column.get(0)).toArray());
    }

    /**
     * All data, column by column.
     *
     * @return a tuple, map or single one, according to {@link #mode}, of arrays and lists
     */
    public Object fetch() {
        List<Column> columns = getExamples(null, null);
        return arrange(mode(), keys(), columns.stream().map(Column::data).toArray());
    }

    /**
     * Makes arrays of what {@link #fetch} returned.
     *
     * @param data a tuple, map or single one of arrays and lists
     * @return the same of arrays; views ask their (first) table, and {@link #withConverter} says otherwise
     * @throws IllegalArgumentException if a list holds neither arrays nor numbers
     */
    public Object convert(Object data) {
        if (data instanceof Tuple tuple) {
            return Tuple.of(tuple.toList().stream()
                    .map(part -> asColumn(part).toArray())
                    .toArray());
        }
        if (data instanceof Map<?, ?> map) {
            Map<Object, Object> converted = new LinkedHashMap<>();
            map.forEach((key, part) -> converted.put(key, asColumn(part).toArray()));
            return converted;
        }
        return asColumn(data).toArray();
    }

    /**
     * A view of some rows.
     *
     * @param rows their indices, in the order wanted; negative ones count from the end
     * @return the view
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public TabularDataset rows(int... rows) {
        int size = size();
        return new Views.Slice(
                this, Arrays.stream(rows).map(row -> position(row, size, "row")).toArray(), null, mode());
    }

    /**
     * A view of the rows for which a mask is true.
     *
     * @param mask one value a row
     * @return the view
     * @throws IllegalArgumentException if there are more or fewer values than rows
     */
    public TabularDataset rows(boolean[] mask) {
        if (mask.length != size()) {
            throw new IllegalArgumentException(
                    "rows: the mask has " + mask.length + " values, but the table has " + size() + " rows");
        }
        return rows(IntStream.range(0, mask.length).filter(row -> mask[row]).toArray());
    }

    /**
     * A view of the rows from {@code start} up to, but without, {@code stop}.
     *
     * @param start first row
     * @param stop row after the last
     * @return the view
     * @throws IndexOutOfBoundsException unless {@code 0 <= start <= stop <= size()}
     */
    public TabularDataset rowRange(int start, int stop) {
        Objects.checkFromToIndex(start, stop, size());
        return rows(IntStream.range(start, stop).toArray());
    }

    /**
     * A view of some columns. Its examples are tuples where this table's are single elements.
     *
     * @param names their names, in the order wanted
     * @return the view
     * @throws IllegalArgumentException if there is no such column
     */
    public TabularDataset columns(String... names) {
        int[] columns = Arrays.stream(names).mapToInt(this::indexOf).toArray();
        return new Views.Slice(this, null, columns, mode() == Mode.NONE ? Mode.TUPLE : mode());
    }

    /**
     * A view of some columns. Its examples are tuples where this table's are single elements.
     *
     * @param columns their positions, in the order wanted; negative ones count from the end
     * @return the view
     * @throws IndexOutOfBoundsException if there is no such column
     */
    public TabularDataset columns(int... columns) {
        int count = keys().size();
        return new Views.Slice(
                this,
                null,
                Arrays.stream(columns).map(c -> position(c, count, "column")).toArray(),
                mode() == Mode.NONE ? Mode.TUPLE : mode());
    }

    /**
     * A view of one column, whose examples are its elements.
     *
     * @param name its name
     * @return the view
     * @throws IllegalArgumentException if there is no such column
     */
    public TabularDataset column(String name) {
        return new Views.Slice(this, null, new int[] {indexOf(name)}, Mode.NONE);
    }

    /** A view whose examples are tuples. */
    public TabularDataset asTuple() {
        return new Views.InMode(this, Mode.TUPLE);
    }

    /** A view whose examples are maps. */
    public TabularDataset asDict() {
        return new Views.InMode(this, Mode.DICT);
    }

    /**
     * This table and others below it.
     *
     * @param others tables with the same columns
     * @return a view of all rows
     * @throws IllegalArgumentException if columns differ
     */
    public TabularDataset concat(TabularDataset... others) {
        return new Concatenation(with(others));
    }

    /**
     * This table and others beside it.
     *
     * @param others tables with the same number of rows and other columns
     * @return a view of all columns; examples are tuples, or maps if this table's are
     * @throws IllegalArgumentException if numbers of rows differ, or if a name occurs twice
     */
    public TabularDataset join(TabularDataset... others) {
        return new Joint(with(others));
    }

    private List<TabularDataset> with(TabularDataset... others) {
        List<TabularDataset> all = new ArrayList<>(List.of(this));
        all.addAll(Arrays.asList(others));
        return all;
    }

    /**
     * Applies a function to each example when it is asked for. What it returns decides the {@link #mode} of the view: tuples,
     * maps or single elements.
     *
     * @param keys names of the new columns
     * @param function makes a new example of one of this table's
     * @param <E> what an example is: a tuple, map or element, according to {@link #mode}
     * @return the view
     */
    public <E> TabularDataset transform(List<String> keys, Function<? super E, ?> function) {
        return Transformed.byRow(this, keys, function);
    }

    /**
     * Applies a function to several examples at once when they are asked for. What it returns decides the {@link #mode} of the
     * view: a tuple or map of columns, or a single one.
     *
     * @param keys names of the new columns
     * @param function makes new arrays or lists, of the same length, of those of this table
     * @param <E> what {@link #fetch} returns: a tuple, map or single one of arrays and lists
     * @return the view
     */
    public <E> TabularDataset transformBatch(List<String> keys, Function<? super E, ?> function) {
        return Transformed.byBatch(this, keys, function);
    }

    /**
     * A view that makes arrays in another way.
     *
     * @param converter does what {@link #convert} is to do
     * @param <E> what {@link #fetch} returns: a tuple, map or single one of arrays and lists
     * @return the view
     */
    public <E> TabularDataset withConverter(Function<? super E, ?> converter) {
        return new Views.Converting(this, converter);
    }

    private int indexOf(String name) {
        int index = keys().indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("There is no column '" + name + "'; columns are " + keys());
        }
        return index;
    }

    private static int position(int index, int size, String what) {
        int position = index < 0 ? index + size : index;
        if (position < 0 || position >= size) {
            throw new IndexOutOfBoundsException(
                    "There is no " + what + " " + index + " in a table of " + size + " " + what + "s");
        }
        return position;
    }

    static Column asColumn(Object data) {
        if (data instanceof List<?> list) {
            return Column.of(list);
        }
        if (data instanceof NDArray array) {
            return Column.of(array);
        }
        throw new IllegalArgumentException("An array or a list was expected as a column, got "
                + (data == null ? "null" : data.getClass().getName()));
    }

    static Object arrange(Mode mode, List<String> keys, Object[] parts) {
        switch (mode) {
            case TUPLE:
                return Tuple.of(parts);
            case DICT:
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = 0; i < parts.length; i++) {
                    map.put(keys.get(i), parts[i]);
                }
                return map;
            default:
                return parts[0];
        }
    }
}
