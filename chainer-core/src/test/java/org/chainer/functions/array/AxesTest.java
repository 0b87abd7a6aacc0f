package org.chainer.functions.array;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that change shapes and the order of axes. */
class AxesTest {
    private static Variable zeros(long... shape) {
        return new Variable(NDArray.zeros(DType.FLOAT32, shape));
    }

    @Test
    void reshape() {
        FunctionChecks.of(x -> F.reshape(x[0], 6, -1)).weight(3, 4).run();
        FunctionChecks.of(x -> F.reshape(x[0], x[0].dim(0), 2, 2)).input(3, 4).run();
        FunctionChecks.of(x -> F.flatten(x[0])).input(3, 2, 2).run();
        FunctionChecks.of(x -> F.reshape(x[0])).weight(1, 1).run();
        Variable x = zeros(2, 3);
        assertThat(F.reshape(x, Shape.of(2, 3))).isSameAs(x);
        assertThatThrownBy(() -> F.reshape(x, 4, 2))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("[4, 2]")
                .hasMessageContaining("6 elements");
        assertThatThrownBy(() -> F.reshape(x, -1, -1)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.reshape(x, -1, 4)).isInstanceOf(InvalidTypeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, -1, -2, -3})
    void expandDims(int axis) {
        FunctionChecks.of(x -> F.expandDims(x[0], axis)).input(3, 4).run();
        assertThat(F.expandDims(zeros(3, 4), axis).array().shape())
                .isEqualTo(NDArray.zeros(DType.FLOAT32, 3, 4).expandDims(axis).shape());
        assertThatThrownBy(() -> F.expandDims(zeros(3, 4), axis < 0 ? -4 : 3))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("expand_dims")
                .hasMessageContaining("-3 <= axis <= 2");
    }

    @Test
    void squeeze() {
        FunctionChecks.of(x -> F.squeeze(x[0])).input(3, 1, 2, 1).run();
        FunctionChecks.of(x -> F.squeeze(x[0], 1)).input(3, 1, 2, 1).run();
        FunctionChecks.of(x -> F.squeeze(x[0], -1, 1)).input(3, 1, 2, 1).run();
        assertThatThrownBy(() -> F.squeeze(zeros(3, 1), 0))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.shape[0] == 1");
        assertThatThrownBy(() -> F.squeeze(zeros(3, 1), 2)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.squeeze(zeros(1, 1), 1, -1))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("named once");
    }

    @Test
    void transpose() {
        FunctionChecks.of(x -> F.transpose(x[0])).input(2, 3, 4).run();
        FunctionChecks.of(x -> F.transpose(x[0], 2, 0, 1)).input(2, 3, 4).run();
        FunctionChecks.of(x -> F.transpose(x[0], -1, 0, -2)).input(2, 3, 4).run();
        FunctionChecks.of(x -> F.transpose(x[0])).weight(3).run();
        FunctionChecks.of(x -> F.transpose(x[0])).weight().run();
        assertThatThrownBy(() -> F.transpose(zeros(2, 3), 0)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.transpose(zeros(2, 3), 0, 0)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.transpose(zeros(2, 3), 0, 2)).isInstanceOf(InvalidTypeException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, '3, 4, 2'", "2, 0, '4, 2, 3'", "1, -1, '2, 4, 3'", "-1, 1, '2, 4, 3'", "1, 1, '2, 3, 4'"})
    void moveaxis(int source, int destination, String shape) {
        assertThat(F.moveaxis(zeros(2, 3, 4), source, destination).shape().toString())
                .isEqualTo("(" + shape + ")");
        FunctionChecks.of(x -> F.moveaxis(x[0], source, destination))
                .input(2, 3, 4)
                .run();
    }

    @Test
    void moveSeveralAxes() {
        assertThat(F.moveaxis(zeros(2, 3, 4, 5), new int[] {0, 3}, new int[] {-1, 0})
                        .shape())
                .isEqualTo(Shape.of(5, 3, 4, 2));
        FunctionChecks.of(x -> F.moveaxis(x[0], new int[] {0, 3}, new int[] {-1, 0}))
                .input(2, 3, 2, 4)
                .run();
        assertThat(F.moveaxis(zeros(2, 3), new int[0], new int[0]).shape()).isEqualTo(Shape.of(2, 3));
        assertThatThrownBy(() -> F.moveaxis(zeros(2, 3), new int[] {0}, new int[] {0, 1}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.moveaxis(zeros(2, 3), 2, 0)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.moveaxis(zeros(2, 3), new int[] {0, -2}, new int[] {0, 1}))
                .isInstanceOf(InvalidTypeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0, '4, 2, 3'",
        "0, 3, '3, 4, 2'",
        "0, 2, '3, 2, 4'",
        "2, 1, '2, 4, 3'",
        "-1, -3, '4, 2, 3'",
        "1, 1, '2, 3, 4'"
    })
    void rollaxis(int axis, int start, String shape) {
        assertThat(F.rollaxis(zeros(2, 3, 4), axis, start).shape().toString()).isEqualTo("(" + shape + ")");
        FunctionChecks.of(x -> F.rollaxis(x[0], axis, start)).input(2, 3, 4).run();
    }

    @Test
    void rollAndSwapErrors() {
        assertThat(F.rollaxis(zeros(2, 3, 4), 2).shape()).isEqualTo(Shape.of(4, 2, 3));
        assertThatThrownBy(() -> F.rollaxis(zeros(2, 3), 2, 0)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.rollaxis(zeros(2, 3), 0, 3))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("start == 3");
        assertThatThrownBy(() -> F.swapaxes(zeros(2, 3), 0, 2)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.flip(zeros(2, 3), 2)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.fliplr(zeros(2))).isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void swapAndFlip() {
        FunctionChecks.of(x -> F.swapaxes(x[0], 0, -1)).input(2, 3, 4).run();
        FunctionChecks.of(x -> F.swapaxes(x[0], 1, 1)).input(2, 3, 4).run();
        for (int axis : new int[] {0, 1, -1}) {
            FunctionChecks.of(x -> F.flip(x[0], axis)).input(2, 3).run();
        }
        FunctionChecks.of(x -> F.fliplr(x[0])).input(2, 3, 2).run();
        FunctionChecks.of(x -> F.flipud(x[0])).input(2).run();
    }

    @Test
    void broadcasting() {
        FunctionChecks.of(x -> F.broadcastTo(x[0], Shape.of(2, 3, 4)))
                .weight(3, 1)
                .run();
        FunctionChecks.of(x -> F.broadcastTo(x[0], Shape.of(2))).weight().run();
        FunctionChecks.ofAll(x -> F.broadcast(x))
                .input(3, 1, 2)
                .weight(4, 1)
                .weight(2)
                .run();
        Variable x = zeros(2, 3);
        assertThat(F.broadcastTo(x, x.shape())).isSameAs(x);
        assertThat(F.broadcast(x)).containsExactly(x);
        assertThatThrownBy(() -> F.broadcastTo(x, Shape.of(3, 3)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.shape can be broadcast to (3, 3)");
        assertThatThrownBy(() -> F.broadcastTo(x, Shape.of(3))).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.broadcast(x, zeros(3), zeros(2)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("(2, 3) and (2,)");
    }

    @Test
    void diagonal() {
        for (int offset = -4; offset <= 4; offset++) {
            int k = offset;
            FunctionChecks.of(x -> F.diagonal(x[0], k, 0, 1)).weight(3, 4).run();
        }
        FunctionChecks.of(x -> F.diagonal(x[0])).weight(3, 3, 2).run();
        FunctionChecks.of(x -> F.diagonal(x[0], 1, -1, 1)).input(2, 3, 4).run();
        assertThatThrownBy(() -> F.diagonal(zeros(2))).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.diagonal(zeros(2, 2), 0, 1, -1)).isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void depthAndSpace() {
        FunctionChecks.of(x -> F.depth2space(x[0], 2)).input(2, 8, 1, 3).run();
        FunctionChecks.of(x -> F.space2depth(x[0], 2)).input(2, 3, 2, 4).run();
        NDArray x = FunctionChecks.uniform(1, -1, 1, 2, 9, 2, 3);
        assertThat(F.space2depth(F.depth2space(new Variable(x), 3), 3).array().contentEquals(x))
                .isTrue();
        assertThatThrownBy(() -> F.depth2space(zeros(1, 6, 2, 2), 2))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("X.shape[1] % r ** 2 == 0");
        assertThatThrownBy(() -> F.space2depth(zeros(1, 6, 2, 3), 2))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("X.shape[3] % r == 0");
        assertThatThrownBy(() -> F.depth2space(zeros(1, 6, 2, 2), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.space2depth(zeros(1, 6, 2, 2), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.space2depth(zeros(6, 2, 2), 2)).isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void asStrided() {
        FunctionChecks.of(x -> F.asStrided(F.reshape(x[0], 12).mul(1), Shape.of(4, 3), new long[] {2, 1}))
                .weight(3, 4)
                .run();
        FunctionChecks.of(x -> F.asStrided(F.reshape(x[0], 12).mul(1), Shape.of(3, 2, 2), new long[] {-3, 0, 1}, 8))
                .weight(3, 4)
                .run();
        NDArray base = NDArrays.arange(0, 12, 1, DType.FLOAT64);
        Variable x = new Variable(base.slice(0, 2, 10));
        Variable y = F.asStrided(x, Shape.of(3), new long[] {5}, 0);
        assertThat(y.array().toDoubleArray()).containsExactly(0, 5, 10);
        y.setGrad(NDArray.of(1.0, 2.0, 3.0));
        y.backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(0, 0, 0, 2, 0, 0, 0, 0);
        assertThat(F.asStrided(x, Shape.of(2), new long[] {3}).array().toDoubleArray())
                .containsExactly(2, 5);
        assertThatThrownBy(() -> F.asStrided(x, Shape.of(100), new long[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("as_strided");
        assertThatThrownBy(() -> F.asStrided(x, Shape.of(2), new long[] {1, 1}))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("len(strides) == len(shape)");
    }

    @Test
    void placesThatSeveralElementsShare() {
        Variable x = new Variable(NDArray.of(1.0, 2.0).reshape(2, 1).broadcastTo(Shape.of(2, 3)));
        Variable y = F.asStrided(x, Shape.of(2), new long[] {1});
        assertThat(y.array().toDoubleArray()).containsExactly(1, 2);
        y.setGrad(NDArray.of(3.0, 6.0));
        y.backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(1, 1, 1, 2, 2, 2);
    }
}
