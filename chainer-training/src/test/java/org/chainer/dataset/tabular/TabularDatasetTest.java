package org.chainer.dataset.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.dataset.Tuple;
import org.junit.jupiter.api.Test;

class TabularDatasetTest {

    /** Element of column c in row r is 10 c + r; tells what it was asked for. */
    private static final class Table extends TabularDataset {

        private final List<String> asked = new ArrayList<>();

        @Override
        public int size() {
            return 4;
        }

        @Override
        public List<String> keys() {
            return List.of("a", "b", "c");
        }

        @Override
        public Mode mode() {
            return Mode.TUPLE;
        }

        @Override
        public List<Column> getExamples(int[] rows, int[] columns) {
            asked.add(Arrays.toString(rows) + Arrays.toString(columns));
            int[] wanted = columns == null ? new int[] {0, 1, 2} : columns;
            return Arrays.stream(wanted)
                    .mapToObj(c -> Column.of(List.of(10 * c, 10 * c + 1, 10 * c + 2, 10 * c + 3))
                            .select(rows))
                    .toList();
        }
    }

    private final Table table = new Table();

    private static TabularDataset arrays() {
        return new TabularBuilder()
                .column("x", NDArray.of(0, 1, 2, 3, 4, 5).reshape(3, 2))
                .column("name", List.of("n0", "n1", "n2"))
                .build();
    }

    @Test
    void rowsAreTuplesMapsOrElements() {
        assertThat(table.get(1)).isEqualTo(Tuple.of(1, 11, 21));
        assertThat(table.asDict().get(1)).isEqualTo(Map.of("a", 1, "b", 11, "c", 21));
        assertThat(table.asDict().asTuple().get(3)).isEqualTo(Tuple.of(3, 13, 23));
        assertThat(table.column("b").get(2)).isEqualTo(12);
        assertThat(table).hasSize(4).contains(Tuple.of(0, 10, 20));
        assertThatThrownBy(() -> table.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void viewsAskOnlyForWhatIsNeeded() {
        TabularDataset view = table.rows(3, -3).columns("c", "a");
        assertThat(view.keys()).containsExactly("c", "a");
        assertThat(view.size()).isEqualTo(2);
        table.asked.clear();
        assertThat(view.get(1)).isEqualTo(Tuple.of(21, 1));
        assertThat(view.rows(0).columns(1).asDict().get(0)).isEqualTo(Map.of("a", 3));
        assertThat(view.fetch()).isEqualTo(Tuple.of(List.of(23, 21), List.of(3, 1)));
        assertThat(table.asked).containsExactly("[1][2, 0]", "[3][0]", "[3, 1][2, 0]");
    }

    @Test
    void rowsByMaskAndRange() {
        assertThat(table.rows(new boolean[] {true, false, false, true}).column("a"))
                .containsExactly(0, 3);
        assertThat(table.rowRange(1, 3).column("b")).containsExactly(11, 12);
        assertThat(table.columns(-1, 0).keys()).containsExactly("c", "a");
        assertThat(table.column("a").columns("a").get(0)).isEqualTo(Tuple.of(0));
        assertThatThrownBy(() -> table.rows(new boolean[3]))
                .hasMessageContaining("3 values")
                .hasMessageContaining("4 rows");
        assertThatThrownBy(() -> table.rows(4)).hasMessageContaining("no row 4 in a table of 4 rows");
        assertThatThrownBy(() -> table.rows(-5)).hasMessageContaining("no row -5");
        assertThatThrownBy(() -> table.columns(3)).hasMessageContaining("no column 3 in a table of 3");
        assertThatThrownBy(() -> table.columns("z")).hasMessageContaining("'z'").hasMessageContaining("[a, b, c]");
        assertThatThrownBy(() -> table.rowRange(2, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void arraysStayArrays() {
        TabularDataset data = arrays();
        Tuple row = (Tuple) data.get(1);
        assertThat(row.<NDArray>get(0).toIntArray()).containsExactly(2, 3);
        assertThat(row.<String>get(1)).isEqualTo("n1");
        NDArray some = (NDArray) data.rows(2, 0).column("x").fetch();
        assertThat(some.toNestedArray()).isEqualTo(new int[][] {{4, 5}, {0, 1}});
        assertThat(((Tuple) data.fetch()).<NDArray>get(0).shape()).isEqualTo(Shape.of(3, 2));
    }

    @Test
    void concatenatedTablesLieBelowEachOther() {
        TabularDataset both = table.concat(new Table().rows(3, 2));
        assertThat(both.size()).isEqualTo(6);
        assertThat(both.column("a")).containsExactly(0, 1, 2, 3, 3, 2);
        assertThat(both.rows(5, 0, 4).fetch())
                .isEqualTo(Tuple.of(List.of(2, 0, 3), List.of(12, 10, 13), List.of(22, 20, 23)));
        assertThat(both.rows().fetch()).isEqualTo(Tuple.of(List.of(), List.of(), List.of()));
        assertThat(arrays().concat(arrays()).rows(4).column("x").fetch()).isInstanceOf(NDArray.class);
        assertThatThrownBy(() -> table.concat(arrays())).hasMessageContaining("[a, b, c] and [x, name]");
    }

    @Test
    void joinedTablesLieBesideEachOther() {
        TabularDataset other = new TabularBuilder()
                .column("d", List.of(30, 31, 32, 33))
                .column("e", List.of(40, 41, 42, 43))
                .build();
        TabularDataset both = table.column("c").join(other.asDict());
        assertThat(both.keys()).containsExactly("c", "d", "e");
        assertThat(both.get(1)).isEqualTo(Map.of("c", 21, "d", 31, "e", 41));
        assertThat(both.asTuple().columns("e", "c").columns(0, 1, 0).rows(2).get(0))
                .isEqualTo(Tuple.of(42, 22, 42));
        assertThat(table.column("a").join(other.column("d")).mode()).isEqualTo(Mode.TUPLE);
        assertThatThrownBy(() -> table.join(arrays())).hasMessageContaining("got 4 and 3");
        assertThatThrownBy(() -> table.join(new Table())).hasMessageContaining("two columns 'a'");
    }

    @Test
    void transformedRows() {
        TabularDataset tuples = table.transform(List.of("s", "t"), (Tuple row) -> {
            int a = row.get(0);
            int c = row.get(2);
            return Tuple.of(a + c, "r" + a);
        });
        assertThat(tuples.keys()).containsExactly("s", "t");
        assertThat(tuples.get(2)).isEqualTo(Tuple.of(24, "r2"));
        assertThat(tuples.columns("t").rows(3, 0).fetch()).isEqualTo(Tuple.of(List.of("r3", "r0")));

        TabularDataset maps = table.asDict()
                .transform(List.of("v"), (Map<String, Object> row) -> Map.of("v", row.get("b"), "unused", 0));
        assertThat(maps.mode()).isEqualTo(Mode.DICT);
        assertThat(maps.get(1)).isEqualTo(Map.of("v", 11));

        TabularDataset elements = table.column("a").transform(List.of("v"), (Integer a) -> a * a);
        assertThat(elements.mode()).isEqualTo(Mode.NONE);
        assertThat(elements).containsExactly(0, 1, 4, 9);
    }

    @Test
    void transformedBatches() {
        TabularDataset sums = table.transformBatch(List.of("sum", "size"), (Tuple columns) -> {
            List<Integer> a = columns.get(0);
            List<Integer> b = columns.get(1);
            List<Integer> sum = new ArrayList<>();
            for (int i = 0; i < a.size(); i++) {
                sum.add(a.get(i) + b.get(i));
            }
            return Tuple.of(sum, Collections.nCopies(a.size(), a.size()));
        });
        assertThat(sums.rows(3, 1).fetch()).isEqualTo(Tuple.of(List.of(16, 12), List.of(2, 2)));
        TabularDataset twice = arrays().column("x").transformBatch(List.of("y"), (NDArray x) -> x.mul(2));
        assertThat(((NDArray) twice.get(2)).toIntArray()).containsExactly(8, 10);
        TabularDataset wrong = table.column("a").transformBatch(List.of("v"), (List<Integer> a) -> List.of());
        assertThatThrownBy(wrong::fetch).hasMessageContaining("0 elements for column 'v' of 4");
    }

    @Test
    void functionsMustKeepTheirPromises() {
        TabularDataset changing =
                table.transform(List.of("v"), (Tuple row) -> row.<Integer>get(0) == 0 ? 1 : Tuple.of(1));
        assertThatThrownBy(changing::fetch).hasMessageContaining("NONE before, and now TUPLE");
        TabularDataset few = table.transform(List.of("v", "w"), (Tuple row) -> Tuple.of(1));
        assertThatThrownBy(few::fetch).hasMessageContaining("1 elements for the columns [v, w]");
        TabularDataset other = table.transform(List.of("v"), (Tuple row) -> Map.of("w", 1));
        assertThatThrownBy(other::fetch).hasMessageContaining("[w], expected [v]");
        TabularDataset none = table.rows().transform(List.of("v"), (Tuple row) -> 1);
        assertThatThrownBy(none::mode).hasMessageContaining("there is no row");
    }

    @Test
    void dataBecomeArrays() {
        TabularDataset data = new TabularBuilder()
                .column("array", NDArrays.arange(3))
                .column("parts", List.of(NDArray.of(1f, 2f), NDArray.of(3f, 4f), NDArray.of(5f, 6f)))
                .column("ints", List.of(1, 2, 3))
                .column("longs", List.of(1L, 2, (short) 3))
                .column("floats", List.of(1f, 2f, 3f))
                .column("mixed", List.of(1, 2.5, 3f))
                .column("flags", List.of(true, false, true))
                .build();
        Tuple converted = (Tuple) data.convert(data.fetch());
        assertThat(converted.toList().stream().map(a -> ((NDArray) a).dtype()))
                .containsExactly(
                        DType.INT64, DType.FLOAT32, DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64, DType.BOOL);
        assertThat(converted.<NDArray>get(1).shape()).isEqualTo(Shape.of(3, 2));
        assertThat(converted.<NDArray>get(5).toDoubleArray()).containsExactly(1, 2.5, 3);

        TabularDataset ints = data.column("ints");
        assertThat(((NDArray) ints.convert(ints.fetch())).toIntArray()).containsExactly(1, 2, 3);
        Map<?, ?> map = (Map<?, ?>) data.asDict().convert(data.asDict().fetch());
        assertThat(map.get("flags")).isInstanceOf(NDArray.class);

        assertThatThrownBy(() -> arrays().convert(arrays().fetch()))
                .hasMessageContaining("java.lang.String")
                .hasMessageContaining("withConverter");
        assertThatThrownBy(() -> ints.convert(List.of())).hasMessageContaining("no dtype");
        assertThatThrownBy(() -> ints.convert("text")).hasMessageContaining("java.lang.String");
    }

    @Test
    void convertersAreKeptByViews() {
        TabularDataset data = arrays().withConverter(
                        (Tuple columns) -> columns.<List<?>>get(1).size());
        assertThat(data.rows(0, 1).convert(data.rows(0, 1).fetch())).isEqualTo(2);
        Function<Object, Object> first = d -> "first";
        assertThat(arrays().withConverter(first).concat(arrays()).convert(null)).isEqualTo("first");
    }

    @Test
    void functionsMakeColumnsWhenAsked() {
        List<Integer> asked = new ArrayList<>();
        TabularDataset data = new TabularBuilder()
                .column("b", i -> {
                    asked.add(i);
                    return "b" + i;
                })
                .columns(List.of("d", "e"), i -> Map.of("e", "e" + i, "d", "d" + i))
                .column("a", NDArrays.arange(10))
                .build();
        assertThat(data.size()).isEqualTo(10);
        assertThat(data.keys()).containsExactly("b", "d", "e", "a");
        asked.clear();
        assertThat(data.columns("e", "b").get(7)).isEqualTo(Tuple.of("e7", "b7"));
        assertThat(asked).containsExactly(7);

        TabularDataset squares =
                new TabularBuilder().column("s", i -> i * i).size(5).build();
        assertThat(squares.column("s")).containsExactly(0, 1, 4, 9, 16);
        assertThatThrownBy(() -> new TabularBuilder().column("s", i -> i).build())
                .hasMessageContaining("size(rows)");
        assertThatThrownBy(() -> new TabularBuilder().build()).hasMessageContaining("no columns");
        assertThatThrownBy(() -> new TabularBuilder()
                        .column("a", List.of(1))
                        .column("b", List.of(1, 2))
                        .build())
                .hasMessageContaining("got 1 and 2");
    }

    @Test
    void delegatesPassOn() {
        TabularDataset mine = new DelegateDataset(arrays());
        assertThat(mine.size()).isEqualTo(3);
        assertThat(mine.keys()).containsExactly("x", "name");
        assertThat(mine.rows(1).column("name").get(0)).isEqualTo("n1");
    }
}
