package org.chainer.functions.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;

class PoolingTest {
    private static Variable range(long... shape) {
        NDArray values = NDArrays.arange(Shape.of(shape).size());
        return new Variable(values.astype(DType.FLOAT64).reshape(shape));
    }

    private static NDArray distinct(long... shape) {
        return FunctionChecks.distinct(5, shape);
    }

    @Test
    void maxPoolingGradients() {
        for (boolean coverAll : new boolean[] {true, false}) {
            FunctionChecks.of(x -> F.maxPooling2d(
                            x[0], new PoolingOptions(3).stride(2).pad(1).coverAll(coverAll)))
                    .input(distinct(2, 3, 5, 4))
                    .run();
            FunctionChecks.of(x -> F.maxPooling2d(
                            x[0],
                            new PoolingOptions(2, 3).stride(1, 2).pad(0, 1).coverAll(coverAll)))
                    .input(distinct(2, 2, 4, 5))
                    .run();
            FunctionChecks.of(x ->
                            F.maxPooling1d(x[0], new PoolingOptions(3).stride(2).coverAll(coverAll)))
                    .input(distinct(2, 3, 6))
                    .run();
        }
        FunctionChecks.of(x -> F.maxPooling3d(x[0], 2))
                .input(distinct(2, 1, 3, 2, 4))
                .eps(1e-4)
                .run();
        FunctionChecks.of(x -> F.maxPoolingNd(x[0], new PoolingOptions(2).stride(1)))
                .input(distinct(1, 1, 2, 3, 2, 3))
                .run();
    }

    @Test
    void averagePoolingGradients() {
        FunctionChecks.of(x -> F.averagePooling2d(x[0], 3, 2, 1))
                .input(2, 3, 5, 4)
                .run();
        FunctionChecks.of(x -> F.averagePooling2d(
                        x[0], new PoolingOptions(2, 3).stride(1, 2).pad(0, 1)))
                .input(2, 2, 4, 5)
                .run();
        FunctionChecks.of(x -> F.averagePooling1d(
                        x[0], new PoolingOptions(3).stride(2).pad(2).ignorePad()))
                .input(2, 3, 6)
                .run();
        FunctionChecks.of(x -> F.averagePooling3d(x[0], 2)).input(2, 1, 3, 2, 4).run();
        FunctionChecks.of(x -> F.averagePoolingNd(x[0], new PoolingOptions(2).stride(1)))
                .input(1, 1, 2, 3, 2, 3)
                .run();
    }

    @Test
    void unpoolingGradients() {
        for (boolean coverAll : new boolean[] {true, false}) {
            FunctionChecks.of(x -> F.unpooling2d(
                            x[0], new PoolingOptions(3).stride(2).pad(1).coverAll(coverAll)))
                    .input(2, 3, 3, 2)
                    .run();
            FunctionChecks.of(x ->
                            F.unpooling1d(x[0], new PoolingOptions(2).stride(3).coverAll(coverAll)))
                    .input(2, 3, 3)
                    .run();
        }
        FunctionChecks.of(x -> F.unpooling2d(
                        x[0], new PoolingOptions(2, 3).stride(1, 2).outsize(5, 4)))
                .input(2, 2, 4, 2)
                .run();
        FunctionChecks.of(x -> F.unpooling3d(x[0], 2)).input(2, 1, 3, 2, 2).run();
        FunctionChecks.of(x -> F.unpoolingNd(x[0], 2)).input(1, 1, 2, 1, 2, 2).run();
    }

    @Test
    void upsamplingGradients() {
        NDArray indexes = NDArray.of(0, 3, 5, 8, 1, 2, 7, 6).reshape(1, 2, 2, 2);
        FunctionChecks.of(x -> F.upsampling2d(
                        x[0],
                        indexes.slice(0, 0, x[0].dim(0)),
                        new PoolingOptions(3).stride(2).pad(1).outsize(3, 3)))
                .input(1, 2, 2, 2)
                .run();
    }

    @Test
    void spatialPyramidGradients() {
        FunctionChecks.of(x -> F.spatialPyramidPooling2d(x[0], 3))
                .input(distinct(2, 2, 7, 4))
                .eps(1e-4)
                .run();
        assertThat(F.spatialPyramidPooling2d(range(2, 3, 8, 8), 3).shape()).isEqualTo(Shape.of(2, 63, 1, 1));
    }

    @Test
    void figures() {
        Variable x = range(1, 1, 3, 4);
        MaxPooling.WithIndices max = F.maxPoolingReturnIndices(x, new PoolingOptions(2));
        assertThat(max.y().array().toDoubleArray()).containsExactly(5, 7, 9, 11);
        assertThat(max.indices().toLongArray()).containsExactly(3, 3, 1, 1);
        assertThat(max.indices().dtype()).isEqualTo(DType.INT32);
        assertThat(F.maxPooling2d(x, new PoolingOptions(2).coverAll(false))
                        .array()
                        .toDoubleArray())
                .containsExactly(5, 7);
        assertThat(F.averagePooling2d(x, 2).array().toDoubleArray()).containsExactly(2.5, 4.5);
        assertThat(F.averagePooling1d(range(1, 1, 3), new PoolingOptions(2).pad(1))
                        .array()
                        .toDoubleArray())
                .containsExactly(0, 1.5);
        assertThat(F.averagePooling1d(
                                range(1, 1, 3).add(1),
                                new PoolingOptions(2).pad(1).ignorePad())
                        .array()
                        .toDoubleArray())
                .containsExactly(1, 2.5);
        assertThat(F.unpooling1d(range(1, 1, 2).add(1), new PoolingOptions(2))
                        .array()
                        .toDoubleArray())
                .containsExactly(1, 1, 2);
        assertThat(F.unpooling1d(range(1, 1, 2).add(1), new PoolingOptions(2).coverAll(false))
                        .array()
                        .toDoubleArray())
                .containsExactly(1, 1, 2, 2);
    }

    @Test
    void upsamplingUndoesMaxPooling() {
        Variable x = new Variable(distinct(2, 3, 4, 6));
        MaxPooling.WithIndices max = F.maxPoolingReturnIndices(x, new PoolingOptions(2));
        max.y().unchainBackward();
        Variable y = F.upsampling2d(max.y(), max.indices(), new PoolingOptions(2).outsize(4, 6));
        assertThat(y.shape()).isEqualTo(x.shape());
        assertThat(F.maxPooling2d(y, 2)
                        .array()
                        .contentEquals(
                                F.maximum(max.y(), new Variable(max.y().array().zerosLike(), false))
                                        .array()))
                .isTrue();
    }

    @Test
    void wrongInputs() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3, 4, 4));
        assertThatThrownBy(() -> F.maxPooling1d(x, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("max_pooling_1d: x has shape (2, 3, 4, 4), expected (batch, channels) and 1 spatial axis");
        assertThatThrownBy(() -> F.averagePooling3d(x, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.maxPoolingNd(x.reshape(2, 48), 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.maxPooling2d(x, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max_pooling: ksize is [0]");
        assertThatThrownBy(() -> F.maxPooling2d(x, 2, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.maxPooling2d(x, 2, 1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.maxPooling2d(x, new PoolingOptions(2, 2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ksize is [2, 2, 2], expected one number or one for each of the 2 spatial axes");
        assertThatThrownBy(() -> F.averagePooling2d(x, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the result would have size [0, 0]");
        assertThatThrownBy(() -> F.averagePooling2d(x, new PoolingOptions(2).coverAll(true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("average_pooling has no option cover_all");
        assertThatThrownBy(() -> F.maxPooling2d(x, new PoolingOptions(2).ignorePad()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.maxPooling2d(x, new PoolingOptions(2).outsize(2, 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.unpooling2d(x, new PoolingOptions(2).outsize(10, 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can't become of size [10, 8]");
        assertThatThrownBy(() -> F.unpooling2d(x, new PoolingOptions(2).outsize(8)))
                .isInstanceOf(IllegalArgumentException.class);
        Variable integers = new Variable(NDArray.zeros(DType.INT32, 2, 3, 4, 4), false);
        assertThatThrownBy(() -> F.maxPooling2d(integers, 2))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("MaxPooling (Forward)")
                .hasMessageContaining("x.dtype.kind == f");
        assertThatThrownBy(() -> F.upsampling2d(x, NDArray.zeros(DType.INT32, 2, 3, 4, 3), 2))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("indexes.shape == x.shape");
        assertThatThrownBy(() -> F.upsampling2d(x, NDArray.full(4, DType.INT32, 2, 3, 4, 4), 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("4");
        assertThatThrownBy(() -> F.spatialPyramidPooling2d(x, 2, "average"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.spatialPyramidPooling2d(x, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
