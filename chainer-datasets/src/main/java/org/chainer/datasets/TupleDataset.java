package org.chainer.datasets;

import java.util.Arrays;
import java.util.List;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;

/**
 * Data sets of equal size side by side: example {@code i} is the tuple of their examples {@code i}.
 *
 * <p>With {@code d1 = [8, 0, 5]} and {@code d2 = [3, 1, 7]} the examples are {@code (8, 3), (0, 1), (5, 7)}.
 */
public final class TupleDataset implements Dataset<Tuple> {

    private final List<Dataset<?>> datasets;

    /**
     * Puts data sets side by side.
     *
     * @param datasets at least one; all of the same size
     * @throws IllegalArgumentException if there is none, or if sizes differ
     */
    public TupleDataset(Dataset<?>... datasets) {
        this.datasets = List.of(datasets);
        if (datasets.length == 0) {
            throw new IllegalArgumentException("TupleDataset: no data sets are given");
        }
        for (int i = 1; i < datasets.length; i++) {
            if (datasets[i].size() != datasets[0].size()) {
                throw new IllegalArgumentException("TupleDataset: data set " + i + " has " + datasets[i].size()
                        + " examples, but data set 0 has " + datasets[0].size() + " (sizes: "
                        + Arrays.stream(datasets).map(Dataset::size).toList() + ")");
            }
        }
    }

    /**
     * Puts arrays side by side, such as images and their labels.
     *
     * @param columns at least one; all of the same length along their first axis
     * @return the data set, whose examples are tuples of views of the arrays
     * @throws IllegalArgumentException if there is none, or if lengths differ
     */
    public static TupleDataset of(NDArray... columns) {
        return new TupleDataset(Arrays.stream(columns).map(Dataset::of).toArray(Dataset<?>[]::new));
    }

    /** The data sets that lie side by side. */
    public List<Dataset<?>> datasets() {
        return datasets;
    }

    @Override
    public int size() {
        return datasets.get(0).size();
    }

    @Override
    public Tuple get(int index) {
        return Tuple.of(
                datasets.stream().map(dataset -> (Object) dataset.get(index)).toArray());
    }
}
