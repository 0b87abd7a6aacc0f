package org.chainer.dataset.tabular;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Views that look at one table. */
final class Views {

    private Views() {}

    /** Some rows and columns. */
    static final class Slice extends DelegateDataset {

        private final TabularDataset base;
        private final int[] rows;
        private final int[] columns;
        private final Mode mode;

        Slice(TabularDataset base, int[] rows, int[] columns, Mode mode) {
            super(base);
            this.base = base;
            this.rows = rows;
            this.columns = columns;
            this.mode = mode;
        }

        @Override
        public int size() {
            return rows == null ? base.size() : rows.length;
        }

        @Override
        public List<String> keys() {
            List<String> names = base.keys();
            return columns == null
                    ? names
                    : Arrays.stream(columns).mapToObj(names::get).toList();
        }

        @Override
        public Mode mode() {
            return mode;
        }

        @Override
        public List<Column> getExamples(int[] wantedRows, int[] wantedColumns) {
            return base.getExamples(compose(rows, wantedRows), compose(columns, wantedColumns));
        }

        private static int[] compose(int[] outer, int[] inner) {
            if (outer == null || inner == null) {
                return outer == null ? inner : outer;
            }
            return Arrays.stream(inner).map(i -> outer[i]).toArray();
        }
    }

    /** The same table in another mode. */
    static final class InMode extends DelegateDataset {

        private final Mode mode;

        InMode(TabularDataset base, Mode mode) {
            super(base);
            this.mode = mode;
        }

        @Override
        public Mode mode() {
            return mode;
        }
    }

    /** The same table with another converter. */
    static final class Converting extends DelegateDataset {

        private final Function<Object, ?> converter;

        @SuppressWarnings("unchecked")
        Converting(TabularDataset base, Function<?, ?> converter) {
            super(base);
            this.converter = (Function<Object, ?>) converter;
        }

        @Override
        public Object convert(Object data) {
            return converter.apply(data);
        }
    }
}
