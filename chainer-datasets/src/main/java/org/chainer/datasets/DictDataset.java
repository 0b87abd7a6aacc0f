package org.chainer.datasets;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainer.dataset.Dataset;

/** Named data sets of equal size side by side: example {@code i} maps each name to that data set's example {@code i}. */
public final class DictDataset implements Dataset<Map<String, Object>> {

    private final Map<String, Dataset<?>> datasets;
    private final int size;

    /**
     * Puts data sets side by side.
     *
     * @param datasets at least one, by name; all of the same size; examples keep the map's order
     * @throws IllegalArgumentException if there is none, or if sizes differ
     */
    public DictDataset(Map<String, ? extends Dataset<?>> datasets) {
        if (datasets.isEmpty()) {
            throw new IllegalArgumentException("DictDataset: no data sets are given");
        }
        this.datasets = Collections.unmodifiableMap(new LinkedHashMap<>(datasets));
        Map.Entry<String, Dataset<?>> first =
                this.datasets.entrySet().iterator().next();
        size = first.getValue().size();
        this.datasets.forEach((name, dataset) -> {
            if (dataset.size() != size) {
                throw new IllegalArgumentException("DictDataset: '" + name + "' has " + dataset.size()
                        + " examples, but '" + first.getKey() + "' has " + size);
            }
        });
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Map<String, Object> get(int index) {
        Map<String, Object> example = new LinkedHashMap<>();
        datasets.forEach((name, dataset) -> example.put(name, dataset.get(index)));
        return example;
    }
}
