package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainer.array.Expect.counting;
import static org.chainer.array.Slice.all;
import static org.chainer.array.Slice.at;
import static org.chainer.array.Slice.ellipsis;
import static org.chainer.array.Slice.indices;
import static org.chainer.array.Slice.mask;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Index arrays and masks; expected numbers are NumPy's. */
class AdvancedIndexingTest {
    private final NDArray x = counting(2, 3, 4);
    private final NDArray column = NDArray.from(new int[][] {{0}, {1}});

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 0] | (2, 3, 4) | 12 13 14 15 16 17 18 19 20 21 22 23 0 1 2 3 4 5 6 7 8 9 10 11",
                ":, [2, 0, -1] | (2, 3, 4) | 8 9 10 11 0 1 2 3 8 9 10 11 20 21 22 23 12 13 14 15 20 21 22 23",
                "[0, 1], [0, 2] | (2, 4) | 0 1 2 3 20 21 22 23",
                "[0, 1], :, [1, 3] | (2, 3) | 1 5 9 15 19 23",
                "0, :, [1, 3] | (2, 3) | 1 5 9 3 7 11",
                ":, 1, [0, -1] | (2, 2) | 4 7 16 19",
                ":, [0, -1], None, 1 | (2, 2, 1) | 1 13 9 21",
                "..., [3, 0] | (2, 3, 2) | 3 0 7 4 11 8 15 12 19 16 23 20",
                "[], :, 0 | (0, 3) | ''",
                "1, [0, 1], [1, 2] | (2,) | 13 18",
                "::-1, [0, 2], ::2 | (2, 2, 2) | 12 14 20 22 0 2 8 10",
                "[0, 1], None, [0, 1] | (2, 1, 4) | 0 1 2 3 16 17 18 19",
                "1:, [0, 1], 1:3 | (1, 2, 2) | 13 14 17 18",
                "1, ..., [0, 1] | (2, 3) | 12 16 20 13 17 21"
            })
    void picksWhatNumPyPicks(String index, String shape, String elements) {
        NDArray y = x.get(index);
        assertThat(y.shape()).hasToString(shape);
        double[] expected = elements.isEmpty()
                ? new double[0]
                : java.util.Arrays.stream(elements.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        assertThat(y.toDoubleArray()).containsExactly(expected);
        assertThat(y.memory()).isNotSameAs(x.memory());
    }

    @Test
    void arraysOfSeveralAxesAreBroadcastTogether() {
        NDArray y = x.get(indices(column), indices(0, 2));
        assertThat(y.shape()).isEqualTo(Shape.of(2, 2, 4));
        Expect.values(y.get("..., 0"), new long[][] {{0, 8}, {12, 20}});
        NDArray pairs = x.get(all(), indices(NDArray.from(new long[][] {{0, 1}, {1, 2}})), at(-1));
        Expect.values(pairs, new long[][][] {{{3, 7}, {7, 11}}, {{15, 19}, {19, 23}}});
    }

    @Test
    void zeroDimensionalIndexArraysTakeTheirAxisAway() {
        NDArray one = NDArray.scalar(1, DType.UINT8);
        Expect.values(x.get(indices(one)), x.get("1").toNestedArray());
        Expect.values(x.get(all(), indices(one), indices(0, 1)), new long[][] {{4, 5}, {16, 17}});
    }

    @Test
    void anEllipsisKeepsIndexArraysApartEvenWhereItStandsForNoAxis() {
        NDArray y = counting(7, 3, 4).get(all(), indices(0, 1), ellipsis(), indices(0, 1));
        assertThat(y.shape()).isEqualTo(Shape.of(2, 7));
    }

    @Test
    void masksPickTruePlaces() {
        Expect.values(x.get(mask(x.apply(org.chainer.backend.kernels.BinaryOp.GREATER, 20))), new long[] {21, 22, 23});
        NDArray rows = NDArray.of(true, false, true);
        Expect.values(x.get(all(), mask(rows), at(0)), new long[][] {{0, 8}, {12, 20}});
        NDArray two = NDArray.from(new boolean[][] {{true, false, true}, {false, true, false}});
        Expect.values(x.get(mask(two), at(1)), new long[] {1, 9, 17});
        assertThat(x.get(indices(two)).shape()).isEqualTo(Shape.of(3, 4));
        assertThat(x.get(mask(NDArray.zeros(DType.BOOL, 2, 3))).shape()).isEqualTo(Shape.of(0, 4));
    }

    @Test
    void zeroDimensionalMasksAddAnAxis() {
        assertThat(x.get(mask(NDArray.scalar(1, DType.BOOL))).shape()).isEqualTo(Shape.of(1, 2, 3, 4));
        assertThat(x.get(mask(NDArray.scalar(0, DType.BOOL))).shape()).isEqualTo(Shape.of(0, 2, 3, 4));
    }

    @Test
    void setWritesThroughEveryKindOfView() {
        x.set(NDArray.of(-1L, -2L), indices(0, 1), indices(0, 2), at(3));
        assertThat(x.getDouble(0, 0, 3)).isEqualTo(-1);
        assertThat(x.getDouble(1, 2, 3)).isEqualTo(-2);
        x.set(-9, indices(1, 0), all(), indices(0, 1));
        assertThat(x.getDouble(1, 2, 0)).isEqualTo(-9);
        assertThat(x.getDouble(0, 1, 1)).isEqualTo(-9);
        assertThat(x.getDouble(0, 1, 0)).isEqualTo(4);
        NDArray reversed = x.transpose().get("::-1");
        reversed.set(77, indices(0), indices(1), indices(1));
        assertThat(x.getDouble(1, 1, 3)).isEqualTo(77);
        NDArray places = x.apply(org.chainer.backend.kernels.BinaryOp.LESS, 0);
        x.set(0, mask(places));
        assertThat(x.min().item()).isZero();
    }

    @Test
    void ofRepeatedPlacesTheLastWins() {
        NDArray y = NDArray.zeros(DType.FLOAT32, 3);
        y.set(NDArray.of(1f, 2f, 3f), indices(1, 1, 0));
        Expect.values(y, new float[] {3, 2, 0});
    }

    @Test
    void addAtCountsRepeatedPlaces() {
        NDArray y = NDArray.zeros(DType.FLOAT32, 2, 3);
        y.addAt(NDArray.of(1f, 2f, 4f), indices(0, 0, 1), indices(2, 2, 0));
        Expect.values(y, new float[][] {{0, 0, 3}, {4, 0, 0}});
        y.transpose().addAt(NDArray.scalar(1, DType.FLOAT32), indices(0, 0, 2));
        Expect.values(y, new float[][] {{2, 0, 4}, {6, 0, 1}});
    }

    @Test
    void settingFromTheArrayItself() {
        NDArray y = NDArrays.arange(4);
        y.set(y, indices(3, 2, 1, 0));
        Expect.values(y, new long[] {3, 2, 1, 0});
    }

    @Test
    void takeAlongAnAxis() {
        Expect.values(x.take(NDArray.of(-1, 0), 2).get("0"), new long[][] {{3, 0}, {7, 4}, {11, 8}});
        assertThat(x.take(column, -2).shape()).isEqualTo(Shape.of(2, 2, 1, 4));
        assertThatThrownBy(() -> x.take(NDArray.of(true), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bool");
        assertThatThrownBy(() -> x.take(NDArray.of(4), 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("index 4")
                .hasMessageContaining("axis 2")
                .hasMessageContaining("(2, 3, 4)");
    }

    @Test
    void zeroSizeArraysMayBeIndexedWhereNothingIsAskedFor() {
        NDArray empty = NDArray.zeros(DType.FLOAT32, 0, 3);
        assertThat(empty.get(all(), indices(1, 2)).shape()).isEqualTo(Shape.of(0, 2));
        assertThatThrownBy(() -> empty.get(indices(0)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("index 0");
    }

    @Test
    void errorsNameShapes() {
        assertThatThrownBy(() -> x.get(indices(0, 1), indices(0, 1, 2)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("(2,), (3,)");
        assertThatThrownBy(() -> x.get(all(), mask(NDArray.zeros(DType.BOOL, 3, 5))))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("(3, 5)")
                .hasMessageContaining("(2, 3, 4)")
                .hasMessageContaining("axis 2");
        assertThatThrownBy(() -> x.get(indices(0, -3)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("index -3")
                .hasMessageContaining("element 1");
        assertThatThrownBy(() -> x.set(NDArray.zeros(DType.INT64, 5), indices(0, 1), at(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(5,)");
    }

    @Test
    void aFailedSetChangesNothing() {
        NDArray before = x.copy();
        assertThatThrownBy(() -> x.set(5, indices(0, 9))).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(x.contentEquals(before)).isTrue();
    }

    @Test
    void nonZeroFindsPlaces() {
        NDArray[] places = NDArrays.nonZero(NDArray.from(new float[][] {{0, 2, 0}, {3, 0, 4}}));
        Expect.values(places[0], new long[] {0, 1, 1});
        Expect.values(places[1], new long[] {1, 0, 2});
    }
}
