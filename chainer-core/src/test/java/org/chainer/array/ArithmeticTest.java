package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArithmeticTest {

    @Test
    void broadcastsBothSides() {
        NDArray a = NDArray.from(new float[][] {{1}, {2}});
        NDArray b = NDArray.of(10f, 20f, 30f);
        Expect.values(a.add(b), new float[][] {{11, 21, 31}, {12, 22, 32}});
        Expect.values(b.sub(a), new float[][] {{9, 19, 29}, {8, 18, 28}});
        Expect.values(a.mul(b), new float[][] {{10, 20, 30}, {20, 40, 60}});
        Expect.values(b.div(a), new float[][] {{10, 20, 30}, {5, 10, 15}});
        Expect.values(a.pow(NDArray.scalar(3, DType.FLOAT32)), new float[][] {{1}, {8}});
        assertThatThrownBy(() -> b.add(NDArray.of(1f, 2f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(3,)")
                .hasMessageContaining("(2,)");
    }

    @ParameterizedTest
    @EnumSource
    void everyDtypeAdds(DType dtype) {
        NDArray x = NDArray.of(0, 1, 1).astype(dtype);
        NDArray y = NDArray.of(0, 0, 1).astype(dtype);
        assertThat(x.add(y).dtype()).isEqualTo(dtype);
        Expect.values(x.add(y), dtype == DType.BOOL ? new int[] {0, 1, 1} : new int[] {0, 1, 2});
    }

    @ParameterizedTest
    @CsvSource({
        "int32, 2, int32",
        "int32, 2.5, float64",
        "float32, 2, float32",
        "float32, 2.5, float32",
        "float16, 2.5, float16",
        "bool, 1, int64",
        "bool, 1.5, float64",
        "uint8, 3, uint8"
    })
    void numbersTakeTheArraysDtype(String dtype, String number, String result) {
        Number value = number.contains(".") ? (Number) Double.valueOf(number) : (Number) Integer.valueOf(number);
        NDArray y = NDArray.ones(DType.of(dtype), 2).add(value);
        assertThat(y.dtype()).isEqualTo(DType.of(result));
        assertThat(y.toDoubleArray()).containsOnly(1 + value.doubleValue());
    }

    @Test
    void divisionOfIntegersGivesFloat64() {
        NDArray y = NDArray.of(1, 2).div(NDArray.of(2, 0));
        assertThat(y.dtype()).isEqualTo(DType.FLOAT64);
        Expect.values(y, new double[] {0.5, Double.POSITIVE_INFINITY});
        assertThat(NDArray.of(1L).div(4).item()).isEqualTo(0.25);
        assertThat(NDArray.of(4).apply(UnaryOp.SQRT).dtype()).isEqualTo(DType.FLOAT64);
    }

    @Test
    void integersWrapAroundAndFloorTowardsMinusInfinity() {
        assertThat(NDArray.of(127).astype(DType.INT8).add(1).item()).isEqualTo(-128);
        assertThat(NDArray.of(200)
                        .astype(DType.UINT8)
                        .add(NDArray.of(100).astype(DType.UINT8))
                        .item())
                .isEqualTo(44);
        NDArray a = NDArray.of(7, -7, 7, -7);
        NDArray b = NDArray.of(2, 2, -2, 0);
        Expect.values(a.apply(BinaryOp.FLOOR_DIVIDE, b), new int[] {3, -4, -4, 0});
        Expect.values(a.apply(BinaryOp.MODULO, b), new int[] {1, 1, -1, 0});
        Expect.values(a.apply(BinaryOp.FMOD, b), new int[] {1, -1, 1, 0});
        assertThat(NDArray.of(Long.MAX_VALUE - 1).add(1).toLongArray()).containsExactly(Long.MAX_VALUE);
        NDArray sum = NDArray.of(1L << 60 | 1);
        sum.addAssign(NDArray.of(1L));
        sum.subAssign(NDArray.of(1L << 60));
        assertThat(sum.toLongArray()).containsExactly(2);
    }

    @Test
    void numbersThatDoNotFitAreRefusedButMayBeCompared() {
        NDArray x = NDArray.of(1, 2).astype(DType.INT8);
        assertThatThrownBy(() -> x.add(300))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("300")
                .hasMessageContaining("int8");
        assertThatThrownBy(() -> x.fill(-129))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-129");
        assertThatThrownBy(() -> NDArray.full(256, DType.UINT8, 1)).isInstanceOf(IllegalArgumentException.class);
        Expect.values(x.apply(BinaryOp.LESS, 300), new boolean[] {true, true});
        assertThat(NDArray.full(255, DType.UINT8, 1).item()).isEqualTo(255);
    }

    @Test
    void comparisonsGiveBool() {
        NDArray a = NDArray.of(1f, 2f, Float.NaN);
        NDArray b = NDArray.of(2f, 2f, Float.NaN);
        assertThat(a.apply(BinaryOp.EQUAL, b).dtype()).isEqualTo(DType.BOOL);
        Expect.values(a.apply(BinaryOp.EQUAL, b), new boolean[] {false, true, false});
        Expect.values(a.apply(BinaryOp.NOT_EQUAL, b), new boolean[] {true, false, true});
        Expect.values(a.apply(BinaryOp.LESS_EQUAL, b), new boolean[] {true, true, false});
        Expect.values(a.apply(BinaryOp.GREATER_EQUAL, 2), new boolean[] {false, true, false});
        Expect.values(a.apply(UnaryOp.IS_NAN), new boolean[] {false, false, true});
        Expect.values(NDArray.of(true, false).apply(UnaryOp.LOGICAL_NOT), new boolean[] {false, true});
        Expect.values(NDArray.of(0, 2).apply(BinaryOp.LOGICAL_OR, NDArray.of(0, 0)), new boolean[] {false, true});
    }

    @Test
    void inPlaceOperationsWriteThroughViews() {
        NDArray x = NDArray.zeros(DType.FLOAT32, 2, 3);
        x.get(":, 1").addAssign(NDArray.of(1, 2));
        x.get("1").mulAssign(10);
        x.get("..., 0").subAssign(NDArray.scalar(0.5, DType.FLOAT64));
        Expect.values(x, new float[][] {{-0.5f, 1, 0}, {-0.5f, 20, 0}});
        NDArray same = NDArray.of(1f, 2f);
        same.addAssign(same);
        Expect.values(same, new float[] {2, 4});
    }

    @Test
    void inPlaceOperationsThatLoseFractionsAreRefused() {
        NDArray x = NDArray.of(1, 2);
        assertThatThrownBy(() -> x.mulAssign(0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.5");
        assertThatThrownBy(() -> x.addAssign(NDArray.of(0.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("float64");
        assertThatThrownBy(() -> NDArray.of(1f).addAssign(NDArray.of(1f, 2f)))
                .isInstanceOf(IllegalArgumentException.class);
        Expect.values(x, new int[] {1, 2});
    }

    @Test
    void zeroSizeAndZeroDimensionalArrays() {
        NDArray empty = NDArray.zeros(DType.FLOAT32, 0, 3);
        assertThat(empty.add(NDArray.of(1f, 2f, 3f)).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(empty.neg().shape()).isEqualTo(Shape.of(0, 3));
        NDArray scalar = NDArray.scalar(2, DType.FLOAT32);
        assertThat(scalar.mul(scalar).shape()).isEqualTo(Shape.of());
        assertThat(scalar.mul(scalar).item()).isEqualTo(4);
    }

    @Test
    void float16RoundsEachResult() {
        NDArray x = NDArray.of(2048f, 1f).astype(DType.FLOAT16);
        assertThat(x.add(1).toFloatArray()).containsExactly(2048, 2);
        assertThat(NDArray.of(256f).astype(DType.BFLOAT16).add(1).item()).isEqualTo(256);
        assertThat(NDArray.of(60000f).astype(DType.FLOAT16).mul(2).item()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void where() {
        NDArray y = NDArrays.where(
                NDArray.of(true, false), NDArray.from(new int[][] {{1}, {2}}), NDArray.scalar(9.5, DType.FLOAT64));
        assertThat(y.dtype()).isEqualTo(DType.FLOAT64);
        Expect.values(y, new double[][] {{1, 9.5}, {2, 9.5}});
        Expect.values(NDArrays.where(NDArray.of(0, 5), NDArray.of(1, 1), NDArray.of(2, 2)), new int[] {2, 1});
    }

    @Test
    void closeness() {
        NDArray x = NDArray.of(1.0, Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(x.allClose(NDArray.of(1.001, Double.NaN, Double.POSITIVE_INFINITY), 0.01, 0))
                .isTrue();
        assertThat(x.allClose(NDArray.of(1.1, Double.NaN, Double.POSITIVE_INFINITY), 0.01, 0))
                .isFalse();
        assertThat(x.allClose(NDArray.of(1.0, Double.NaN, Double.NEGATIVE_INFINITY), 1, 1))
                .isFalse();
        assertThat(x.allClose(NDArray.of(1.0, 0, Double.POSITIVE_INFINITY), 1, 1))
                .isFalse();
        assertThat(x.allClose(x.expandDims(0), 0, 0)).isFalse();
        assertThat(NDArray.of(5.0).allClose(NDArray.of(Double.POSITIVE_INFINITY), 1, 1))
                .isFalse();
        assertThat(NDArray.of(1).contentEquals(NDArray.of(1L))).isFalse();
        assertThat(NDArray.of(1L << 60).contentEquals(NDArray.of(1L << 60 | 1))).isFalse();
        assertThat(NDArray.zeros(DType.INT8, 0).contentEquals(NDArray.zeros(DType.INT8, 0)))
                .isTrue();
    }
}
