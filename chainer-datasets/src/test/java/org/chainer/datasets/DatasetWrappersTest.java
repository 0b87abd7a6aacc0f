package org.chainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.junit.jupiter.api.Test;

class DatasetWrappersTest {

    private static final Dataset<Integer> NUMBERS = range(10);
    private static final Dataset<String> LETTERS = Dataset.of(List.of("a", "b", "c"));

    private static Dataset<Integer> range(int size) {
        return Dataset.of(IntStream.range(0, size).boxed().toList());
    }

    @Test
    void tuplesLieSideBySide() {
        TupleDataset dataset = new TupleDataset(range(3), LETTERS);
        assertThat(dataset.size()).isEqualTo(3);
        assertThat(dataset).containsExactly(Tuple.of(0, "a"), Tuple.of(1, "b"), Tuple.of(2, "c"));
        assertThat(dataset.datasets().get(1)).isSameAs(LETTERS);
        assertThatThrownBy(() -> dataset.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new TupleDataset(LETTERS, LETTERS, NUMBERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("data set 2 has 10 examples")
                .hasMessageContaining("[3, 3, 10]");
        assertThatThrownBy(TupleDataset::new).hasMessageContaining("no data sets");
    }

    @Test
    void namedDatasetsLieSideBySide() {
        Map<String, Dataset<?>> columns = new LinkedHashMap<>();
        columns.put("y", LETTERS);
        columns.put("x", range(3));
        DictDataset dataset = new DictDataset(columns);
        assertThat(dataset.size()).isEqualTo(3);
        assertThat(dataset.get(1)).isEqualTo(Map.of("x", 1, "y", "b"));
        assertThat(dataset.get(1).keySet()).containsExactly("y", "x");
        columns.put("z", NUMBERS);
        assertThat(dataset.get(0)).hasSize(2);
        assertThatThrownBy(() -> new DictDataset(columns)).hasMessageContaining("'z' has 10 examples, but 'y' has 3");
        assertThatThrownBy(() -> new DictDataset(Map.of())).hasMessageContaining("no data sets");
    }

    @Test
    void concatenatedDatasetsFollowEachOther() {
        ConcatenatedDataset<Object> dataset = new ConcatenatedDataset<>(range(2), range(0), LETTERS);
        assertThat(dataset).containsExactly(0, 1, "a", "b", "c");
        assertThatThrownBy(() -> dataset.get(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> dataset.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(new ConcatenatedDataset<Integer>().size()).isZero();
    }

    @Test
    void concatenatedDatasetsMayGrow() {
        List<Integer> growing = new ArrayList<>(List.of(1));
        ConcatenatedDataset<Integer> dataset = new ConcatenatedDataset<>(Dataset.of(growing), range(1));
        growing.add(2);
        assertThat(dataset).containsExactly(1, 2, 0);
    }

    @Test
    void transformedExamplesAreMadeWhenAskedFor() {
        List<Integer> asked = new ArrayList<>();
        TransformDataset<Integer, String> dataset = new TransformDataset<>(NUMBERS, i -> {
            asked.add(i);
            return "<" + i + ">";
        });
        assertThat(dataset.size()).isEqualTo(10);
        assertThat(asked).isEmpty();
        assertThat(dataset.get(7)).isEqualTo("<7>");
        assertThat(asked).containsExactly(7);
    }

    @Test
    void subsetsAreIntervalsOfAnOrder() {
        assertThat(new SubDataset<>(NUMBERS, 3, 6)).containsExactly(3, 4, 5);
        int[] backwards = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
        SubDataset<Integer> subset = new SubDataset<>(NUMBERS, 1, 4, backwards);
        backwards[1] = 0;
        assertThat(subset).containsExactly(8, 7, 6);
        assertThatThrownBy(() -> subset.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> subset.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(new SubDataset<>(NUMBERS, 10, 10)).isEmpty();
        for (int[] bad : new int[][] {{-1, 3}, {0, 11}, {4, 3}}) {
            assertThatThrownBy(() -> new SubDataset<>(NUMBERS, bad[0], bad[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad[0] + " to " + bad[1])
                    .hasMessageContaining("10");
        }
        assertThatThrownBy(() -> new SubDataset<>(NUMBERS, 0, 1, new int[3])).hasMessageContaining("3 indices");
    }

    @Test
    void splitsInTwo() {
        SubDataset.Split<Integer> split = SubDataset.splitDataset(NUMBERS, 7);
        assertThat(split.first()).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(split.second()).containsExactly(7, 8, 9);
        assertThatThrownBy(() -> SubDataset.splitDataset(NUMBERS, 11)).hasMessageContaining("cannot be split at 11");
        assertThatThrownBy(() -> SubDataset.splitDataset(NUMBERS, -1)).hasMessageContaining("cannot be split at -1");
    }

    @Test
    void randomSplitsCoverTheWholeAndFollowTheSeed() {
        SubDataset.Split<Integer> split = SubDataset.splitDatasetRandom(range(100), 60, 1);
        Set<Integer> all = new HashSet<>(split.first().asList());
        assertThat(all).hasSize(60);
        assertThat(split.first().asList()).isNotEqualTo(range(60).asList());
        all.addAll(split.second().asList());
        assertThat(all).hasSize(100);
        assertThat(SubDataset.splitDatasetRandom(range(100), 60, 1).first().asList())
                .isEqualTo(split.first().asList());
        assertThat(SubDataset.splitDatasetRandom(range(100), 60, 2).first().asList())
                .isNotEqualTo(split.first().asList());
    }

    @Test
    void splitsIntoEqualParts() {
        assertThat(SubDataset.splitDatasetN(NUMBERS, 3).stream().map(Dataset::asList))
                .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6, 7, 8));
        List<SubDataset<Integer>> parts = SubDataset.splitDatasetNRandom(range(100), 4, 0);
        assertThat(parts).hasSize(4).allMatch(part -> part.size() == 25);
        assertThat(parts.stream().flatMap(part -> part.asList().stream()).distinct())
                .hasSize(100);
        assertThatThrownBy(() -> SubDataset.splitDatasetN(NUMBERS, 0)).hasMessageContaining("got 0");
    }

    @Test
    void foldsOfACrossValidationAreChainersOwn() {
        List<SubDataset.Split<Integer>> splits = SubDataset.getCrossValidationDatasets(NUMBERS, 3);
        assertThat(splits.stream().map(s -> s.second().asList()))
                .containsExactly(List.of(6, 7, 8, 9), List.of(3, 4, 5), List.of(0, 1, 2));
        assertThat(splits.stream().map(s -> s.first().asList()))
                .containsExactly(List.of(0, 1, 2, 3, 4, 5), List.of(6, 7, 8, 9, 0, 1, 2), List.of(3, 4, 5, 6, 7, 8, 9));
        assertThatThrownBy(() -> SubDataset.getCrossValidationDatasets(NUMBERS, 0))
                .hasMessageContaining("got 0");
    }

    @Test
    void randomFoldsCoverTheWhole() {
        List<SubDataset.Split<Integer>> splits = SubDataset.getCrossValidationDatasetsRandom(range(50), 7, 3);
        assertThat(splits.stream().flatMap(s -> s.second().asList().stream()))
                .hasSize(50)
                .doesNotHaveDuplicates();
        for (SubDataset.Split<Integer> split : splits) {
            assertThat(split.second().size()).isBetween(7, 8);
            assertThat(split.first().asList())
                    .hasSize(50 - split.second().size())
                    .doesNotContainAnyElementsOf(split.second().asList());
        }
    }
}
