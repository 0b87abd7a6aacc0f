package org.chainer.functions.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;

/** Bilinear layers, shifts and deformable convolutions. */
class ConnectionTest {
    private static Variable zeros(long... shape) {
        return new Variable(NDArray.zeros(DType.FLOAT32, shape));
    }

    @Test
    void bilinearGradients() {
        FunctionChecks.of(x -> F.bilinear(x[0], x[1], x[2]))
                .input(4, 3)
                .input(4, 2)
                .weight(3, 2, 5)
                .run();
        FunctionChecks.of(x -> F.bilinear(x[0], x[1], x[2], x[3], x[4], x[5]))
                .input(4, 3, 2)
                .input(4, 2)
                .weight(6, 2, 3)
                .weight(6, 3)
                .weight(2, 3)
                .weight(3)
                .run();
    }

    @Test
    void shiftGradients() {
        FunctionChecks.of(x -> F.shift(x[0])).input(2, 11, 3, 4).run();
        FunctionChecks.of(x -> F.shift(x[0], new int[] {1, 3}, new int[] {1, -2}))
                .input(2, 7, 3, 4)
                .run();
    }

    @Test
    void shiftMovesGroups() {
        Variable x = new Variable(NDArrays.tile(NDArray.of(1.0, 2, 3).reshape(1, 1, 1, 3), 1, 4, 1, 1));
        assertThat(F.shift(x, new int[] {1, 3}, new int[] {1}).array().toDoubleArray())
                .containsExactly(2, 3, 0, 0, 1, 2, 1, 2, 3, 1, 2, 3);
        assertThat(F.shift(x, new int[] {1, 3}, new int[] {5}).array().toDoubleArray())
                .containsExactly(0, 0, 0, 0, 0, 0, 1, 2, 3, 1, 2, 3);
    }

    @Test
    void deformableGradients() {
        FunctionChecks.of(x -> F.deformableConvolution2dSampler(
                        x[0],
                        x[1],
                        x[2],
                        x[3],
                        new ConvolutionOptions().stride(2, 1).pad(1)))
                .input(2, 2, 4, 3)
                .input(FunctionChecks.uniform(3, 0.1, 0.4, 2, 12, 2, 4))
                .weight(3, 2, 3, 2)
                .weight(3)
                .onlyOnce()
                .halfTolerance(2e-2)
                .run();
        FunctionChecks.of(x -> F.deformableConvolution2dSampler(x[0], x[1], x[2], null))
                .input(2, 1, 3, 3)
                .input(FunctionChecks.uniform(3, -0.4, -0.1, 2, 8, 2, 2))
                .weight(2, 1, 2, 2)
                .onlyOnce()
                .halfTolerance(2e-2)
                .run();
    }

    @Test
    void withoutOffsetsItIsAConvolution() {
        Variable x = new Variable(FunctionChecks.uniform(1, -1, 1, 2, 3, 5, 4));
        Variable w = new Variable(FunctionChecks.uniform(2, -1, 1, 2, 3, 2, 3));
        Variable b = new Variable(FunctionChecks.uniform(3, -1, 1, 2));
        ConvolutionOptions options = new ConvolutionOptions().stride(2, 1).pad(1, 0);
        Variable expected = F.convolution2d(x, w, b, options);
        Variable offset = new Variable(NDArray.zeros(DType.FLOAT64, 2, 12, expected.dim(2), expected.dim(3)));
        assertThat(F.deformableConvolution2dSampler(x, offset, w, b, options)
                        .array()
                        .allClose(expected.array(), 1e-9, 1e-9))
                .isTrue();
    }

    @Test
    void wrongInputs() {
        assertThatThrownBy(() -> F.bilinear(zeros(4, 3), zeros(4, 2), zeros(2, 3, 5)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("bilinear (Forward)")
                .hasMessageContaining("W.shape == (3, 2, 5)");
        assertThatThrownBy(() -> F.bilinear(zeros(4, 3), zeros(4, 2), zeros(3, 2)))
                .isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.bilinear(zeros(4, 3), zeros(4, 2), zeros(3, 2, 5), zeros(3, 5), null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("all or none");
        assertThatThrownBy(
                        () -> F.bilinear(zeros(4, 3), zeros(4, 2), zeros(3, 2, 5), zeros(3, 5), zeros(3, 5), zeros(5)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("V2.shape == (2, 5)");
        assertThatThrownBy(() -> F.shift(zeros(1, 8, 3, 3)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.shape[1] >= 9");
        assertThatThrownBy(() -> F.shift(zeros(1, 9, 3, 3), 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("odd sizes");
        assertThatThrownBy(() -> F.shift(zeros(1, 9, 3, 3), 3, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        F.deformableConvolution2dSampler(zeros(2, 1, 3, 3), zeros(2, 6, 2, 2), zeros(2, 1, 2, 2), null))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("offset.shape[1] == 8");
        assertThatThrownBy(() -> F.deformableConvolution2dSampler(
                        zeros(2, 1, 3, 3), zeros(2, 8, 2, 2), zeros(2, 1, 2, 2), zeros(3)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("b.shape[0] == W.shape[0]");
    }
}
