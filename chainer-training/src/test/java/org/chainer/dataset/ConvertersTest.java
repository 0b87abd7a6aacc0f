package org.chainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.junit.jupiter.api.Test;

/** Batches made of examples. */
class ConvertersTest {
    private static final NDArray LONG = NDArray.of(1f, 2f, 3f);
    private static final NDArray SHORT = NDArray.of(4f);

    private static float[] floats(NDArray array) {
        return array.reshape(-1).toFloatArray();
    }

    @Test
    void arraysAreStacked() {
        Batch batch = ConcatExamples.concatExamples(List.of(NDArray.of(1f, 2f), NDArray.of(3f, 4f)));

        assertThat(batch.isNamed()).isFalse();
        assertThat(batch.size()).isEqualTo(1);
        assertThat(batch.get(0).shape()).isEqualTo(Shape.of(2, 2));
        assertThat(floats(batch.get(0))).containsExactly(1, 2, 3, 4);
        assertThatThrownBy(batch::named).hasMessageContaining("no names");
    }

    @Test
    void tuplesAndNumbers() {
        Batch batch = ConcatExamples.concatExamples(
                List.of(Tuple.of(new float[] {1, 2}, 7, 8L, 0.5, 1.5f), Tuple.of(new float[] {3, 4}, 9, 1L, 2.0, 3f)));

        assertThat(batch.arrays().stream().map(NDArray::dtype))
                .containsExactly(DType.FLOAT32, DType.INT32, DType.INT64, DType.FLOAT64, DType.FLOAT32);
        assertThat(batch.get(1).toIntArray()).containsExactly(7, 9);
        assertThat(batch.get(4).toFloatArray()).containsExactly(1.5f, 3f);
    }

    @Test
    void mapsBecomeNamedArrays() {
        Batch batch = ConcatExamples.concatExamples(
                List.of(Map.of("x", NDArray.of(1f), "t", 0), Map.of("x", NDArray.of(2f), "t", 1)));

        assertThat(batch.named()).containsOnlyKeys("x", "t");
        assertThat(batch.named().get("t").toIntArray()).containsExactly(0, 1);
    }

    @Test
    void paddingFillsUp() {
        assertThat(floats(ConcatExamples.padding(-1)
                        .convert(List.of(LONG, SHORT), null)
                        .get(0)))
                .containsExactly(1, 2, 3, 4, -1, -1);
        Batch parts = ConcatExamples.padding(Arrays.asList(0, null))
                .convert(List.of(Tuple.of(SHORT, 1), Tuple.of(LONG, 2)), null);
        assertThat(floats(parts.get(0))).containsExactly(4, 0, 0, 1, 2, 3);
        assertThat(parts.get(1).toIntArray()).containsExactly(1, 2);
    }

    @Test
    void whatDoesNotFitTogetherIsAnError() {
        assertThatThrownBy(() -> ConcatExamples.concatExamples(List.of())).hasMessageContaining("empty");
        assertThatThrownBy(() -> ConcatExamples.concatExamples(List.of(LONG, SHORT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(3,)")
                .hasMessageContaining("(1,)")
                .hasMessageContaining("padding");
        assertThatThrownBy(() -> ConcatExamples.concatExamples(List.of(Tuple.of(1, 2), Tuple.of(1))))
                .hasMessageContaining("2 parts")
                .hasMessageContaining("example 1");
        assertThatThrownBy(() -> ConcatExamples.concatExamples(List.of(Map.of("x", 1), Map.of("y", 1))))
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> ConcatExamples.concatExamples(List.of(1, "a"))).hasMessageContaining("a");
        assertThatThrownBy(() -> ConcatExamples.padding(List.of(1))
                        .convert(List.of(Tuple.of(SHORT, 1), Tuple.of(LONG, 2)), null))
                .hasMessageContaining("1 padding values");
    }

    @Test
    void batchesGoToTheDeviceThatIsAskedFor() {
        Device reference = Devices.reference();
        List<Tuple> examples = List.of(Tuple.of(LONG, 1), Tuple.of(LONG.toDevice(reference), 2));
        for (Converter converter : List.of(new ConcatExamples(), new ConcatWithAsyncTransfer())) {
            Batch batch = converter.convert(examples, reference);
            assertThat(batch.arrays()).allMatch(a -> a.device() == reference);
            assertThat(floats(batch.get(0))).containsExactly(1, 2, 3, 1, 2, 3);
        }
        Batch named = Batch.of(Map.of("x", LONG)).toDevice(reference);
        assertThat(named.named().get("x").device()).isEqualTo(reference);
        assertThat(Batch.of(LONG).toDevice(LONG.device()).get(0)).isSameAs(LONG);
    }

    @Test
    void anAsynchronousConverterServesOneDevice() {
        Converter converter = new ConcatWithAsyncTransfer(ConcatExamples.padding(0));
        assertThat(floats(converter.convert(List.of(LONG, SHORT), null).get(0))).containsExactly(1, 2, 3, 4, 0, 0);

        assertThatThrownBy(() -> converter.convert(List.of(LONG), Devices.reference()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reference")
                .hasMessageContaining(Devices.current().name());
    }
}
