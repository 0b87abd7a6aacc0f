package org.chainer.functions.connection;

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

class ConvolutionTest {
    private static ConvolutionOptions options() {
        return new ConvolutionOptions();
    }

    private static Variable zeros(long... shape) {
        return new Variable(NDArray.zeros(DType.FLOAT32, shape));
    }

    @Test
    void convolutionGradients() {
        FunctionChecks.of(x -> F.convolution2d(x[0], x[1], x[2]))
                .input(2, 3, 4, 5)
                .weight(2, 3, 3, 2)
                .weight(2)
                .run();
        FunctionChecks.of(x -> F.convolution2d(x[0], x[1], null, 2, 1))
                .input(2, 2, 5, 4)
                .weight(3, 2, 3, 3)
                .run();
        ConvolutionOptions[] all = {
            options().stride(2, 1).pad(1, 0).coverAll(true),
            options().dilate(2).pad(2),
            options().groups(2).pad(1),
            options().groups(2).stride(2).pad(0, 1).dilate(1, 2).coverAll(true)
        };
        for (ConvolutionOptions options : all) {
            FunctionChecks.of(x -> F.convolution2d(x[0], x[1], x[2], options))
                    .input(2, 4, 4, 5)
                    .weight(2, options == all[0] || options == all[1] ? 4 : 2, 2, 3)
                    .weight(2)
                    .run();
        }
        FunctionChecks.of(x ->
                        F.convolution1d(x[0], x[1], x[2], options().stride(2).pad(1)))
                .input(2, 3, 6)
                .weight(2, 3, 3)
                .weight(2)
                .run();
        FunctionChecks.of(x -> F.convolution3d(x[0], x[1], x[2]))
                .input(2, 1, 3, 2, 3)
                .weight(2, 1, 2, 1, 2)
                .weight(2)
                .run();
        FunctionChecks.of(x -> F.convolutionNd(x[0], x[1], null, options().stride(1, 2, 1, 1)))
                .input(1, 1, 2, 3, 2, 2)
                .weight(2, 1, 1, 2, 2, 1)
                .run();
    }

    @Test
    void deconvolutionGradients() {
        FunctionChecks.of(x -> F.deconvolution2d(x[0], x[1], x[2]))
                .input(2, 3, 2, 3)
                .weight(3, 2, 3, 2)
                .weight(2)
                .run();
        FunctionChecks.of(x -> F.deconvolution2d(x[0], x[1], null, 2, 1))
                .input(2, 2, 3, 2)
                .weight(2, 3, 3, 3)
                .run();
        ConvolutionOptions[] all = {
            options().stride(2, 1).pad(1, 0).outsize(4, 5),
            options().stride(2, 1).pad(1, 0).outsize(5, 5),
            options().dilate(2).pad(1)
        };
        for (ConvolutionOptions options : all) {
            FunctionChecks.of(x -> F.deconvolution2d(x[0], x[1], x[2], options))
                    .input(2, 2, 3, 4)
                    .weight(2, 3, 2, 2)
                    .weight(3)
                    .run();
        }
        FunctionChecks.of(x ->
                        F.deconvolution2d(x[0], x[1], x[2], options().groups(2).stride(2)))
                .input(2, 4, 2, 3)
                .weight(4, 1, 2, 2)
                .weight(2)
                .run();
        FunctionChecks.of(x -> F.deconvolution1d(x[0], x[1], x[2], options().stride(3)))
                .input(2, 3, 3)
                .weight(3, 2, 2)
                .weight(2)
                .run();
        FunctionChecks.of(x -> F.deconvolution3d(x[0], x[1], x[2]))
                .input(2, 2, 1, 2, 2)
                .weight(2, 1, 2, 1, 2)
                .weight(1)
                .run();
        FunctionChecks.of(x -> F.deconvolutionNd(x[0], x[1], null))
                .input(1, 1, 2, 1, 2, 1)
                .weight(1, 2, 1, 2, 2, 1)
                .run();
    }

    @Test
    void relativesOfTheConvolution() {
        FunctionChecks.of(x -> F.depthwiseConvolution2d(
                        x[0], x[1], x[2], options().stride(2, 1).pad(1)))
                .input(2, 3, 4, 3)
                .weight(2, 3, 2, 3)
                .weight(6)
                .run();
        FunctionChecks.of(x -> F.depthwiseConvolution2d(x[0], x[1], null))
                .input(2, 2, 3, 3)
                .weight(1, 2, 2, 2)
                .run();
        FunctionChecks.of(x -> F.dilatedConvolution2d(x[0], x[1], x[2], 2))
                .input(2, 2, 5, 4)
                .weight(2, 2, 2, 2)
                .weight(2)
                .run();
        FunctionChecks.of(x -> F.localConvolution2d(x[0], x[1], x[2], 2, 1))
                .input(2, 2, 5, 4)
                .weight(3, 2, 3, 2, 2, 2)
                .weight(3, 2, 3)
                .run();
        FunctionChecks.of(x -> F.localConvolution2d(x[0], x[1], null))
                .input(2, 2, 4, 4)
                .weight(3, 2, 3, 2, 2, 2)
                .run();
    }

    @Test
    void figures() {
        Variable x = new Variable(NDArrays.arange(9).astype(DType.FLOAT64).reshape(1, 1, 3, 3));
        Variable w = new Variable(NDArray.of(1.0, 10, 100, 1000).reshape(1, 1, 2, 2));
        Variable b = new Variable(NDArray.of(0.5));
        assertThat(F.convolution2d(x, w, b).array().toDoubleArray()).containsExactly(4310.5, 5421.5, 7643.5, 8754.5);
        assertThat(F.convolution2d(x, w, null, options().stride(2).coverAll(true))
                        .array()
                        .toDoubleArray())
                .containsExactly(4310, 502, 76, 8);
        Variable y = new Variable(NDArray.of(1.0, 2).reshape(1, 1, 1, 2));
        assertThat(F.deconvolution2d(y, w, b).array().toDoubleArray())
                .containsExactly(1.5, 12.5, 20.5, 100.5, 1200.5, 2000.5);
        assertThat(F.deconvolution2d(y, w, null, options().stride(2).outsize(2, 5))
                        .shape())
                .isEqualTo(Shape.of(1, 1, 2, 5));
    }

    @Test
    void aLocalConvolutionWithOneKernelIsAConvolution() {
        Variable x = new Variable(FunctionChecks.uniform(1, -1, 1, 2, 3, 4, 5));
        NDArray w = FunctionChecks.uniform(2, -1, 1, 2, 3, 2, 3);
        NDArray everywhere = w.reshape(2, 1, 1, 3, 2, 3).broadcastTo(Shape.of(2, 3, 3, 3, 2, 3));
        assertThat(F.localConvolution2d(x, new Variable(everywhere), null)
                        .array()
                        .allClose(F.convolution2d(x, new Variable(w), null).array(), 1e-12, 1e-12))
                .isTrue();
    }

    @Test
    void wrongInputs() {
        Variable x = zeros(2, 3, 4, 4);
        Variable w = zeros(2, 3, 3, 3);
        assertThatThrownBy(() -> F.convolution2d(x, zeros(2, 4, 3, 3), null))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("Convolution (Forward)")
                .hasMessageContaining("x.shape[1] == W.shape[1] * groups")
                .hasMessageContaining("3 != 4");
        assertThatThrownBy(() -> F.convolution2d(x, w, zeros(3)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("b.shape[0] == W.shape[0]");
        assertThatThrownBy(() -> F.convolution2d(x, zeros(2, 3, 3), null)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() ->
                        F.convolution2d(x, zeros(3, 1, 3, 3), null, options().groups(2)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("divisible by groups = 2");
        assertThatThrownBy(() -> F.convolution2d(x, zeros(2, 3, 0, 3), null))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("kernel with elements");
        assertThatThrownBy(() -> F.convolution2d(x, zeros(2, 3, 5, 5), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the result would have size [0, 0]");
        assertThatThrownBy(() -> F.convolution2d(x, w, null, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("convolution: stride is [0]");
        assertThatThrownBy(() -> F.convolution2d(x, w, null, options().groups(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.convolution2d(x, w, null, options().outsize(2, 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.convolution1d(x, w, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("convolution_1d: x has shape (2, 3, 4, 4)");
        assertThatThrownBy(() -> F.convolutionNd(zeros(2, 3), w, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.convolution2d(x, new Variable(NDArray.zeros(DType.FLOAT64, 2, 3, 3, 3)), null))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("W.dtype == x.dtype");
        assertThatThrownBy(() -> F.deconvolution2d(x, w, null))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.shape[1] == W.shape[0]");
        assertThatThrownBy(() ->
                        F.deconvolution2d(x, zeros(3, 2, 3, 3), null, options().outsize(7, 7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which a convolution would bring to size 5");
        assertThatThrownBy(() ->
                        F.deconvolution2d(x, zeros(3, 2, 3, 3), null, options().outsize(6)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        F.deconvolution2d(x, zeros(3, 2, 3, 3), null, options().coverAll(true)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.depthwiseConvolution2d(x, zeros(2, 4, 3, 3), null))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("depthwise_convolution_2d (Forward)");
        assertThatThrownBy(() -> F.localConvolution2d(x, zeros(2, 3, 2, 3, 3, 3), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 by 2 places")
                .hasMessageContaining("room for 2 by 2");
        assertThatThrownBy(() -> F.localConvolution2d(x, zeros(2, 2, 2, 3, 3, 3), zeros(2)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("b.shape == (2, 2, 2)");
    }
}
