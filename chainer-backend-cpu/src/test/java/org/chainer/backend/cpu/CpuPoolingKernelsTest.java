package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainer.backend.cpu.Samples.assertClose;

import java.util.Arrays;
import java.util.Random;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.PoolingKernels;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.backend.reference.ReferencePoolingKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuPoolingKernelsTest {
    private final PoolingKernels kernels = new CpuPoolingKernels();
    private final PoolingKernels reference = new ReferencePoolingKernels();
    private final Random random = new Random(0);

    @ParameterizedTest
    @CsvSource({"2, 2, 0, 0", "3, 2, 1, 0", "3, 2, 1, 1", "2, 3, 0, 1", "5, 1, 2, 0", "1, 1, 0, 0"})
    void poolingEqualsTheReference(int size, int stride, int pad, int extra) {
        int[] kernel = {size, size + 1};
        int[] strides = {stride, stride};
        int[] pads = {pad, pad};
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            Samples.views(random, dtype, 2, 3, 11, 13).forEach((view, values) -> {
                NDArray x = view.equals("contiguous") ? values.mul(4).apply(UnaryOp.RINT) : values;
                long rows = (11 + 2 * pad - kernel[0]) / stride + 1 + extra;
                long columns = (13 + 2 * pad - kernel[1]) / stride + 1;
                NDArray y = NDArray.empty(dtype, 2, 3, rows, columns);
                NDArray indices = NDArray.empty(DType.INT32, 2, 3, rows, columns);
                NDArray expected = y.emptyLike();
                NDArray expectedIndices = indices.emptyLike();
                kernels.maxPool(x, kernel, strides, pads, y, indices);
                reference.maxPool(x, kernel, strides, pads, expected, expectedIndices);
                assertClose(y, expected, "maxPool of " + view);
                assertClose(indices, expectedIndices, "places in " + view);
                NDArray gy = Samples.random(random, dtype, 2, 3, rows, columns);
                NDArray gx = x.emptyLike();
                NDArray expectedGx = x.emptyLike();
                kernels.maxPoolGrad(gy, indices, kernel, strides, pads, gx);
                reference.maxPoolGrad(gy, indices, kernel, strides, pads, expectedGx);
                assertClose(gx, expectedGx, "maxPoolGrad of " + view);
                for (boolean exclusive : new boolean[] {false, true}) {
                    kernels.averagePool(x, kernel, strides, pads, exclusive, y);
                    reference.averagePool(x, kernel, strides, pads, exclusive, expected);
                    assertClose(y, expected, "averagePool of " + view);
                    kernels.averagePoolGrad(gy, kernel, strides, pads, exclusive, gx);
                    reference.averagePoolGrad(gy, kernel, strides, pads, exclusive, expectedGx);
                    assertClose(gx, expectedGx, "averagePoolGrad of " + view);
                }
                indices.fill(kernel[0] * kernel[1]);
                assertThatThrownBy(() -> kernels.maxPoolGrad(gy, indices, kernel, strides, pads, gx))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            });
        }
    }

    /** One to three axes, small and (for oneDNN) large ones; windows at the far border may reach over it, or lie beyond. */
    @ParameterizedTest
    @CsvSource({"1, 9, 0", "1, 3000, 1", "2, 40, 1", "3, 5, 0", "3, 12, 1"})
    void anyNumberOfAxes(int axes, int length, int extra) {
        for (int pad : new int[] {0, 1}) {
            int[] kernel = filled(axes, 3);
            int[] strides = filled(axes, 2);
            int[] pads = filled(axes, pad);
            long[] in = {2, 3, length, length, length};
            long count = (length + 2L * pad - 3) / 2 + 1 + extra;
            long[] out = {2, 3, count, count, count};
            NDArray x = Samples.random(random, DType.FLOAT32, Arrays.copyOf(in, axes + 2));
            NDArray gy = Samples.random(random, DType.FLOAT32, Arrays.copyOf(out, axes + 2));
            NDArray y = gy.emptyLike();
            NDArray expected = gy.emptyLike();
            NDArray gx = x.emptyLike();
            NDArray expectedGx = x.emptyLike();
            NDArray indices = gy.emptyLike(DType.INT32, gy.shape());
            NDArray expectedIndices = indices.emptyLike();
            kernels.maxPool(x, kernel, strides, pads, y, indices);
            reference.maxPool(x, kernel, strides, pads, expected, expectedIndices);
            assertClose(y, expected, "maxPool");
            assertClose(indices, expectedIndices, "places");
            kernels.maxPoolGrad(gy, indices, kernel, strides, pads, gx);
            reference.maxPoolGrad(gy, indices, kernel, strides, pads, expectedGx);
            assertClose(gx, expectedGx, "maxPoolGrad");
            for (boolean exclusive : new boolean[] {false, true}) {
                kernels.averagePool(x, kernel, strides, pads, exclusive, y);
                reference.averagePool(x, kernel, strides, pads, exclusive, expected);
                assertClose(y, expected, "averagePool");
                kernels.averagePoolGrad(gy, kernel, strides, pads, exclusive, gx);
                reference.averagePoolGrad(gy, kernel, strides, pads, exclusive, expectedGx);
                assertClose(gx, expectedGx, "averagePoolGrad");
            }
        }
    }

    @Test
    void theFirstNaNIsTheGreatest() {
        for (int axes = 1; axes <= 3; axes++) {
            NDArray x = NDArray.zeros(DType.FLOAT32, Arrays.copyOf(new long[] {1, 1, 4, 4, 4}, axes + 2));
            x.flatten().slice(0, 1, 2).fill(Float.NaN);
            x.flatten().slice(0, 2, 3).fill(7);
            NDArray y = NDArray.zeros(DType.FLOAT32, Arrays.copyOf(new long[] {1, 1, 1, 1, 1}, axes + 2));
            NDArray indices = y.astype(DType.INT32);
            kernels.maxPool(x, filled(axes, 4), filled(axes, 1), filled(axes, 0), y, indices);
            assertThat(y.item()).isNaN();
            assertThat(indices.item()).isEqualTo(1);
        }
    }

    private static int[] filled(int axes, int value) {
        int[] result = new int[axes];
        Arrays.fill(result, value);
        return result;
    }
}
