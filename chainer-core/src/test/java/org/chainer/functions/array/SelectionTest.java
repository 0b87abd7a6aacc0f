package org.chainer.functions.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.Chainer;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that choose elements: indices, masks, patches, samples. */
class SelectionTest {
    private static Variable zeros(long... shape) {
        return new Variable(NDArray.zeros(DType.FLOAT32, shape));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1:3",
                "::-2, 1:",
                "..., -1",
                "None, 1",
                "[0, 2, 2]",
                ":, [1, 1, 0]",
                "[2, 0], [1, 0]",
                "0:0"
            })
    void getItem(String index) {
        FunctionChecks.of(x -> F.getItem(x[0], Slice.parse(index))).weight(4, 3).run();
    }

    @Test
    void masks() {
        NDArray mask = NDArray.of(true, false, true, true);
        FunctionChecks.of(x -> F.getItem(x[0], Slice.mask(mask))).weight(4, 3).run();
        FunctionChecks.of(x -> F.getItem(x[0], Slice.all(), Slice.indices(2, 0)))
                .input(4, 3)
                .run();
    }

    @Test
    void indicesMustBeInRange() {
        assertThatThrownBy(() -> F.getItem(zeros(4, 3), Slice.at(4)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("4")
                .hasMessageContaining("(4, 3)");
        assertThatThrownBy(() -> F.getItem(zeros(4, 3), Slice.indices(0, -5)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> F.getItem(zeros(4), Slice.all(), Slice.all()))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void scatterAdd() {
        FunctionChecks.of(x -> F.scatterAdd(x[0], Slice.indices(4, 0, 4), x[1]))
                .weight(5, 2)
                .weight(3, 2)
                .run();
        FunctionChecks.of(x -> F.scatterAdd(x[0], Slice.parse("1:3, ::2"), x[1]))
                .weight(4, 3)
                .weight(2, 2)
                .run();
        assertThatThrownBy(() -> F.scatterAdd(zeros(4, 3), Slice.at(0), zeros(1, 3)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("a[slices].shape == b.shape")
                .hasMessageContaining("(3,) != (1, 3)");
        assertThatThrownBy(() -> F.scatterAdd(zeros(4), Slice.at(4), zeros()))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> F.scatterAdd(zeros(4), Slice.at(0), F.cast(zeros(), DType.FLOAT64)))
                .isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void selectItem() {
        FunctionChecks.of(x -> F.selectItem(x[0], x[1]))
                .input(4, 3)
                .input(NDArray.of(2, 0, 0, 1))
                .run();
        FunctionChecks.of(x -> F.selectItem(x[0], x[1]))
                .input(2, 3)
                .input(NDArray.of(2L, 0))
                .run();
        for (int t : new int[] {3, -1}) {
            assertThatThrownBy(() -> F.selectItem(zeros(1, 3), new Variable(NDArray.of(t), false)))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> F.selectItem(zeros(2, 3), new Variable(NDArray.of(0), false)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.shape[0] == t.shape[0]");
        assertThatThrownBy(() -> F.selectItem(zeros(2, 3), zeros(2))).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.selectItem(zeros(2), new Variable(NDArray.of(0, 0), false)))
                .isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void permutate() {
        for (boolean inv : new boolean[] {false, true}) {
            FunctionChecks.of(x -> F.permutate(x[0], NDArray.of(2, 0, 1), 0, inv))
                    .weight(3, 2)
                    .run();
            FunctionChecks.of(x -> F.permutate(x[0], NDArray.of(2L, 0, 1), 1, inv))
                    .input(2, 3)
                    .run();
        }
        assertThat(F.permutate(new Variable(NDArray.of(5, 6, 7), false), NDArray.of(2, 0, 1))
                        .array()
                        .toIntArray())
                .containsExactly(7, 5, 6);
        assertThat(F.permutate(new Variable(NDArray.of(5, 6, 7, 8).reshape(2, 2), false), NDArray.of(1, 0), -1, false)
                        .array()
                        .toIntArray())
                .as("Chainer's negative axes mean the first one")
                .containsExactly(7, 8, 5, 6);
        for (int[] wrong : new int[][] {{0, 1}, {0, 1, 1}, {0, 1, 3}, {0, 1, -1}, {0, 1, 2, 2}, {}}) {
            assertThatThrownBy(() -> F.permutate(zeros(3), NDArray.of(wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0 to 2");
        }
        assertThatThrownBy(() -> F.permutate(zeros(3), NDArray.of(0f, 1f, 2f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("integer dtype");
        assertThatThrownBy(() -> F.permutate(zeros(3), NDArray.of(0, 1, 2), 1, false))
                .isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void where() {
        NDArray condition = NDArray.of(true, false, false, true, true, false).reshape(2, 3);
        FunctionChecks.of(x -> F.where(condition, x[0], x[1]))
                .weight(2, 3)
                .weight(2, 3)
                .run();
        FunctionChecks.of(x -> F.where(condition, x[0], x[1]))
                .weight(3)
                .weight(2, 1)
                .run();
        FunctionChecks.of(x -> F.where(condition, x[0], x[1]))
                .weight(4, 1, 1)
                .weight()
                .run();
        FunctionChecks.of(x -> F.where(x[0], x[1], x[2]))
                .input(condition)
                .input(2, 3)
                .weight(3)
                .run();
        assertThatThrownBy(() -> F.where(NDArray.of(1, 0), zeros(2), zeros(2)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("condition.dtype == bool");
        assertThatThrownBy(() -> F.where(condition, zeros(2), zeros(2)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("broadcast");
        assertThatThrownBy(() -> F.where(condition, zeros(3), F.cast(zeros(3), DType.FLOAT64)))
                .isInstanceOf(InvalidTypeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, false, 1",
        "3, 1, 0, false, 1",
        "3, 2, 1, false, 1",
        "3, 2, 1, true, 1",
        "2, 1, 1, false, 2",
        "2, 3, 0, true, 2"
    })
    void im2col(int ksize, int stride, int pad, boolean coverAll, int dilate) {
        FunctionChecks.of(x -> F.im2col(x[0], ksize, stride, pad, coverAll, dilate))
                .input(2, 3, 4, 5)
                .run();
    }

    @Test
    void im2colWithTwoSizes() {
        FunctionChecks.of(x -> F.im2col(
                        x[0],
                        new Im2Col.Options(
                                new int[] {3, 2}, new int[] {1, 2}, new int[] {1, 0}, false, new int[] {1, 2})))
                .input(2, 1, 4, 5)
                .run();
        assertThat(F.im2col(zeros(2, 3, 4, 5), 2).shape()).isEqualTo(Shape.of(2, 12, 3, 4));
        assertThatThrownBy(() -> F.im2col(zeros(2, 3, 4, 5), 6))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("[6, 6]");
        assertThatThrownBy(() -> F.im2col(zeros(3, 4, 5), 2)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.im2col(zeros(2, 3, 4, 5), 2, 0, 0, false, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Im2Col.Options(new int[] {2}, new int[2], new int[2], false, new int[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"bilinear, true", "bilinear, false", "nearest, true"})
    void resizeImages(String mode, boolean alignCorners) {
        for (int[] size : new int[][] {{6, 5}, {2, 7}, {1, 1}, {3, 4}}) {
            FunctionChecks.of(x -> F.resizeImages(x[0], size, mode, alignCorners))
                    .input(2, 2, 3, 4)
                    .run();
        }
    }

    @Test
    void resizedImagesAreChecked() {
        assertThatThrownBy(() -> F.resizeImages(zeros(1, 1, 2, 2), new int[] {2, 2}, "cubic", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'cubic'");
        assertThatThrownBy(() -> F.resizeImages(zeros(1, 1, 2, 2), 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.resizeImages(zeros(1, 1, 2, 2), 0, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.resizeImages(zeros(1, 2, 2), 2, 2)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.resizeImages(zeros(1, 1, 0, 2), 2, 2)).isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void aConstantStaysConstant() {
        Variable x = new Variable(NDArray.full(3, DType.FLOAT64, 1, 1, 3, 4));
        for (boolean corners : new boolean[] {true, false}) {
            Variable y = F.resizeImages(x, new int[] {7, 9}, "bilinear", corners);
            assertThat(y.array().allClose(NDArray.full(3, DType.FLOAT64, 1, 1, 7, 9), 0, 1e-12))
                    .isTrue();
        }
    }

    @Test
    void spatialTransformer() {
        FunctionChecks.of(x -> F.spatialTransformerGrid(x[0], 4, 3))
                .input(2, 2, 3)
                .run();
        FunctionChecks.of(x -> F.spatialTransformerGrid(x[0], 1, 1))
                .input(2, 2, 3)
                .run();
        NDArray grid = FunctionChecks.uniform(5, -1.2, 1.2, 2, 2, 3, 2);
        FunctionChecks.of(x -> F.spatialTransformerSampler(x[0], x[1]))
                .input(2, 3, 4, 5)
                .input(grid)
                .onlyOnce()
                .eps(1e-5)
                .halfTolerance(2e-2)
                .run();
        Variable theta = new Variable(NDArray.of(1f, 0, 0, 0, 1, 0).reshape(1, 2, 3));
        NDArray image = FunctionChecks.uniform(5, -1, 1, 1, 2, 3, 4).astype(DType.FLOAT32);
        assertThat(F.spatialTransformerSampler(new Variable(image), F.spatialTransformerGrid(theta, 3, 4))
                        .array()
                        .allClose(image, 1e-5, 1e-6))
                .isTrue();
        assertThatThrownBy(() -> F.spatialTransformerGrid(zeros(1, 3, 2), 2, 2))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("theta.shape[1] == 2");
        assertThatThrownBy(() -> F.spatialTransformerGrid(zeros(1, 2, 3), 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.spatialTransformerSampler(zeros(1, 1, 2, 2), zeros(1, 3, 2, 2)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("grid.shape[1] == 2");
        assertThatThrownBy(() -> F.spatialTransformerSampler(zeros(2, 1, 2, 2), zeros(1, 2, 2, 2)))
                .isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void theSamplersGradientRefusesToBeDifferentiated() {
        Variable x = new Variable(FunctionChecks.uniform(1, -1, 1, 1, 1, 3, 3));
        Variable grid = new Variable(FunctionChecks.uniform(2, -0.9, 0.9, 1, 2, 2, 2));
        Variable[] gx = Chainer.grad(
                new Variable[] {F.sum(F.spatialTransformerSampler(x, grid))},
                new Variable[] {x, grid},
                null,
                null,
                false,
                true);
        assertThat(gx[1].shape()).isEqualTo(grid.shape());
        Variable penalty = F.sum(gx[1].mul(gx[1]));
        assertThatThrownBy(penalty::backward)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SpatialTransformerSampler can be differentiated once only");
    }
}
