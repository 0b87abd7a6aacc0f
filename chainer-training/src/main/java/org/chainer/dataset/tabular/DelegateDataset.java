package org.chainer.dataset.tabular;

import java.util.List;

/**
 * A table that is made from another one by its subclass: Chainer's {@code DelegateDataset}.
 *
 * <pre>{@code
 * final class MyData extends DelegateDataset {
 *     MyData() {
 *         super(new TabularBuilder().column("x", array).column("name", i -> "row " + i).build());
 *     }
 * }
 * }</pre>
 */
public class DelegateDataset extends TabularDataset {

    private final TabularDataset dataset;

    /**
     * A table that passes everything on.
     *
     * @param dataset the table that does the work
     */
    public DelegateDataset(TabularDataset dataset) {
        this.dataset = dataset;
    }

    @Override
    public int size() {
        return dataset.size();
    }

    @Override
    public List<String> keys() {
        return dataset.keys();
    }

    @Override
    public Mode mode() {
        return dataset.mode();
    }

    @Override
    public List<Column> getExamples(int[] rows, int[] columns) {
        return dataset.getExamples(rows, columns);
    }

    @Override
    public Object convert(Object data) {
        return dataset.convert(data);
    }
}
