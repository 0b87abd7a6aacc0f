package org.chainer.dataset;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import org.chainer.array.NDArray;

/**
 * A sequence of examples of known size, each reached by its index: Chainer's {@code DatasetMixin}.
 *
 * <p>An example is whatever the converter and the model understand: an array, a {@link Tuple} of arrays, a map of them. Two
 * methods make a data set; reading or decoding may happen in {@link #get}. Where an iterator with several threads is used,
 * {@code get} must be safe to call from all of them.
 *
 * @param <T> type of an example
 */
public interface Dataset<T> extends Iterable<T> {

    /** The number of examples. */
    int size();

    /**
     * The example of the given index.
     *
     * @param index from 0 to {@code size() - 1}
     * @return the example
     * @throws IndexOutOfBoundsException if there is no such example
     */
    T get(int index);

    /**
     * The examples of several indices, as {@code dataset[[4, 0]]} gives them in Chainer.
     *
     * @param indices from 0 to {@code size() - 1}, in any order
     * @return one example an index, in the same order
     * @throws IndexOutOfBoundsException if there is no such example
     */
    default List<T> getAll(int... indices) {
        return Arrays.stream(indices).mapToObj(this::get).toList();
    }

    /**
     * The examples from {@code start} up to, but without, {@code stop}, as {@code dataset[start:stop]} gives them in Chainer.
     *
     * @param start index of the first example
     * @param stop index after the last example
     * @return the examples
     * @throws IndexOutOfBoundsException unless {@code 0 <= start <= stop <= size()}
     */
    default List<T> slice(int start, int stop) {
        Objects.checkFromToIndex(start, stop, size());
        return IntStream.range(start, stop).mapToObj(this::get).toList();
    }

    /** All examples in order of index; each step calls {@link #get}. */
    @Override
    default Iterator<T> iterator() {
        return asList().iterator();
    }

    /** A view as a list that cannot be changed; each access calls {@link #get}. */
    default List<T> asList() {
        final class View extends AbstractList<T> implements RandomAccess {
            @Override
            public T get(int index) {
                return Dataset.this.get(index);
            }

            @Override
            public int size() {
                return Dataset.this.size();
            }
        }
        return new View();
    }

    /**
     * A data set of the elements of a list, which is not copied.
     *
     * @param examples list with fast access by index
     * @param <T> type of an example
     * @return the data set
     */
    static <T> Dataset<T> of(List<T> examples) {
        Objects.requireNonNull(examples, "examples");
        return new Dataset<>() {
            @Override
            public int size() {
                return examples.size();
            }

            @Override
            public T get(int index) {
                return examples.get(Objects.checkIndex(index, examples.size()));
            }
        };
    }

    /**
     * A data set of an array's parts along its first axis, as an array in Chainer is one. Examples are views that share memory
     * with the array: zero-dimensional ones where it has one axis.
     *
     * @param array at least one-dimensional
     * @return the data set
     * @throws IllegalArgumentException if the array is zero-dimensional, or too long for {@code int} indices
     */
    static Dataset<NDArray> of(NDArray array) {
        if (array.rank() == 0 || array.dim(0) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Dataset.of: an array whose first axis counts at most "
                    + Integer.MAX_VALUE + " examples was expected, got shape " + array.shape());
        }
        return new Dataset<>() {
            @Override
            public int size() {
                return (int) array.dim(0);
            }

            @Override
            public NDArray get(int index) {
                return array.select(0, Objects.checkIndex(index, size()));
            }
        };
    }
}
