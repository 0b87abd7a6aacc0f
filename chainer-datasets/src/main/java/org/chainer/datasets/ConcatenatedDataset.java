package org.chainer.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.chainer.dataset.Dataset;

/**
 * Data sets one after the other.
 *
 * @param <T> type of an example
 */
public final class ConcatenatedDataset<T> implements Dataset<T> {

    private final List<Dataset<? extends T>> datasets = new ArrayList<>();

    /**
     * Puts data sets one after the other. They may still grow; sizes are asked at each access.
     *
     * @param datasets in the order of their examples
     */
    @SafeVarargs
    public ConcatenatedDataset(Dataset<? extends T>... datasets) {
        for (Dataset<? extends T> dataset : datasets) {
            this.datasets.add(dataset);
        }
    }

    @Override
    public int size() {
        return datasets.stream().mapToInt(Dataset::size).reduce(0, Math::addExact);
    }

    @Override
    public T get(int index) {
        int rest = Objects.checkIndex(index, size());
        for (Dataset<? extends T> dataset : datasets) {
            if (rest < dataset.size()) {
                return dataset.get(rest);
            }
            rest -= dataset.size();
        }
        throw new IndexOutOfBoundsException(index);
    }
}
