package org.chainer.dataset.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.chainer.array.NDArray;

/**
 * Puts a table together from arrays, lists and functions: Chainer's {@code tabular.from_data}.
 *
 * <pre>{@code
 * TabularDataset table = new TabularBuilder()
 *         .column("a", NDArrays.arange(10))
 *         .column("b", i -> "b[" + i + "]")
 *         .columns(List.of("d", "e"), i -> Tuple.of("d" + i, "e" + i))
 *         .build();
 * table.get(0);   // (0, b[0], d0, e0)
 * }</pre>
 */
public final class TabularBuilder {

    private final List<IntFunction<TabularDataset>> parts = new ArrayList<>();
    private Integer size;

    /** A table without columns. */
    public TabularBuilder() {}

    /**
     * Adds a column whose elements are the parts of an array along its first axis.
     *
     * @param name its name
     * @param array at least one-dimensional
     * @return this builder
     */
    public TabularBuilder column(String name, NDArray array) {
        return column(name, Column.of(array));
    }

    /**
     * Adds a column of any objects.
     *
     * @param name its name
     * @param list the elements; not copied
     * @return this builder
     */
    public TabularBuilder column(String name, List<?> list) {
        return column(name, Column.of(list));
    }

    private TabularBuilder column(String name, Column column) {
        size = size == null ? column.size() : size;
        parts.add(rows -> new Stored(name, column));
        return this;
    }

    /**
     * Adds a column whose elements are made when they are asked for.
     *
     * @param name its name
     * @param function makes the element of a row
     * @return this builder
     */
    public TabularBuilder column(String name, IntFunction<?> function) {
        return columns(List.of(name), function);
    }

    /**
     * Adds columns whose elements are made together when they are asked for.
     *
     * @param names their names
     * @param function makes a tuple or map of the elements of a row
     * @return this builder
     */
    public TabularBuilder columns(List<String> names, IntFunction<?> function) {
        parts.add(rows -> Transformed.byRow(
                new Stored("index", Column.of(IntStream.range(0, rows).boxed().toList())).column("index"),
                names,
                (Integer row) -> function.apply(row)));
        return this;
    }

    /**
     * Says how many rows there are; needed where all columns are functions.
     *
     * @param rows the number of rows
     * @return this builder
     */
    public TabularBuilder size(int rows) {
        size = rows;
        return this;
    }

    /**
     * The table; its examples are tuples.
     *
     * @return the table
     * @throws IllegalArgumentException if there is no column, if lengths differ, or if a name occurs twice
     * @throws IllegalStateException if there are only functions and no {@link #size}
     */
    public TabularDataset build() {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("TabularBuilder: there are no columns");
        }
        if (size == null) {
            throw new IllegalStateException(
                    "TabularBuilder: all columns are functions, so size(rows) must say how many rows there are");
        }
        List<TabularDataset> tables =
                parts.stream().map(part -> part.apply(size)).toList();
        return new Joint(tables).asTuple();
    }

    /** A column that is there. */
    private static final class Stored extends TabularDataset {

        private final List<String> keys;
        private final Column column;

        Stored(String name, Column column) {
            this.keys = List.of(name);
            this.column = column;
        }

        @Override
        public int size() {
            return column.size();
        }

        @Override
        public List<String> keys() {
            return keys;
        }

        @Override
        public Mode mode() {
            return Mode.NONE;
        }

        @Override
        public List<Column> getExamples(int[] rows, int[] columns) {
            Column selected = column.select(rows);
            return columns == null
                    ? List.of(selected)
                    : Arrays.stream(columns).mapToObj(c -> selected).toList();
        }
    }
}
