package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SliceTest {

    /** What Python takes from a list: walk from the start, counted and cut off, until the end is passed. */
    private static List<Double> python(int length, Integer start, Integer stop, int step) {
        int lowest = step > 0 ? 0 : -1;
        int highest = step > 0 ? length : length - 1;
        int first = start == null ? (step > 0 ? lowest : highest) : cut(start, length, lowest, highest);
        int last = stop == null ? (step > 0 ? highest : lowest) : cut(stop, length, lowest, highest);
        List<Double> taken = new ArrayList<>();
        for (int i = first; step > 0 ? i < last : i > last; i += step) {
            taken.add((double) i);
        }
        return taken;
    }

    private static int cut(int bound, int length, int lowest, int highest) {
        int counted = bound < 0 ? bound + length : bound;
        return Math.min(Math.max(counted, lowest), highest);
    }

    @Test
    void takesWhatPythonTakes() {
        Integer[] bounds = {null, -9, -5, -4, -1, 0, 1, 3, 5, 9};
        for (int length : new int[] {0, 1, 5}) {
            NDArray x = NDArrays.arange(length);
            for (Integer start : bounds) {
                for (Integer stop : bounds) {
                    for (int step : new int[] {1, 2, 7, -1, -2, -7}) {
                        String text = (start == null ? "" : start) + ":" + (stop == null ? "" : stop) + ":" + step;
                        assertThat(x.get(text).toDoubleArray())
                                .as("%s of %s elements", text, length)
                                .containsExactly(
                                        python(length, start, stop, step).toArray(Double[]::new));
                    }
                }
            }
        }
    }

    @Test
    void factoriesAreTheNotation() {
        assertThat(Slice.of(1, 3)).hasToString("1:3");
        assertThat(Slice.of(1, -1, 2)).hasToString("1:-1:2");
        assertThat(Slice.from(2)).hasToString("2:");
        assertThat(Slice.until(2)).hasToString(":2");
        assertThat(Slice.all()).hasToString(":");
        assertThat(Slice.all().step(-1)).hasToString("::-1");
        assertThat(Slice.at(-1)).hasToString("-1");
        assertThat(Slice.newAxis()).hasToString("None");
        assertThat(Slice.ellipsis()).hasToString("...");
        assertThat(Slice.indices(0, 2)).hasToString("[0, 2]");
        assertThat(Slice.indices(NDArray.zeros(DType.INT8, 2, 2))).hasToString("array(2, 2)");
        assertThat(Slice.mask(NDArray.of(true, false))).hasToString("mask(2,)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:3, ::-1, ..., None, 2", "[0, 2], :", "[], -5:-1:-2", ":", "0"})
    void whatIsParsedPrintsTheSame(String text) {
        List<String> items = new ArrayList<>();
        for (Slice item : Slice.parse(text)) {
            items.add(item.toString());
        }
        assertThat(String.join(", ", items)).isEqualTo(text);
    }

    @Test
    void parsingIsLenientAboutSpacesAndATrailingComma() {
        assertThat(Slice.parse(" 1 : 3 ,newaxis,").length).isEqualTo(2);
        assertThat(Slice.parse("1 : 3 : 1")[0]).hasToString("1:3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1:2:3:4 | 1:2:3:4", "x | x", "1.5 | 1.5", "'' | ''", "1,,2 | ''", "[1, a] | a", "1:b | b"})
    void whatIsNoIndexIsAnError(String text, String part) {
        assertThatThrownBy(() -> Slice.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("'" + part + "'");
    }

    @Test
    void stepZeroAndStepsOfOtherItemsAreErrors() {
        assertThatThrownBy(() -> Slice.of(0, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step");
        assertThatThrownBy(() -> Slice.parse("::0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step");
        assertThatThrownBy(() -> Slice.at(1).step(2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void indicesAreIntegersAndMasksAreBool() {
        assertThatThrownBy(() -> Slice.indices(NDArray.of(1.5f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("float32");
        assertThatThrownBy(() -> Slice.mask(NDArray.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("int32");
    }
}
