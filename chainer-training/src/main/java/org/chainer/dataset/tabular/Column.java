package org.chainer.dataset.tabular;

import java.util.Arrays;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.dataset.Dataset;

/** Elements of one column of a table: an array, whose first axis counts rows, or a list. Immutable, as far as its data are. */
public final class Column {

    private final NDArray array;
    private final List<?> list;

    private Column(NDArray array, List<?> list) {
        this.array = array;
        this.list = list;
    }

    /**
     * A column whose elements are the parts of an array along its first axis.
     *
     * @param array at least one-dimensional
     * @return the column
     */
    public static Column of(NDArray array) {
        return new Column(array, Dataset.of(array).asList());
    }

    /**
     * A column of any objects.
     *
     * @param list the elements; not copied
     * @return the column
     */
    public static Column of(List<?> list) {
        return new Column(null, list);
    }

    /** The number of elements. */
    public int size() {
        return list.size();
    }

    /**
     * One element.
     *
     * @param row from 0 to {@code size() - 1}
     * @return a view of the array's part, or the list's object
     */
    public Object get(int row) {
        return list.get(row);
    }

    /** The array or list that this column was made of. */
    public Object data() {
        return array != null ? array : list;
    }

    /**
     * Some elements, in the given order.
     *
     * @param rows their rows; null for all
     * @return a column of them
     */
    public Column select(int[] rows) {
        if (rows == null) {
            return this;
        }
        if (array != null) {
            return of(array.take(NDArray.of(rows).toDevice(array.device()), 0));
        }
        return of(Arrays.stream(rows).<Object>mapToObj(list::get).toList());
    }

    /**
     * The elements as one array. Arrays are stacked. Integers become int32, longs int64, floats float32, doubles float64 and
     * booleans bool; mixed numbers become int64 if all are whole by type, else float64.
     *
     * @return the array
     * @throws IllegalArgumentException if there is no element, or if elements are neither all arrays nor all numbers nor all
     *     booleans
     */
    public NDArray toArray() {
        if (array != null) {
            return array;
        }
        if (list.isEmpty()) {
            throw new IllegalArgumentException("An empty column has no dtype, so that no array can be made of it");
        }
        if (all(NDArray.class)) {
            return NDArrays.stack(list.stream().map(NDArray.class::cast).toList(), 0);
        }
        if (all(Boolean.class)) {
            boolean[] values = new boolean[list.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (Boolean) list.get(i);
            }
            return NDArray.of(values);
        }
        if (all(Number.class)) {
            return numbers();
        }
        Object odd =
                list.stream().filter(e -> !(e instanceof Number)).findFirst().orElse(null);
        throw new IllegalArgumentException("A column of arrays or numbers was expected, but an element is "
                + (odd == null ? "null" : "of type " + odd.getClass().getName())
                + "; use withConverter to say how to make an array of it");
    }

    private NDArray numbers() {
        if (all(Integer.class)) {
            return NDArray.of(list.stream().mapToInt(e -> (Integer) e).toArray());
        }
        if (list.stream()
                .allMatch(e -> e instanceof Integer || e instanceof Long || e instanceof Short || e instanceof Byte)) {
            return NDArray.of(
                    list.stream().mapToLong(e -> ((Number) e).longValue()).toArray());
        }
        NDArray doubles = NDArray.of(
                list.stream().mapToDouble(e -> ((Number) e).doubleValue()).toArray());
        return all(Float.class) ? doubles.astype(DType.FLOAT32) : doubles;
    }

    private boolean all(Class<?> type) {
        return list.stream().allMatch(type::isInstance);
    }
}
