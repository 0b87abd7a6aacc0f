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

/** Pooling of regions of interest. */
class RegionPoolingTest {
    private static final double[][] CORNERS = {{0, 0, 3, 4}, {1.2, 0.4, 4.6, 3.3}, {2, 2, 2.5, 6}};

    @FunctionalInterface
    private interface Pooling {
        Variable apply(Variable x, Variable rois, Variable examples);
    }

    /** Regions depend on the batch's presence only, so that they can be left out of an empty batch. */
    private static void check(Pooling pooling) {
        FunctionChecks.of(x -> pooling.apply(
                        x[0],
                        new Variable(NDArray.from(CORNERS).astype(x[0].dtype()), false),
                        new Variable(NDArray.of(0, 1, 1), false)))
                .input(FunctionChecks.distinct(3, 2, 2, 5, 6))
                .onlyOnce()
                .notEmpty()
                .eps(1e-4)
                .run();
    }

    @Test
    void gradients() {
        check((x, rois, examples) -> F.roiMaxPooling2d(x, rois, examples, new int[] {2, 3}, 0.9));
        check((x, rois, examples) -> F.roiAveragePooling2d(x, rois, examples, new int[] {2, 3}, 0.9));
        check((x, rois, examples) -> F.roiMaxAlign2d(x, rois, examples, new int[] {2, 3}, 0.9, new int[] {2, 1}));
        check((x, rois, examples) -> F.roiAverageAlign2d(x, rois, examples, new int[] {2, 3}, 0.9, new int[] {2, 1}));
        check((x, rois, examples) -> F.roiMaxAlign2d(x, rois, examples, 2, 0.9));
        check((x, rois, examples) -> F.roiAverageAlign2d(x, rois, examples, 2, 0.9));
        check((x, rois, examples) -> F.roiPooling2d(
                x,
                new Variable(
                        NDArrays.concatenate(
                                1, examples.array().astype(x.dtype()).expandDims(1), rois.array()),
                        false),
                2,
                3,
                0.9));
    }

    @Test
    void figures() {
        Variable x = new Variable(NDArrays.arange(16).astype(DType.FLOAT64).reshape(1, 1, 4, 4));
        Variable rois = new Variable(NDArray.of(0.0, 0, 4, 4).reshape(1, 4), false);
        Variable example = new Variable(NDArray.of(0), false);
        assertThat(F.roiMaxPooling2d(x, rois, example, 2, 1).array().toDoubleArray())
                .containsExactly(5, 7, 13, 15);
        assertThat(F.roiAveragePooling2d(x, rois, example, 2, 1).array().toDoubleArray())
                .containsExactly(2.5, 4.5, 10.5, 12.5);
        assertThat(F.roiAverageAlign2d(x, rois, example, new int[] {2}, 1, new int[] {1})
                        .array()
                        .toDoubleArray())
                .containsExactly(5, 7, 13, 15);
        Variable inclusive = new Variable(NDArray.of(0.0, 0, 0, 3, 3).reshape(1, 5), false);
        assertThat(F.roiPooling2d(x, inclusive, 2, 2, 1).array().toDoubleArray())
                .containsExactly(5, 7, 13, 15);
    }

    @Test
    void noRegions() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 1, 2, 4, 4));
        Variable rois = new Variable(NDArray.zeros(DType.FLOAT32, 0, 4), false);
        Variable examples = new Variable(NDArray.zeros(DType.INT32, 0), false);
        Variable y = F.roiMaxPooling2d(x, rois, examples, 3, 1);
        assertThat(y.shape()).isEqualTo(Shape.of(0, 2, 3, 3));
        F.sum(y).backward();
        assertThat(x.grad().contentEquals(x.array())).isTrue();
    }

    @Test
    void secondDerivativesAreRefused() {
        Variable x = new Variable(FunctionChecks.uniform(1, 0, 1, 1, 1, 4, 4));
        Variable rois = new Variable(NDArray.of(0.0, 0, 4, 4).reshape(1, 4), false);
        Variable y = F.roiMaxPooling2d(x, rois, new Variable(NDArray.of(0), false), 2, 1);
        F.sum(y.mul(y)).backward(false, true, 1);
        Variable gx = x.gradVariable();
        assertThatThrownBy(() -> F.sum(gx).backward())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ROIMaxPooling2D can be differentiated once only");
    }

    @Test
    void wrongInputs() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3, 4, 4));
        Variable rois = new Variable(NDArray.zeros(DType.FLOAT32, 1, 4), false);
        Variable first = new Variable(NDArray.of(0), false);
        for (int example : new int[] {2, -1}) {
            assertThatThrownBy(() -> F.roiMaxPooling2d(x, rois, new Variable(NDArray.of(example), false), 2, 1))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("roi_max_pooling_2d: region 0 is in example " + example);
        }
        assertThatThrownBy(() -> F.roiAverageAlign2d(x, x, first, 2, 1))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("rois.ndim == 2");
        assertThatThrownBy(() ->
                        F.roiMaxAlign2d(x, new Variable(NDArray.zeros(DType.FLOAT32, 1, 5), false), first, 2, 1))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("rois.shape[1] == 4");
        assertThatThrownBy(() -> F.roiAveragePooling2d(x, rois, new Variable(NDArray.of(0, 0), false), 2, 1))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("rois.shape[0] == roi_indices.shape[0]");
        assertThatThrownBy(() -> F.roiPooling2d(x, rois, 2, 2, 1)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.roiMaxPooling2d(x, rois, first, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outsize is [0]");
        assertThatThrownBy(() -> F.roiMaxPooling2d(x, rois, first, 2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("spatial_scale is 0.0");
        assertThatThrownBy(() -> F.roiMaxAlign2d(x, rois, first, new int[] {2}, 1, new int[] {-1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sampling_ratio is [-1]");
    }
}
