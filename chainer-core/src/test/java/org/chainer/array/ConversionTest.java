package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversionTest {

    @Test
    void javaArraysAreCopied() {
        float[] values = {1, 2};
        NDArray x = NDArray.of(values);
        values[0] = 9;
        assertThat(x.getDouble(0)).isEqualTo(1);
        x.toFloatArray()[1] = 9;
        assertThat(x.getDouble(1)).isEqualTo(2);
    }

    @Test
    void dtypesFollowElementTypes() {
        assertThat(NDArray.from(new float[1]).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(NDArray.from(new double[1][1]).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(NDArray.from(new int[1]).dtype()).isEqualTo(DType.INT32);
        assertThat(NDArray.from(new long[1]).dtype()).isEqualTo(DType.INT64);
        assertThat(NDArray.from(new short[1]).dtype()).isEqualTo(DType.INT16);
        assertThat(NDArray.from(new byte[1]).dtype()).isEqualTo(DType.INT8);
        assertThat(NDArray.from(new boolean[1]).dtype()).isEqualTo(DType.BOOL);
        assertThat(NDArray.from(2.5f).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(NDArray.from(3).shape()).isEqualTo(Shape.of());
        assertThat(NDArray.from(true).dtype()).isEqualTo(DType.BOOL);
        assertThat(NDArray.from((byte) -3).toIntArray()).containsExactly(-3);
    }

    @Test
    void nestedArraysComeBack() {
        double[][][] nested = {{{1, 2}, {3, 4}, {5, 6}}};
        NDArray x = NDArray.from(nested);
        assertThat(x.shape()).isEqualTo(Shape.of(1, 3, 2));
        assertThat((double[][][]) x.toNestedArray()).isDeepEqualTo(nested);
        assertThat((short[]) NDArray.from(new short[] {1, -2}).toNestedArray()).containsExactly((short) 1, (short) -2);
        assertThat((byte[]) NDArray.from(new byte[] {1, -2}).toNestedArray()).containsExactly((byte) 1, (byte) -2);
        assertThat((boolean[][]) NDArray.from(new boolean[][] {{true}, {false}}).toNestedArray())
                .isDeepEqualTo(new boolean[][] {{true}, {false}});
        assertThat((int[]) NDArray.of(250).astype(DType.UINT8).toNestedArray()).containsExactly(250);
        assertThat((float[]) NDArray.of(0.5f).astype(DType.BFLOAT16).toNestedArray())
                .containsExactly(0.5f);
        assertThat((long[][]) NDArray.zeros(DType.INT64, 2, 0).toNestedArray()).isDeepEqualTo(new long[2][0]);
        assertThat(NDArray.scalar(7, DType.INT64).toNestedArray()).isEqualTo(7L);
        assertThat((double[][]) x.get("0").transpose().toNestedArray())
                .isDeepEqualTo(new double[][] {{1, 3, 5}, {2, 4, 6}});
    }

    @Test
    void raggedAndForeignArraysAreRefused() {
        assertThatThrownBy(() -> NDArray.from(new float[][] {{1, 2}, {3}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("axis 1")
                .hasMessageContaining("2 and 1");
        assertThatThrownBy(() -> NDArray.from(new float[][] {{1}, null}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("null");
        assertThatThrownBy(() -> NDArray.from(new String[] {"1"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("String");
        assertThatThrownBy(() -> NDArray.from(new char[] {'1'}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("char");
        assertThatThrownBy(() -> NDArray.from(java.math.BigDecimal.ONE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void elementsThatAreNoIntAreRefused() {
        assertThatThrownBy(() -> NDArray.of(1L, 1L << 40).toIntArray())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("element 1")
                .hasMessageContaining("1099511627776");
        assertThat(NDArray.of(-1.9, 1.9).toIntArray()).containsExactly(-1, 1);
    }

    @Test
    void items() {
        assertThat(NDArray.from(new int[][] {{3}}).item()).isEqualTo(3);
        assertThatThrownBy(() -> NDArray.of(1, 2).item())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("(2,)");
    }

    @ParameterizedTest
    @EnumSource
    void castsTruncateToIntegersAndTestForBool(DType dtype) {
        NDArray x = NDArray.of(-1.75, 0, 1.75, 100).astype(dtype);
        double[] expected = switch (dtype) {
            case BOOL -> new double[] {1, 0, 1, 1};
            case UINT8 -> new double[] {255, 0, 1, 100};
            default -> dtype.isFloating() ? new double[] {-1.75, 0, 1.75, 100} : new double[] {-1, 0, 1, 100};
        };
        assertThat(x.toDoubleArray()).containsExactly(expected);
        assertThat(x.astype(dtype)).isSameAs(x);
        NDArray back = x.astype(DType.INT64);
        assertThat(back.toLongArray()[3]).isEqualTo(dtype == DType.BOOL ? 1 : 100);
    }

    @Test
    void wideIntegersKeepAllBits() {
        NDArray x = NDArray.of(Long.MAX_VALUE, Long.MIN_VALUE + 1);
        assertThat(x.copy().toLongArray()).containsExactly(Long.MAX_VALUE, Long.MIN_VALUE + 1);
        assertThat(x.astype(DType.INT32).toIntArray()).containsExactly(-1, 1);
    }

    @Test
    void buffersAreReadFromPositionToLimit() {
        FloatBuffer buffer = FloatBuffer.wrap(new float[] {9, 1, 2, 3, 4, 9});
        buffer.position(1).limit(5);
        NDArray x = NDArrays.fromBuffer(buffer, Shape.of(2, 2));
        Expect.values(x, new float[][] {{1, 2}, {3, 4}});
        assertThat(buffer.position()).isEqualTo(1);
        assertThat(buffer.limit()).isEqualTo(5);
        buffer.put(1, 77);
        assertThat(x.getDouble(0, 0)).isEqualTo(1);
        assertThatThrownBy(() -> NDArrays.fromBuffer(buffer, Shape.of(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 elements")
                .hasMessageContaining("(3,)");
    }

    @Test
    void buffersAreWrittenFromPosition() {
        NDArray x = NDArray.from(new float[][] {{1, 2}, {3, 4}}).transpose();
        FloatBuffer buffer = FloatBuffer.allocate(6).position(1);
        x.copyTo(buffer);
        assertThat(buffer.array()).containsExactly(0, 1, 3, 2, 4, 0);
        assertThat(buffer.position()).isEqualTo(1);
        assertThatThrownBy(() -> x.copyTo(FloatBuffer.allocate(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("room for 3");
        assertThatThrownBy(() -> x.copyTo(FloatBuffer.allocate(4).asReadOnlyBuffer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("read-only");
    }

    @Test
    void everyTypeOfBuffer() {
        Expect.values(NDArrays.fromBuffer(DoubleBuffer.wrap(new double[] {1.5}), Shape.of(1)), new double[] {1.5});
        Expect.values(NDArrays.fromBuffer(LongBuffer.wrap(new long[] {1L << 60}), Shape.of(1)), new long[] {1L << 60});
        Expect.values(NDArrays.fromBuffer(IntBuffer.wrap(new int[] {-5}), Shape.of()), -5);
        Expect.values(NDArrays.fromBuffer(ShortBuffer.wrap(new short[] {-5}), Shape.of(1)), new short[] {-5});
        Expect.values(NDArrays.fromBuffer(ByteBuffer.wrap(new byte[] {-5}), Shape.of(1)), new byte[] {-5});
        assertThat(NDArrays.fromBuffer(ByteBuffer.wrap(new byte[] {-5}), DType.UINT8, Shape.of(1))
                        .item())
                .isEqualTo(251);
        assertThat(NDArrays.fromBuffer(ShortBuffer.wrap(new short[] {0x3c00}), DType.FLOAT16, Shape.of(1))
                        .item())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void bytesInTheirOwnOrderServeEveryDtype(DType dtype) {
        NDArray x = NDArrays.arange(5000)
                .apply(org.chainer.backend.kernels.BinaryOp.MODULO, 100)
                .astype(dtype);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(5000 * dtype.bytes() + 3).order(order).position(3);
            x.copyTo(bytes);
            assertThat(NDArrays.fromBuffer(bytes, dtype, Shape.of(5000)).contentEquals(x))
                    .isTrue();
        }
        ByteBuffer big = ByteBuffer.allocate(8);
        NDArray.of(1L).copyTo(big);
        assertThat(big.get(7)).isEqualTo((byte) 1);
    }

    @Test
    void buffersOfOtherTypesAreRefused() {
        assertThatThrownBy(() -> NDArray.of(1f).copyTo(DoubleBuffer.allocate(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("float32")
                .hasMessageContaining("astype");
        assertThatThrownBy(() -> NDArray.of(1).copyFrom(FloatBuffer.allocate(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NDArray.of(1).copyFrom(ByteBuffer.allocate(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 bytes");
    }

    @Test
    void makingArrays() {
        assertThat(NDArray.zeros(DType.INT8, 2, 0).size()).isZero();
        Expect.values(NDArray.full(2.5, DType.FLOAT64, 2), new double[] {2.5, 2.5});
        Expect.values(NDArray.full(2.9, DType.INT32, 1), new int[] {2});
        NDArray x = NDArray.ones(DType.FLOAT16, 2);
        assertThat(x.zerosLike().dtype()).isEqualTo(DType.FLOAT16);
        Expect.values(x.zerosLike(), new int[] {0, 0});
        assertThat(x.emptyLike(Shape.of(3)).shape()).isEqualTo(Shape.of(3));
        assertThat(x.emptyLike(DType.BOOL, Shape.of(1, 1)).dtype()).isEqualTo(DType.BOOL);
        assertThatThrownBy(() -> NDArray.zeros(DType.INT8, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
