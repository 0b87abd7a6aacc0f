package org.chainer.functions.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.chainer.Chainer;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.testing.GradientCheck;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;

/** Functions that join, split, repeat and pad arrays. */
class JoiningTest {
    private static Variable zeros(long... shape) {
        return new Variable(NDArray.zeros(DType.FLOAT32, shape));
    }

    @Test
    void concat() {
        FunctionChecks.of(x -> F.concat(x)).input(3, 2).input(3, 4).input(3, 1).run();
        FunctionChecks.of(x -> F.concat(0, x)).input(3, 2).weight(1, 2).run();
        FunctionChecks.of(x -> F.concat(-2, x)).input(2, 3, 2).input(2, 1, 2).run();
        FunctionChecks.of(x -> F.concat(1, x)).input(3, 2).run();
        FunctionChecks.of(x -> F.concat(1, x[0], x[0])).input(3, 2).run();
        assertThat(F.concat(List.of(zeros(2, 3), zeros(1, 3)), 0).shape()).isEqualTo(Shape.of(3, 3));
        assertThatThrownBy(() -> F.concat(0, new Variable[0])).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.concat(2, zeros(2, 3)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("Concat (Forward)")
                .hasMessageContaining("axis == 2");
        assertThatThrownBy(() -> F.concat(1, zeros(2, 3), zeros(3, 3)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("xs[1].shape[0] == xs[0].shape[0]");
        assertThatThrownBy(() -> F.concat(1, zeros(2, 3), zeros(2))).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.concat(1, zeros(2, 3), F.cast(zeros(2, 3), DType.FLOAT64)))
                .isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void stacks() {
        for (int axis : new int[] {0, 1, 2, -1}) {
            FunctionChecks.of(x -> F.stack(axis, x)).input(3, 2).input(3, 2).run();
        }
        assertThat(F.stack(List.of(zeros(2), zeros(2)), 1).shape()).isEqualTo(Shape.of(2, 2));
        FunctionChecks.of(F::hstack).input(3).weight(2).run();
        FunctionChecks.of(F::hstack).input(3, 2).input(3, 1).run();
        FunctionChecks.of(F::hstack).weight().weight().run();
        FunctionChecks.of(F::vstack).weight(3).weight(3).run();
        FunctionChecks.of(F::vstack).input(3, 2).weight(1, 2).run();
        FunctionChecks.of(F::dstack).weight(3).weight(3).run();
        FunctionChecks.of(F::dstack).input(3, 2).input(3, 2).run();
        FunctionChecks.of(F::dstack).input(3, 2, 2).input(3, 2, 1).run();
        assertThat(F.dstack(zeros(3)).shape()).isEqualTo(Shape.of(1, 3, 1));
        assertThat(F.vstack(zeros(3), zeros(3)).shape()).isEqualTo(Shape.of(2, 3));
        for (GradientCheck.SingleTarget f :
                List.<GradientCheck.SingleTarget>of(F::hstack, F::vstack, F::dstack, x -> F.stack(0, x))) {
            assertThatThrownBy(() -> f.apply(new Variable[] {zeros(2, 3), zeros(4, 4)}))
                    .isInstanceOf(InvalidTypeException.class);
            assertThatThrownBy(() -> f.apply(new Variable[0])).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> f.apply(new Variable[] {zeros(2, 3), zeros(2)}))
                    .isInstanceOf(InvalidTypeException.class);
        }
    }

    @Test
    void splitAxis() {
        FunctionChecks.ofAll(x -> F.splitAxis(x[0], 3, 1)).input(2, 6).run();
        FunctionChecks.ofAll(x -> F.splitAxis(x[0], new long[] {1, 1, 4}, -1))
                .input(2, 6)
                .run();
        FunctionChecks.ofAll(x -> F.splitAxis(x[0], new long[0], 1)).input(2, 6).run();
        FunctionChecks.ofAll(x -> F.splitAxis(x[0], 1, 0)).input(2, 6).run();
        assertThat(F.splitAxis(zeros(2, 6), new long[] {0, 6}, 1)[1].shape()).isEqualTo(Shape.of(2, 6));
        assertThatThrownBy(() -> F.splitAxis(zeros(2, 6), 4, 1))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.shape[1] % sections == 0")
                .hasMessageContaining("6 % 4 == 2");
        assertThatThrownBy(() -> F.splitAxis(zeros(2, 6), 0, 1)).isInstanceOf(IllegalArgumentException.class);
        for (long[] indices : new long[][] {{7}, {4, 2}, {-1}}) {
            assertThatThrownBy(() -> F.splitAxis(zeros(2, 6), indices, 1)).isInstanceOf(InvalidTypeException.class);
        }
        assertThatThrownBy(() -> F.splitAxis(zeros(2, 6), 2, 2)).isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void partsThatAreNotUsedGetZeros() {
        NDArray x = FunctionChecks.uniform(1, -1, 1, 2, 6);
        NDArray gy = FunctionChecks.uniform(2, -1, 1, 2, 2);
        GradientCheck.ofAll(v -> F.splitAxis(v[0], 3, 1), x)
                .gradOutputs(null, gy, null)
                .checkBackward()
                .checkDoubleBackward();
        GradientCheck.ofAll(v -> F.separate(v[0], 0), x)
                .gradOutputs(null, FunctionChecks.uniform(2, -1, 1, 6))
                .checkBackward()
                .checkDoubleBackward();
        GradientCheck.ofAll(v -> F.transposeSequence(v), x, x.slice(0, 0, 1))
                .gradOutputs(FunctionChecks.uniform(2, -1, 1, 2, 6), null)
                .checkBackward()
                .checkDoubleBackward();
    }

    @Test
    void separate() {
        for (int axis : new int[] {0, 1, -1}) {
            FunctionChecks.ofAll(x -> F.separate(x[0], axis)).weight(3, 2).run();
        }
        FunctionChecks.ofAll(x -> F.separate(x[0], 1)).input(3, 2).run();
        assertThat(F.separate(zeros(3, 2)))
                .hasSize(3)
                .allSatisfy(y -> assertThat(y.shape()).isEqualTo(Shape.of(2)));
        assertThatThrownBy(() -> F.separate(zeros(3, 2), 2)).isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void repeatAndTile() {
        FunctionChecks.of(x -> F.repeat(x[0], 2, 1)).input(2, 3).run();
        FunctionChecks.of(x -> F.repeat(x[0], 3, -2)).input(2, 3).run();
        FunctionChecks.of(x -> F.repeat(x[0], 2)).input(2, 3).run();
        FunctionChecks.of(x -> F.repeat(x[0], 0, 1)).input(2, 3).run();
        FunctionChecks.of(x -> F.repeat(x[0], new int[] {2, 0, 1}, 1))
                .input(2, 3)
                .run();
        FunctionChecks.of(x -> F.repeat(x[0], new int[] {2}, 1)).input(2, 3).run();
        assertThat(F.repeat(new Variable(NDArray.of(1, 2, 3), false), new int[] {2, 0, 1}, 0)
                        .array()
                        .toIntArray())
                .containsExactly(1, 1, 3);
        assertThatThrownBy(() -> F.repeat(zeros(2), -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.repeat(zeros(3), new int[] {1, 2}, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 numbers of repetitions");
        FunctionChecks.of(x -> F.tile(x[0], 2)).input(2, 3).run();
        FunctionChecks.of(x -> F.tile(x[0], 2, 3)).input(2).run();
        FunctionChecks.of(x -> F.tile(x[0], 2, 1, 3)).input(2, 3).run();
        FunctionChecks.of(x -> F.tile(x[0])).input(2, 3).run();
        FunctionChecks.of(x -> F.tile(x[0], 0)).input(2, 3).run();
        FunctionChecks.of(x -> F.tile(x[0], 3)).weight().run();
        assertThatThrownBy(() -> F.tile(zeros(2), -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyModeOfPadding() {
        for (Pad.Mode mode : Pad.Mode.values()) {
            FunctionChecks.of(x -> F.pad(x[0], new int[][] {{0, 0}, {2, 1}}, mode.toString()))
                    .input(FunctionChecks.distinct(1, 2, 3))
                    .run();
            FunctionChecks.of(x -> F.pad(x[0], 2, mode.toString()))
                    .weight(FunctionChecks.distinct(1, 2, 3))
                    .run();
        }
        FunctionChecks.of(x -> F.pad(x[0], new int[][] {{1, 2}, {0, 1}}, "constant", 5))
                .input(2, 3)
                .run();
        FunctionChecks.of(x -> F.pad(x[0], 0, "edge")).input(2, 3).run();
    }

    private static double[] padded(String mode, double value) {
        Variable x = new Variable(NDArray.of(1.0, 2.0, 4.0));
        return F.pad(x, new int[][] {{4, 5}}, mode, value).array().toDoubleArray();
    }

    @Test
    void paddingAsNumPys() {
        assertThat(padded("constant", 9)).containsExactly(9, 9, 9, 9, 1, 2, 4, 9, 9, 9, 9, 9);
        assertThat(padded("edge", 0)).containsExactly(1, 1, 1, 1, 1, 2, 4, 4, 4, 4, 4, 4);
        assertThat(padded("linear_ramp", 9)).containsExactly(9, 7, 5, 3, 1, 2, 4, 5, 6, 7, 8, 9);
        assertThat(padded("maximum", 0)).containsExactly(4, 4, 4, 4, 1, 2, 4, 4, 4, 4, 4, 4);
        assertThat(padded("minimum", 0)).containsExactly(1, 1, 1, 1, 1, 2, 4, 1, 1, 1, 1, 1);
        assertThat(padded("reflect", 0)).containsExactly(1, 2, 4, 2, 1, 2, 4, 2, 1, 2, 4, 2);
        assertThat(padded("symmetric", 0)).containsExactly(4, 4, 2, 1, 1, 2, 4, 4, 2, 1, 1, 2);
        assertThat(padded("wrap", 0)).containsExactly(4, 1, 2, 4, 1, 2, 4, 1, 2, 4, 1, 2);
    }

    @Test
    void paddingIsChecked() {
        assertThatThrownBy(() -> F.pad(zeros(2), 1, "median"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'median'")
                .hasMessageContaining("symmetric");
        assertThatThrownBy(() -> F.pad(zeros(2, 2), new int[][] {{1, 1}, {1, -1}}, "edge"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[[1, 1], [1, -1]]");
        assertThatThrownBy(() -> F.pad(zeros(2, 2, 2), new int[][] {{1, 1}, {1, 1}}, "edge"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.pad(zeros(0, 2), 1, "edge")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.pad(new Variable(NDArray.of(1), false), 1, "edge"))
                .isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void padSequence() {
        FunctionChecks.of(x -> F.padSequence(x))
                .input(3, 2)
                .weight(1, 2)
                .weight(0, 2)
                .run();
        FunctionChecks.of(x -> F.padSequence(x, 5L, -1)).weight(3).weight(4).run();
        Variable y = F.padSequence(new Variable[] {zeros(1), zeros(2)}, 3L, 7);
        assertThat(y.array().toFloatArray()).containsExactly(0, 7, 7, 0, 0, 7);
        assertThat(F.padSequence(zeros(0, 2)).shape()).isEqualTo(Shape.of(1, 0, 2));
        assertThatThrownBy(() -> F.padSequence(new Variable[] {zeros(4)}, 3L, 0))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("shape[0] <= 3");
        assertThatThrownBy(() -> F.padSequence(zeros(4, 2), zeros(4, 3))).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.padSequence(zeros())).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.padSequence()).isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void transposeSequence() {
        FunctionChecks.ofAll(x -> F.transposeSequence(x))
                .weight(3, 2)
                .weight(2, 2)
                .weight(2, 2)
                .run();
        FunctionChecks.ofAll(x -> F.transposeSequence(x)).weight(2).weight(0).run();
        assertThat(F.transposeSequence()).isEmpty();
        assertThat(F.transposeSequence(zeros(0, 2))).isEmpty();
        Variable[] steps = F.transposeSequence(zeros(3, 2), zeros(1, 2));
        assertThat(Arrays.stream(steps).map(Variable::shape))
                .containsExactly(Shape.of(2, 2), Shape.of(1, 2), Shape.of(1, 2));
        assertThatThrownBy(() -> F.transposeSequence(zeros(1, 2), zeros(2, 2)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("xs[0].shape[0] >= xs[1].shape[0]");
        assertThatThrownBy(() -> F.transposeSequence(zeros(2, 2), zeros(2, 3)))
                .isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void copyToAnotherDevice() {
        FunctionChecks.of(x -> F.copy(x[0], "reference")).input(2, 3).run();
        Variable x = zeros(2);
        Variable y = F.copy(x, x.device());
        y.setGrad(NDArray.of(1f, 2f));
        y.backward();
        assertThat(x.grad().toFloatArray()).containsExactly(1, 2);
        assertThatThrownBy(() -> F.copy(x, "no such device"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such device");
    }

    @Test
    void cast() {
        Variable x = new Variable(FunctionChecks.uniform(1, -1, 1, 3));
        Variable y = F.cast(x, DType.FLOAT32);
        assertThat(y.dtype()).isEqualTo(DType.FLOAT32);
        y.setGrad(NDArray.of(1f, 2f, 3f));
        y.backward();
        assertThat(x.grad().dtype()).isEqualTo(DType.FLOAT64);
        assertThat(x.grad().toDoubleArray()).containsExactly(1, 2, 3);
        assertThat(F.cast(x, DType.FLOAT64)).isSameAs(x);
        Variable n = new Variable(NDArray.of(1, 2));
        Variable z = F.cast(n, DType.FLOAT32);
        z.setGrad(NDArray.of(1f, 1f));
        z.backward();
        assertThat(z.array().toFloatArray()).containsExactly(1, 2);
        assertThat(n.grad()).isNull();
        Variable gx = Chainer.grad(
                new Variable[] {F.sum(F.cast(x, DType.FLOAT32))}, new Variable[] {x}, null, null, false, true)[0];
        assertThat(gx.dtype()).isEqualTo(DType.FLOAT64);
    }
}
