package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SortTest {

    @ParameterizedTest
    @EnumSource
    void alongAnyAxis(DType dtype) {
        NDArray x = NDArray.from(new int[][] {{1, 0, 1}, {0, 1, 0}}).astype(dtype);
        Expect.values(x.sort(1), new int[][] {{0, 1, 1}, {0, 0, 1}});
        Expect.values(x.sort(0), new int[][] {{0, 0, 0}, {1, 1, 1}});
        Expect.values(x.argSort(-1), new long[][] {{1, 0, 2}, {0, 2, 1}});
        assertThat(x.sort(0).dtype()).isEqualTo(dtype);
        Expect.values(x, new int[][] {{1, 0, 1}, {0, 1, 0}});
    }

    @Test
    void notANumberComesLast() {
        NDArray x = NDArray.of(Double.NaN, 2, Double.NEGATIVE_INFINITY, -0.0, 0.0, Double.POSITIVE_INFINITY);
        assertThat(x.sort(0).toDoubleArray())
                .containsExactly(Double.NEGATIVE_INFINITY, -0.0, 0.0, 2, Double.POSITIVE_INFINITY, Double.NaN);
        Expect.values(x.argSort(0), new long[] {2, 3, 4, 1, 5, 0});
    }

    @Test
    void positionsAreStable() {
        int n = 3000;
        Random random = new Random(3);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextInt(50) == 0 ? Float.NaN : random.nextInt(21) - 10;
        }
        long[] expected = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> values[i]))
                .mapToLong(Integer::longValue)
                .toArray();
        assertThat(NDArray.of(values).argSort(0).toLongArray()).containsExactly(expected);
        NDArray zeros = NDArray.of(0.0, -0.0, 0.0, -0.0);
        Expect.values(zeros.argSort(0), new long[] {0, 1, 2, 3});
    }

    @Test
    void largeIntegersAreNotRounded() {
        NDArray x = NDArray.of((1L << 60) + 2, 1L << 60, (1L << 60) + 1, Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(x.sort(0).toLongArray())
                .containsExactly(Long.MIN_VALUE, 1L << 60, (1L << 60) + 1, (1L << 60) + 2, Long.MAX_VALUE);
        Expect.values(x.argSort(0), new long[] {3, 1, 2, 0, 4});
    }

    @Test
    void ofViewsAndOfNothing() {
        NDArray x = NDArrays.arange(10);
        Expect.values(x.get("::-3").sort(0), new long[] {0, 3, 6, 9});
        assertThat(NDArray.zeros(DType.FLOAT32, 0).sort(0).size()).isZero();
        assertThat(NDArray.zeros(DType.FLOAT32, 2, 0).argSort(1).shape()).isEqualTo(Shape.of(2, 0));
        assertThat(NDArray.zeros(DType.FLOAT32, 0, 2).argSort(1).shape()).isEqualTo(Shape.of(0, 2));
        double[] random = new Random(4).doubles(5000).toArray();
        double[] sorted = random.clone();
        Arrays.sort(sorted);
        assertThat(NDArray.of(random).sort(0).toDoubleArray()).containsExactly(sorted);
    }
}
