package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainer.array.Expect.counting;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatmulTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | 3 | ()", "2 3 | 3 | (2,)", "3 | 3 4 | (4,)", "2 3 | 3 4 | (2, 4)", "5 2 3 | 3 4 | (5, 2, 4)",
                        "2 3 | 5 3 4 | (5, 2, 4)",
                "5 1 2 3 | 7 3 4 | (5, 7, 2, 4)", "3 | 5 3 4 | (5, 4)", "5 2 3 | 3 | (5, 2)", "0 3 | 3 4 | (0, 4)",
                        "2 0 | 0 4 | (2, 4)", "0 2 3 | 3 4 | (0, 2, 4)"
            })
    void anyRanks(String a, String b, String shape) {
        NDArray x = array(a);
        NDArray y = array(b);
        NDArray product = x.matmul(y);
        assertThat(product.shape()).hasToString(shape);
        NDArray left = x.rank() == 1 ? x.expandDims(0) : x;
        NDArray right = y.rank() == 1 ? y.expandDims(1) : y;
        NDArray expected = left.expandDims(-1).mul(right.expandDims(-3)).sum(-2);
        assertThat(product.reshape(expected.shape()).allClose(expected, 1e-12, 0))
                .as("%s\n%s", product, expected)
                .isTrue();
    }

    private static NDArray array(String dims) {
        long[] shape = java.util.Arrays.stream(dims.split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        return counting(shape).astype(DType.FLOAT64).add(1);
    }

    @Test
    void ofViews() {
        NDArray x = counting(3, 2).astype(DType.FLOAT32);
        Expect.values(x.transpose().matmul(x), new float[][] {{20, 26}, {26, 35}});
        Expect.values(x.get("::-1").matmul(NDArray.of(1f, 10f)), new float[] {54, 32, 10});
    }

    @Test
    void dtypesArePromotedAndIntegersExact() {
        NDArray big = NDArray.of((1L << 55) + 1, 1);
        assertThat(big.matmul(NDArray.of(1L, 1L)).toLongArray()).containsExactly((1L << 55) + 2);
        assertThat(NDArray.of(1f).matmul(NDArray.of(2.0)).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(NDArray.of(3, 4)
                        .astype(DType.BFLOAT16)
                        .matmul(NDArray.of(1, 2).astype(DType.BFLOAT16))
                        .item())
                .isEqualTo(11);
    }

    @Test
    void shapesThatDoNotMatch() {
        assertThatThrownBy(() -> counting(2, 3).matmul(counting(2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(2, 3)")
                .hasMessageContaining("3 columns")
                .hasMessageContaining("2 rows");
        assertThatThrownBy(() -> NDArray.scalar(1, DType.FLOAT32).matmul(NDArray.of(1f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("()");
        assertThatThrownBy(() -> counting(2, 2, 3).matmul(counting(3, 3, 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
