package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.chainer.backend.cpu.Samples.assertClose;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.backend.MemoryPool;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.F;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Arrays between convolutions keep oneDNN's layout, and nobody can tell. */
class LaidOutTest {
    private static final int[] ONE = {1, 1};
    private static final int[] TWO = {2, 2};
    private static final int[] NONE = {0, 0};

    private final Random random = new Random(0);
    private final CpuConvolutionKernels convolution = new CpuConvolutionKernels();
    private final CpuElementwiseKernels elementwise = new CpuElementwiseKernels();
    private final CpuPoolingKernels pooling = new CpuPoolingKernels();

    @BeforeEach
    void needsOneDnn() {
        assumeThat(NativeLibraries.ONEDNN.unavailableReason()).isNull();
    }

    private static <T> T inOrder(Supplier<T> body) {
        try (var mode = Chainer.usingConfig(Config.KEEP_ONE_DNN_LAYOUTS, false)) {
            return body.get();
        }
    }

    private NDArray convolved(NDArray x, NDArray w) {
        NDArray y = NDArray.empty(DType.FLOAT32, x.dim(0), w.dim(0), x.dim(2), x.dim(3));
        convolution.convolve(x, w, null, ONE, ONE, ONE, 1, y);
        return y;
    }

    /** The result of a convolution, as it is laid out. */
    private NDArray laidOut() {
        NDArray y = convolved(Samples.random(random, 4, 16, 24, 24), Samples.random(random, 32, 16, 3, 3));
        assertThat(y.memory().isDeferred()).isTrue();
        return y;
    }

    private static NDArray rectified(CpuElementwiseKernels kernels, NDArray x) {
        NDArray y = x.emptyLike();
        kernels.unary(UnaryOp.RELU, x, 0, 0, y);
        return y;
    }

    @Test
    void aConvolutionsResultLooksLikeAnyOther() {
        NDArray x = Samples.random(random, 4, 16, 24, 24);
        NDArray w = Samples.random(random, 32, 16, 3, 3);
        NDArray expected = inOrder(() -> convolved(x, w));
        assertThat(expected.memory().isDeferred()).isFalse();
        assertThat(convolved(x, w).toFloatArray()).isEqualTo(expected.toFloatArray());
        assertClose(convolved(x, w).transpose(), expected.transpose(), "transposed");
        assertClose(convolved(x, w).get("1:3, ::5, 2, ::-1"), expected.get("1:3, ::5, 2, ::-1"), "part");
        assertClose(convolved(x, w).reshape(4, -1), expected.reshape(4, -1), "in another shape");
        assertClose(convolved(x, w).copy(), expected, "copied");
        assertClose(convolved(x, w).sum(0, 2, 3), expected.sum(0, 2, 3), "sum", 1e-3);
        assertClose(convolved(x, w).add(expected), expected.add(expected), "sum of both forms");
        assertClose(
                convolved(x, w).mul(NDArray.of(2f)), expected.mul(NDArray.of(2f)), "product with what is broadcast");
    }

    @Test
    void writingToAPartLeavesTheRest() {
        NDArray y = laidOut();
        long version = y.memory().version();
        NDArray expected = y.copy();
        NDArray view = laidOutLike(y);
        view.select(1, 3).fill(7);
        expected.select(1, 3).fill(7);
        assertClose(view, expected, "after a write");
        assertThat(y.memory().version()).isGreaterThanOrEqualTo(version);
    }

    private NDArray laidOutLike(NDArray values) {
        NDArray one = NDArray.zeros(DType.FLOAT32, 32, 32, 1, 1);
        for (int i = 0; i < 32; i++) {
            one.select(0, i).select(0, i).fill(1);
        }
        NDArray y = NDArray.empty(DType.FLOAT32, values.shape().toArray());
        convolution.convolve(values, one, null, ONE, NONE, ONE, 1, y);
        assertThat(y.memory().isDeferred()).isTrue();
        return y;
    }

    @Test
    void rectificationPoolingAndGradientsStayLaidOut() {
        NDArray y = laidOut();
        NDArray h = rectified(elementwise, y);
        NDArray pooled = NDArray.empty(DType.FLOAT32, 4, 32, 12, 12);
        NDArray indices = NDArray.empty(DType.INT32, 4, 32, 12, 12);
        pooling.maxPool(h, TWO, TWO, NONE, pooled, indices);
        NDArray gh = h.emptyLike();
        pooling.maxPoolGrad(pooled, indices, TWO, TWO, NONE, gh);
        NDArray gy = h.emptyLike();
        elementwise.binary(BinaryOp.RELU_GRAD, h, gh, 0, gy);
        for (NDArray array : List.of(y, h, pooled, indices, gh, gy)) {
            assertThat(array.memory().isDeferred())
                    .as(array.dtype() + " " + array.shape())
                    .isTrue();
        }
        NDArray gx = NDArray.empty(DType.FLOAT32, 4, 16, 24, 24);
        long before = OneDnn.madePrimitives();
        NDArray w = Samples.random(random, 32, 16, 3, 3);
        convolution.convolveGradInput(gy, w, null, ONE, ONE, ONE, 1, gx);
        assertThat(gy.memory().isDeferred()).isTrue();
        assertThat(gx.memory().isDeferred()).isTrue();
        assertThat(OneDnn.madePrimitives()).isGreaterThan(before);
        inOrder(() -> {
            NDArray expected = rectified(elementwise, y.copy());
            assertThat(h.toFloatArray()).isEqualTo(expected.toFloatArray());
            NDArray expectedPooled = pooled.emptyLike();
            NDArray expectedIndices = indices.emptyLike();
            pooling.maxPool(expected, TWO, TWO, NONE, expectedPooled, expectedIndices);
            assertThat(pooled.toFloatArray()).isEqualTo(expectedPooled.toFloatArray());
            assertThat(indices.toIntArray()).isEqualTo(expectedIndices.toIntArray());
            NDArray expectedGh = gh.emptyLike();
            pooling.maxPoolGrad(pooled, expectedIndices, TWO, TWO, NONE, expectedGh);
            assertThat(gh.toFloatArray()).isEqualTo(expectedGh.toFloatArray());
            NDArray expectedGy = gh.emptyLike();
            elementwise.binary(BinaryOp.RELU_GRAD, expected, expectedGh, 0, expectedGy);
            assertThat(gy.toFloatArray()).isEqualTo(expectedGy.toFloatArray());
            NDArray expectedGx = gx.emptyLike();
            convolution.convolveGradInput(expectedGy, w, null, ONE, ONE, ONE, 1, expectedGx);
            assertClose(gx, expectedGx, "gradient to x");
            return null;
        });
    }

    @Test
    void poolingWithMarginsAndOverlapsEqualsThatInOrder() {
        for (int[] geometry : new int[][] {{3, 2, 1, 12}, {3, 2, 0, 12}, {5, 3, 2, 8}, {2, 1, 0, 23}, {20, 4, 0, 2}}) {
            NDArray y = laidOut();
            int[] kernel = {geometry[0], geometry[0]};
            int[] stride = {geometry[1], geometry[1]};
            int[] pad = {geometry[2], geometry[2]};
            NDArray pooled = NDArray.empty(DType.FLOAT32, 4, 32, geometry[3], geometry[3]);
            NDArray indices = NDArray.empty(DType.INT32, 4, 32, geometry[3], geometry[3]);
            pooling.maxPool(y, kernel, stride, pad, pooled, indices);
            NDArray gy = Samples.random(random, pooled.shape().toArray());
            NDArray gx = y.emptyLike();
            pooling.maxPoolGrad(gy, indices, kernel, stride, pad, gx);
            assertThat(indices.memory().isDeferred()).isTrue();
            assertThat(gx.memory().isDeferred()).isTrue();
            NDArray expected = pooled.emptyLike();
            NDArray expectedIndices = indices.emptyLike();
            pooling.maxPool(y.copy(), kernel, stride, pad, expected, expectedIndices);
            assertThat(pooled.toFloatArray()).isEqualTo(expected.toFloatArray());
            assertThat(indices.toIntArray()).isEqualTo(expectedIndices.toIntArray());
            NDArray expectedGx = y.emptyLike();
            pooling.maxPoolGrad(gy, expectedIndices, kernel, stride, pad, expectedGx);
            assertClose(gx, expectedGx, "gradient of pooling");
        }
    }

    @Test
    void indicesOfOnePoolingServeNoOther() {
        NDArray y = laidOut();
        NDArray pooled = NDArray.empty(DType.FLOAT32, 4, 32, 12, 12);
        NDArray indices = NDArray.empty(DType.INT32, 4, 32, 12, 12);
        pooling.maxPool(y, TWO, TWO, NONE, pooled, indices);
        NDArray gx = NDArray.empty(DType.FLOAT32, 4, 32, 12, 12);
        NDArray expected = gx.emptyLike();
        int[] wide = {2, 2};
        pooling.maxPoolGrad(pooled, indices, wide, ONE, NONE, gx);
        pooling.maxPoolGrad(pooled, indices.copy(), wide, ONE, NONE, expected);
        assertClose(gx, expected, "gradient with another stride");
    }

    @Test
    void notANumberAndInfinitiesAreSeen() {
        NDArray values = Samples.random(random, 4, 32, 24, 24);
        for (float special : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}) {
            values.get("1, 5, 8:10, 8:10").fill(special);
            NDArray y = laidOutWith(values);
            NDArray h = rectified(elementwise, y);
            NDArray expected = inOrder(() -> rectified(elementwise, values));
            assertThat(h.toFloatArray()).isEqualTo(expected.toFloatArray());
            NDArray pooled = NDArray.empty(DType.FLOAT32, 4, 32, 12, 12);
            NDArray indices = NDArray.empty(DType.INT32, 4, 32, 12, 12);
            NDArray expectedPooled = pooled.emptyLike();
            NDArray expectedIndices = indices.emptyLike();
            pooling.maxPool(y, TWO, TWO, NONE, pooled, indices);
            pooling.maxPool(values, TWO, TWO, NONE, expectedPooled, expectedIndices);
            assertThat(pooled.toFloatArray()).isEqualTo(expectedPooled.toFloatArray());
            assertThat(indices.toIntArray()).isEqualTo(expectedIndices.toIntArray());
            NDArray gx = values.emptyLike();
            NDArray condition = Samples.random(random, 4, 32, 24, 24);
            elementwise.binary(BinaryOp.RELU_GRAD, laidOutLike(condition), laidOutWith(values), 0, gx);
            NDArray expectedGx = values.emptyLike();
            inOrder(() -> {
                elementwise.binary(BinaryOp.RELU_GRAD, condition, values, 0, expectedGx);
                return null;
            });
            assertThat(gx.toFloatArray()).isEqualTo(expectedGx.toFloatArray());
        }
    }

    /** A convolution would spread what is not finite, but a sum does not. */
    private NDArray laidOutWith(NDArray values) {
        NDArray zeros = laidOutLike(values.zerosLike());
        NDArray y = values.emptyLike();
        elementwise.binary(BinaryOp.ADD, zeros, values, 0, y);
        assertThat(y.memory().isDeferred()).isTrue();
        return y;
    }

    @Test
    void manyThreadsMayReadAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 20; round++) {
                NDArray y = laidOut();
                NDArray w = Samples.random(random, 16, 32, 3, 3);
                float[] expected = y.copy().toFloatArray();
                float[] expectedNext = convolved(y.copy(), w).toFloatArray();
                NDArray shared = laidOutLike(y.copy());
                List<Future<float[]>> results = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    boolean plain = i % 2 == 0;
                    results.add(threads.submit(() ->
                            plain ? shared.toFloatArray() : convolved(shared, w).toFloatArray()));
                }
                for (int i = 0; i < 4; i++) {
                    assertThat(results.get(i).get()).isEqualTo(i % 2 == 0 ? expected : expectedNext);
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void closingGivesAllMemoryBack() {
        MemoryPool pool = Devices.get("cpu").pool();
        NDArray y = laidOut();
        rectified(elementwise, y).close(); // a thread's first call leaves it the numbers that it keeps
        long used = pool.statistics().used();
        NDArray h = rectified(elementwise, y);
        assertThat(pool.statistics().used()).isGreaterThan(used);
        h.close();
        assertThat(pool.statistics().used()).isEqualTo(used);
        NDArray other = rectified(elementwise, y);
        other.toFloatArray();
        other.close();
        assertThat(pool.statistics().used()).isEqualTo(used);
    }

    @Test
    void aNetworkLearnsTheSame() {
        for (boolean threeAxes : new boolean[] {false, true}) {
            List<NDArray> expected = inOrder(() -> gradients(threeAxes));
            List<NDArray> actual = gradients(threeAxes);
            for (int i = 0; i < expected.size(); i++) {
                assertClose(actual.get(i), expected.get(i), "gradient " + i, 1e-4);
            }
        }
    }

    private static List<NDArray> gradients(boolean threeAxes) {
        Random numbers = new Random(5);
        List<Variable> parameters = new ArrayList<>();
        long[] x = threeAxes ? new long[] {2, 16, 8, 8, 8} : new long[] {2, 3, 32, 32};
        Variable h = new Variable(Samples.random(numbers, x));
        parameters.add(h);
        long channels = x[1];
        for (long width : new long[] {32, 48}) {
            long[] kernel = threeAxes ? new long[] {width, channels, 3, 3, 3} : new long[] {width, channels, 3, 3};
            Variable w = new Variable(Samples.random(numbers, kernel).mul(0.1));
            Variable b = new Variable(Samples.random(numbers, width));
            parameters.add(w);
            parameters.add(b);
            var options = new org.chainer.functions.connection.ConvolutionOptions().pad(1);
            h = F.relu(org.chainer.functions.connection.Convolution.convolutionNd(h, w, b, options));
            h = h.add(F.leakyRelu(h.mul(h)));
            h = org.chainer.functions.pooling.MaxPooling.maxPoolingNd(h, 2);
            channels = width;
        }
        Variable loss = F.sum(h.mul(h));
        loss.backward();
        List<NDArray> results = new ArrayList<>();
        results.add(loss.array());
        for (Variable parameter : parameters) {
            results.add(parameter.grad());
        }
        return results;
    }
}
