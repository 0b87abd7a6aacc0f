package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.chainer.backend.cpu.Samples.assertClose;

import java.util.Random;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.ConvolutionKernels;
import org.chainer.backend.reference.ReferenceConvolutionKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuConvolutionKernelsTest {
    private final ConvolutionKernels kernels = new CpuConvolutionKernels();
    private final ConvolutionKernels reference = new ReferenceConvolutionKernels();
    private final Random random = new Random(0);

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 5, 3, 1, 0, 1, 1",
        "1, 4, 6, 9, 2, 2, 1, 2, 2",
        "2, 3, 5, 8, 3, 1, 1, 1, 1",
        "2, 16, 32, 10, 3, 1, 1, 1, 1",
        "2, 16, 32, 9, 3, 2, 0, 1, 1",
        "2, 8, 4, 11, 3, 2, 2, 2, 4",
        "2, 6, 6, 7, 1, 1, 0, 1, 6",
        "2, 3, 4, 7, 2, 3, 1, 1, 1",
        "3, 2, 3, 5, 2, 1, 1, 1, 1",
        "3, 4, 4, 6, 3, 2, 1, 1, 2"
    })
    void convolutionsAndTheirGradientsEqualTheReference(
            int axes, long in, long out, long length, long kernel, int stride, int pad, int dilate, int groups) {
        for (boolean coverAll : new boolean[] {false, true}) {
            long covered = (kernel - 1) * dilate + 1;
            long size = (length + 2L * pad - covered + (coverAll ? stride - 1 : 0)) / stride + 1;
            NDArray x = numbers(2, in, axes, length);
            NDArray w = numbers(out, in / groups, axes, kernel);
            NDArray gy = numbers(2, out, axes, size);
            int[] strides = all(axes, stride);
            int[] pads = all(axes, pad);
            int[] dilates = all(axes, dilate);
            String what = axes + "-dimensional convolution of " + x.shape() + " and " + w.shape();
            for (NDArray bias : new NDArray[] {null, Samples.random(random, out)}) {
                NDArray y = gy.emptyLike();
                NDArray expected = gy.emptyLike();
                kernels.convolve(x, w, bias, strides, pads, dilates, groups, y);
                reference.convolve(x, w, bias, strides, pads, dilates, groups, expected);
                assertClose(y, expected, what);
            }
            for (NDArray bias : new NDArray[] {null, Samples.random(random, in)}) {
                NDArray gx = x.emptyLike();
                NDArray expected = x.emptyLike();
                kernels.convolveGradInput(gy, w, bias, strides, pads, dilates, groups, gx);
                reference.convolveGradInput(gy, w, bias, strides, pads, dilates, groups, expected);
                assertClose(gx, expected, "gradient to x of " + what);
            }
            NDArray gw = w.emptyLike();
            NDArray expected = w.emptyLike();
            kernels.convolveGradWeight(x, gy, strides, pads, dilates, groups, gw);
            reference.convolveGradWeight(x, gy, strides, pads, dilates, groups, expected);
            assertClose(gw, expected, "gradient to w of " + what, 1e-4);
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32", "FLOAT64"})
    void convolutionsOfViewsEqualTheReference(DType dtype) {
        int[] one = {1, 1};
        int[] none = {0, 0};
        Samples.views(random, dtype, 3, 4, 6, 7).forEach((view, x) -> {
            NDArray w = Samples.random(random, dtype, 3, 3, 4, 5).transpose();
            NDArray kernel = w.slice(0, 0, 5).slice(2, 0, 3).slice(3, 0, 3);
            NDArray wide = Samples.random(random, dtype, 3, 5, 8, 5);
            NDArray y = wide.get(":, :, ::2");
            NDArray expected = y.copy();
            kernels.convolve(x, kernel, null, one, none, one, 1, y);
            reference.convolve(x, kernel, null, one, none, one, 1, expected);
            assertClose(y, expected, "convolution of " + view);
        });
    }

    @Test
    void convolutionsGoToOneDnn() {
        assumeThat(NativeLibraries.ONEDNN.unavailableReason()).isNull();
        int[] one = {1, 1};
        int[] none = {0, 0};
        NDArray x = Samples.random(random, 1, 1, 37, 41);
        NDArray y = NDArray.empty(DType.FLOAT32, 1, 1, 37, 41);
        long before = OneDnn.madePrimitives();
        kernels.convolve(x, NDArray.ones(DType.FLOAT32, 1, 1, 1, 1), null, one, none, one, 1, y);
        assertThat(OneDnn.madePrimitives()).isGreaterThan(before);
        assertClose(y, x, "convolution with one");
    }

    private NDArray numbers(long a, long b, int axes, long length) {
        long[] shape = new long[2 + axes];
        java.util.Arrays.fill(shape, length);
        shape[0] = a;
        shape[1] = b;
        return Samples.random(random, shape);
    }

    private static int[] all(int axes, int value) {
        int[] values = new int[axes];
        java.util.Arrays.fill(values, value);
        return values;
    }
}
