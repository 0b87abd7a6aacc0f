package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainer.array.Expect.counting;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slices, single indices, new axes and ellipsis; expected numbers are NumPy's. */
class IndexingTest {
    private final NDArray x = counting(2, 3, 4);

    @Test
    void slicesAreViews() {
        NDArray view = x.get("1, ::2, 1:3");
        Expect.values(view, new long[][] {{13, 14}, {21, 22}});
        assertThat(view.memory()).isSameAs(x.memory());
        view.fill(-1);
        assertThat(x.getDouble(1, 2, 1)).isEqualTo(-1);
        assertThat(x.getDouble(1, 1, 1)).isEqualTo(17);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | (3, 4)", "... | (2, 3, 4)", "..., 0 | (2, 3)", "0, ..., 0 | (3,)", "None | (1, 2, 3, 4)",
                        "..., None | (2, 3, 4, 1)",
                "0, 0, 0 | ()", "0, 0, 0, ... | ()", ":, None, 1 | (2, 1, 4)", "1:1 | (0, 3, 4)", ":, 5: | (2, 0, 4)",
                        "0, 0, 0, None | (1,)"
            })
    void shapes(String index, String shape) {
        assertThat(x.get(index).shape()).hasToString(shape);
    }

    @Test
    void negativeStepsReverse() {
        Expect.values(x.get("0, ::-1, ::-3"), new long[][] {{11, 8}, {7, 4}, {3, 0}});
        Expect.values(x.get("::-1, 0, 0"), new long[] {12, 0});
        NDArray twice = x.get("::-1, ::-1, ::-1").get("::-1, ::-1, ::-1");
        assertThat(twice.contentEquals(x)).isTrue();
        assertThat(twice.isContiguous()).isTrue();
    }

    @Test
    void viewsOfViews() {
        NDArray view = x.transpose(2, 0, 1).get("1:, :, ::-1").get("::2, 1, 0");
        Expect.values(view, new long[] {21, 23});
    }

    @Test
    void withoutItemsTheWholeArray() {
        assertThat(x.get().contentEquals(x)).isTrue();
    }

    @Test
    void zeroDimensionalArrays() {
        NDArray scalar = NDArray.scalar(5, DType.INT32);
        assertThat(scalar.get("...").item()).isEqualTo(5);
        Expect.values(scalar.get("None"), new int[] {5});
        assertThatThrownBy(() -> scalar.get("0")).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void settingBroadcastsAndConverts() {
        x.set(NDArray.of(7.9, 8.9), Slice.at(0), Slice.of(0, 2), Slice.of(0, 2));
        Expect.values(x.get("0, :, :3"), new long[][] {{7, 8, 2}, {7, 8, 6}, {8, 9, 10}});
        x.set(0, Slice.ellipsis(), Slice.from(1));
        assertThat(x.sum().item()).isEqualTo(7 + 7 + 8 + 12 + 16 + 20);
        x.set(NDArray.of(new long[] {5}).reshape(1, 1, 1, 1), Slice.at(0), Slice.at(0), Slice.at(0));
        assertThat(x.getDouble(0, 0, 0)).isEqualTo(5);
    }

    @Test
    void settingFromAnOverlappingViewReadsFirst() {
        NDArray row = NDArrays.arange(5000);
        row.get("1:").copyFrom(row.get(":-1"));
        assertThat(row.getDouble(0)).isZero();
        assertThat(row.getDouble(1)).isZero();
        assertThat(row.getDouble(4999)).isEqualTo(4998);
        NDArray other = NDArrays.arange(5000);
        other.copyFrom(other.flip());
        assertThat(other.getDouble(0)).isEqualTo(4999);
        assertThat(other.getDouble(4999)).isZero();
        NDArray sums = NDArray.ones(DType.INT64, 5000);
        sums.get("1:").addAssign(sums.get(":-1"));
        assertThat(sums.get("1:").contentEquals(NDArray.full(2, DType.INT64, 4999)))
                .isTrue();
    }

    @Test
    void addAtASlice() {
        x.addAt(NDArray.of(100L), Slice.at(1), Slice.at(0));
        Expect.values(x.get("1, 0"), new long[] {112, 113, 114, 115});
    }

    @Test
    void elements() {
        assertThat(x.getDouble(1, -1, 2)).isEqualTo(22);
        assertThatThrownBy(() -> x.getDouble(1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("[1, 2]");
        assertThatThrownBy(() -> x.getDouble(0, -4, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("-4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-3", "0, 3", "0, 0, -5"})
    void indicesOutOfRangeNameIndexAxisAndShape(String index) {
        String last = index.substring(index.lastIndexOf(' ') + 1);
        int axis = index.split(",").length - 1;
        assertThatThrownBy(() -> x.get(index))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("index " + last + " is out of range for axis " + axis + " of an array of shape (2, 3, 4)");
    }

    @Test
    void tooManyItemsAndTwoEllipses() {
        assertThatThrownBy(() -> x.get("0, 0, 0, 0"))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("4 axes")
                .hasMessageContaining("(2, 3, 4)");
        assertThatThrownBy(() -> x.get("..., 0, ..."))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("more than one ellipsis");
    }

    @Test
    void strictSliceAndSelect() {
        Expect.values(x.slice(-1, 1, 2), new long[][][] {{{1}, {5}, {9}}, {{13}, {17}, {21}}});
        Expect.values(x.select(1, -1), new long[][] {{8, 9, 10, 11}, {20, 21, 22, 23}});
        assertThatThrownBy(() -> x.slice(0, 1, 3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("1:3");
        assertThatThrownBy(() -> x.select(1, 3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("axis 1");
    }
}
