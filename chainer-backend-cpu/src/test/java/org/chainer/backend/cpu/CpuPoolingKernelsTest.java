package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainer.backend.cpu.Samples.assertClose;

import java.util.Random;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.PoolingKernels;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.backend.reference.ReferencePoolingKernels;
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
}
