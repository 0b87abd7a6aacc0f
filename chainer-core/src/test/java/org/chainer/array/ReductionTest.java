package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainer.array.Expect.counting;

import org.chainer.backend.kernels.ReduceOp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReductionTest {
    private final NDArray x = counting(2, 3, 4);

    @Test
    void overAxes() {
        assertThat(x.sum().shape()).isEqualTo(Shape.of());
        assertThat(x.sum().item()).isEqualTo(276);
        Expect.values(x.sum(0, 2), new long[] {60, 92, 124});
        Expect.values(x.sum(-1), new long[][] {{6, 22, 38}, {54, 70, 86}});
        Expect.values(x.mean(1), new double[][] {{4, 5, 6, 7}, {16, 17, 18, 19}});
        Expect.values(x.max(0, 1), new long[] {20, 21, 22, 23});
        Expect.values(x.min(2, 0), new long[] {0, 4, 8});
    }

    @Test
    void keepingAxes() {
        Expect.values(x.reduce(ReduceOp.SUM, true, 0, 2), new long[][][] {{{60}, {92}, {124}}});
        assertThat(x.reduce(ReduceOp.MAX, true).shape()).isEqualTo(Shape.of(1, 1, 1));
        assertThat(x.sub(x.reduce(ReduceOp.MEAN, true, 1)).sum().item()).isZero();
    }

    @Test
    void ofViews() {
        Expect.values(x.transpose().sum(0), new long[][] {{6, 54}, {22, 70}, {38, 86}});
        Expect.values(x.get("::-1, ::2").sum(1), new long[][] {{32, 34, 36, 38}, {8, 10, 12, 14}});
        assertThat(NDArray.of(2f).broadcastTo(Shape.of(5, 1)).sum().item()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "int8, int64",
        "uint8, int64",
        "bool, int64",
        "int32, int64",
        "float16, float16",
        "bfloat16, bfloat16",
        "float32, float32",
        "float64, float64"
    })
    void sumsOfIntegersAreInt64(String dtype, String result) {
        NDArray y = NDArray.ones(DType.of(dtype), 300).sum();
        assertThat(y.dtype()).isEqualTo(DType.of(result));
        assertThat(y.item()).isEqualTo(300);
    }

    @Test
    void otherFolds() {
        NDArray y = NDArray.from(new float[][] {{1, 2}, {3, 4}});
        Expect.values(y.reduce(ReduceOp.PRODUCT, false, 0), new float[] {3, 8});
        Expect.values(y.reduce(ReduceOp.SUM_OF_SQUARES, false, 1), new float[] {5, 25});
        assertThat(y.mul(1000).reduce(ReduceOp.LOG_SUM_EXP, false).item()).isEqualTo(4000);
        Expect.values(y.reduce(ReduceOp.ALL, false, 0), new boolean[] {true, true});
        Expect.values(NDArray.of(0, 0).reduce(ReduceOp.ANY, false), false);
        assertThat(NDArray.of(1.5, 2.5).astype(DType.INT32).mean().item()).isEqualTo(1.5);
    }

    @Test
    void ofNoElements() {
        NDArray empty = NDArray.zeros(DType.FLOAT32, 0, 3);
        Expect.values(empty.sum(0), new float[] {0, 0, 0});
        Expect.values(empty.reduce(ReduceOp.PRODUCT, false, 0), new float[] {1, 1, 1});
        assertThat(empty.mean().item()).isNaN();
        assertThat(empty.sum(1).shape()).isEqualTo(Shape.of(0));
        assertThat(empty.max(1).shape()).isEqualTo(Shape.of(0));
        Expect.values(empty.reduce(ReduceOp.ALL, false, 0), new boolean[] {true, true, true});
        Expect.values(empty.reduce(ReduceOp.ANY, false, 0), new boolean[] {false, false, false});
        assertThatThrownBy(() -> empty.max(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max")
                .hasMessageContaining("(0, 3)");
        assertThatThrownBy(() -> empty.argMin(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("argmin");
    }

    @Test
    void notANumberIsTheGreatestAndTheSmallest() {
        NDArray y = NDArray.of(1, Double.NaN, 3);
        assertThat(y.max().item()).isNaN();
        assertThat(y.min().item()).isNaN();
        assertThat(y.argMax(0).item()).isEqualTo(1);
        assertThat(y.argMin(0).item()).isEqualTo(1);
        assertThat(y.sum().item()).isNaN();
    }

    @Test
    void ofTheZeroDimensionalArray() {
        NDArray scalar = NDArray.scalar(3, DType.FLOAT32);
        assertThat(scalar.sum().item()).isEqualTo(3);
        assertThat(scalar.reduce(ReduceOp.MEAN, true).shape()).isEqualTo(Shape.of());
        assertThatThrownBy(() -> scalar.sum(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void positionsOfExtremes() {
        NDArray y = NDArray.from(new float[][] {{1, 5, 5}, {7, 0, 0}});
        assertThat(y.argMax(1).dtype()).isEqualTo(DType.INT64);
        Expect.values(y.argMax(1), new long[] {1, 0});
        Expect.values(y.argMin(-1), new long[] {0, 1});
        Expect.values(y.argMax(0), new long[] {1, 0, 0});
        Expect.values(y.transpose().argMax(0), new long[] {1, 0});
        Expect.values(NDArray.of(-5L, 1L << 60, 1L << 60 | 1).argMax(0), 2);
    }

    @Test
    void cumulative() {
        Expect.values(x.cumsum(1).get("1"), new long[][] {{12, 13, 14, 15}, {28, 30, 32, 34}, {48, 51, 54, 57}});
        Expect.values(NDArray.of(1, 2, 3).astype(DType.INT8).cumprod(0), new long[] {1, 2, 6});
        assertThat(NDArray.of(true, true).cumsum(0).dtype()).isEqualTo(DType.INT64);
        Expect.values(NDArray.of(0.5f, 2f, 4f).flip().cumprod(-1), new float[] {4, 8, 4});
        assertThat(NDArray.zeros(DType.FLOAT32, 2, 0).cumsum(1).shape()).isEqualTo(Shape.of(2, 0));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ALL", "ANY"})
    void longRowsAreFoldedWhole(ReduceOp op) {
        int n = 5000;
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = 1 + Math.sin(i) / n;
        }
        double expected = 0;
        double sum = 0;
        double product = 1;
        double squares = 0;
        double exponentials = 0;
        for (double v : values) {
            sum += v;
            product *= v;
            squares += v * v;
            exponentials += Math.exp(v);
        }
        expected = switch (op) {
            case SUM -> sum;
            case PRODUCT -> product;
            case MEAN -> sum / n;
            case MAX -> java.util.Arrays.stream(values).max().getAsDouble();
            case MIN -> java.util.Arrays.stream(values).min().getAsDouble();
            case SUM_OF_SQUARES -> squares;
            default -> Math.log(exponentials);
        };
        NDArray y = NDArray.of(values).reduce(op, false);
        assertThat(y.allClose(NDArray.scalar(expected, DType.FLOAT64), 1e-12, 0))
                .as("%s, expected %s", y, expected)
                .isTrue();
    }

    @Test
    void axesMustBeThereAndDifferent() {
        assertThatThrownBy(() -> x.sum(3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("axis 3");
        assertThatThrownBy(() -> x.sum(0, -3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }
}
