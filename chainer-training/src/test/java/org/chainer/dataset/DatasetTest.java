package org.chainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.junit.jupiter.api.Test;

class DatasetTest {

    private static final Dataset<Integer> SQUARES = new Dataset<>() {
        @Override
        public int size() {
            return 5;
        }

        @Override
        public Integer get(int index) {
            return index * index;
        }
    };

    @Test
    void twoMethodsMakeADataset() {
        assertThat(SQUARES).containsExactly(0, 1, 4, 9, 16);
        assertThat(SQUARES.getAll(4, 0, 4)).containsExactly(16, 0, 16);
        assertThat(SQUARES.slice(1, 3)).containsExactly(1, 4);
        assertThat(SQUARES.slice(5, 5)).isEmpty();
        assertThat(SQUARES.asList()).isEqualTo(List.of(0, 1, 4, 9, 16));
    }

    @Test
    void listsAreDatasets() {
        Dataset<String> dataset = Dataset.of(List.of("a", "b"));
        assertThat(dataset.size()).isEqualTo(2);
        assertThat(dataset).containsExactly("a", "b");
        assertThatThrownBy(() -> dataset.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> dataset.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void arraysAreDatasetsOfTheirRows() {
        NDArray array = NDArray.of(1, 2, 3, 4, 5, 6).reshape(3, 2);
        Dataset<NDArray> rows = Dataset.of(array);
        assertThat(rows.size()).isEqualTo(3);
        assertThat(rows.get(1).toIntArray()).containsExactly(3, 4);
        rows.get(1).fill(9);
        assertThat(array.toIntArray()).containsExactly(1, 2, 9, 9, 5, 6);
        assertThat(Dataset.of(NDArray.of(7, 8)).get(1).shape().rank()).isZero();
        assertThatThrownBy(() -> rows.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> rows.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Dataset.of(NDArray.scalar(1, DType.INT32))).hasMessageContaining("shape ()");
    }

    @Test
    void slicesMustLieWithin() {
        assertThatThrownBy(() -> SQUARES.slice(3, 6)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> SQUARES.slice(3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> SQUARES.asList().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void tuplesCompareAndPrintAsInPython() {
        Tuple pair = Tuple.of("x", 3);
        String first = pair.get(0);
        int second = pair.get(1);
        assertThat(first).isEqualTo("x");
        assertThat(second).isEqualTo(3);
        assertThat(pair.size()).isEqualTo(2);
        assertThat(pair).isEqualTo(Tuple.of("x", 3)).hasSameHashCodeAs(Tuple.of("x", 3));
        assertThat(pair).isNotEqualTo(Tuple.of(3, "x")).isNotEqualTo(Tuple.of("x"));
        assertThat(pair).hasToString("(x, 3)");
        assertThat(Tuple.of("x")).hasToString("(x,)");
        assertThat(pair.toList()).containsExactly("x", 3);
        assertThatThrownBy(() -> pair.get(2)).hasMessageContaining("no part 2 in a tuple of 2");
    }

    @Test
    void tuplesDoNotFollowTheArrayTheyWereMadeOf() {
        Object[] parts = {"a", "b"};
        Tuple tuple = Tuple.of(parts);
        parts[0] = "c";
        assertThat(tuple).isEqualTo(Tuple.of("a", "b"));
    }
}
