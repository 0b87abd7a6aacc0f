package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainer.array.Expect.counting;

import java.util.List;
import org.junit.jupiter.api.Test;

class NDArraysTest {
    private final NDArray x = counting(2, 3);

    @Test
    void ranges() {
        Expect.values(NDArrays.arange(3), new long[] {0, 1, 2});
        Expect.values(NDArrays.arange(1, 2, 0.25, DType.FLOAT32), new float[] {1, 1.25f, 1.5f, 1.75f});
        Expect.values(NDArrays.arange(3, 0, -2, DType.INT8), new int[] {3, 1});
        assertThat(NDArrays.arange(3, 0, 1, DType.FLOAT64).size()).isZero();
        assertThatThrownBy(() -> NDArrays.arange(0, 1, 0, DType.FLOAT32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NDArrays.arange(0, Double.NaN, 1, DType.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class);
        Expect.values(NDArrays.linspace(0, 1, 5, DType.FLOAT64), new double[] {0, 0.25, 0.5, 0.75, 1});
        assertThat(NDArrays.linspace(0.1, 0.7, 50, DType.FLOAT64).getDouble(49)).isEqualTo(0.7);
        Expect.values(NDArrays.linspace(3, 4, 1, DType.FLOAT32), new float[] {3});
        assertThat(NDArrays.linspace(3, 4, 0, DType.FLOAT32).size()).isZero();
        assertThatThrownBy(() -> NDArrays.linspace(0, 1, -1, DType.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void identities() {
        Expect.values(NDArrays.eye(2, DType.FLOAT32), new float[][] {{1, 0}, {0, 1}});
        Expect.values(NDArrays.eye(2, 3, 1, DType.INT8), new int[][] {{0, 1, 0}, {0, 0, 1}});
        Expect.values(
                NDArrays.eye(2, 3, -1, DType.BOOL), new boolean[][] {{false, false, false}, {true, false, false}});
    }

    @Test
    void concatenating() {
        Expect.values(NDArrays.concatenate(0, x, x.get(":1")), new long[][] {{0, 1, 2}, {3, 4, 5}, {0, 1, 2}});
        Expect.values(
                NDArrays.concatenate(List.of(x, x.get("..., ::-2")), -1),
                new long[][] {{0, 1, 2, 2, 0}, {3, 4, 5, 5, 3}});
        assertThat(NDArrays.concatenate(0, NDArray.of(1), NDArray.of(1.5f)).dtype())
                .isEqualTo(DType.FLOAT64);
        assertThat(NDArrays.concatenate(1, x, NDArray.zeros(DType.INT64, 2, 0)).contentEquals(x))
                .isTrue();
        assertThatThrownBy(() -> NDArrays.concatenate(0, x, counting(2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("array 1")
                .hasMessageContaining("(2, 3)")
                .hasMessageContaining("(2, 2)");
        assertThatThrownBy(() -> NDArrays.concatenate(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no arrays");
        NDArray scalar = NDArray.scalar(1, DType.INT8);
        assertThatThrownBy(() -> NDArrays.concatenate(0, scalar, scalar))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stack");
        assertThatThrownBy(() -> NDArrays.concatenate(2, x, x)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void stacking() {
        NDArray a = NDArray.of(1, 2);
        NDArray b = NDArray.of(3, 4);
        Expect.values(NDArrays.stack(0, a, b), new int[][] {{1, 2}, {3, 4}});
        Expect.values(NDArrays.stack(List.of(a, b), -1), new int[][] {{1, 3}, {2, 4}});
        Expect.values(
                NDArrays.stack(0, NDArray.scalar(1, DType.INT32), NDArray.scalar(2, DType.INT32)), new int[] {1, 2});
        assertThatThrownBy(() -> NDArrays.stack(0, a, x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(2, 3)");
    }

    @Test
    void splitting() {
        NDArray[] parts = NDArrays.split(x, 3, 1);
        assertThat(parts).hasSize(3);
        Expect.values(parts[2], new long[][] {{2}, {5}});
        assertThat(parts[0].memory()).isSameAs(x.memory());
        NDArray[] uneven = NDArrays.split(NDArrays.arange(6), new long[] {1, 1, -2, 9}, 0);
        Expect.values(uneven[0], new long[] {0});
        assertThat(uneven[1].size()).isZero();
        Expect.values(uneven[2], new long[] {1, 2, 3});
        Expect.values(uneven[3], new long[] {4, 5});
        assertThat(uneven[4].size()).isZero();
        assertThatThrownBy(() -> NDArrays.split(x, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 equal parts");
        assertThatThrownBy(() -> NDArrays.split(x, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tilingAndRepeating() {
        NDArray a = NDArray.of(1, 2);
        Expect.values(NDArrays.tile(a, 2), new int[] {1, 2, 1, 2});
        Expect.values(NDArrays.tile(a, 2, 1), new int[][] {{1, 2}, {1, 2}});
        Expect.values(NDArrays.tile(x, 2), new long[][] {{0, 1, 2, 0, 1, 2}, {3, 4, 5, 3, 4, 5}});
        assertThat(NDArrays.tile(x, 0, 2).shape()).isEqualTo(Shape.of(0, 6));
        Expect.values(NDArrays.tile(NDArray.scalar(3, DType.INT8), 2), new int[] {3, 3});
        Expect.values(NDArrays.repeat(a, 2, 0), new int[] {1, 1, 2, 2});
        Expect.values(NDArrays.repeat(x, new long[] {2, 0, 1}, 1), new long[][] {{0, 0, 2}, {3, 3, 5}});
        assertThat(NDArrays.repeat(x, 0, 0).shape()).isEqualTo(Shape.of(0, 3));
        assertThatThrownBy(() -> NDArrays.tile(a, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> NDArrays.repeat(a, -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> NDArrays.repeat(a, new long[] {1}, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void padding() {
        Expect.values(NDArrays.pad(NDArray.of(1, 2), new long[][] {{1, 2}}, 9), new int[] {9, 1, 2, 9, 9});
        Expect.values(NDArrays.pad(x, new long[][] {{0, 1}, {1, 0}}, -1), new long[][] {
            {-1, 0, 1, 2}, {-1, 3, 4, 5}, {-1, -1, -1, -1}
        });
        assertThatThrownBy(() -> NDArrays.pad(x, new long[][] {{0, 1}}, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NDArrays.pad(x, new long[][] {{0, 1}, {-1, 0}}, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[-1, 0]");
    }
}
