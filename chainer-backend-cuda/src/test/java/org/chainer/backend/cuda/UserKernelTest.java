package org.chainer.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.backend.Devices;
import org.chainer.testing.GradientCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernels of a user's own. */
class UserKernelTest {
    private DeviceScope scope;

    @BeforeEach
    void prepare() {
        scope = Devices.get("cuda:0").use();
    }

    @AfterEach
    void leave() {
        scope.close();
    }

    @Test
    void theExampleOfTheDocumentation() {
        NDArray x = NDArray.of(-1f, 2f, -3f, 4f).reshape(2, 2);
        NDArray y = Cuda.elementwise("T x, T slope", "T y", "y = x >= 0 ? x : x * slope", "leaky_relu")
                .apply(x, 0.5f);
        NDArray norm = Cuda.reduce("T x", "T y", "x * x", "a + b", "y = sqrt(a)", "0", "norm")
                .over(1)
                .apply(NDArray.of(3f, 4f, 6f, 8f).reshape(2, 2));
        assertThat(y.toFloatArray()).containsExactly(-0.5f, 2, -1.5f, 4);
        assertThat(y.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(norm.toFloatArray()).containsExactly(5, 10);
        NDArray filled = NDArray.zeros(DType.FLOAT32, 200);
        Cuda.raw("""
                extern "C" __global__ void fill(float* y, int n, float value) {
                    int i = blockIdx.x * blockDim.x + threadIdx.x;
                    if (i < n) y[i] = value;
                }""", "fill").launch(1, 256, filled, 200, 3f);
        assertThat(filled.toFloatArray()).containsOnly(3);
    }

    @Test
    void arraysAreBroadcastAndMayBeViews() {
        NDArray a = NDArray.of(1f, 2f, 3f, 4f, 5f, 6f).reshape(3, 2).transpose();
        NDArray b = NDArray.of(10f, 20f).reshape(2, 1);
        NDArray sum = Cuda.elementwise("T a, T b", "T y", "y = a + b", "total").apply(a, b);
        assertThat(sum.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(sum.toFloatArray()).containsExactly(11, 13, 15, 22, 24, 26);
        NDArray into = NDArray.zeros(DType.FLOAT32, 3, 2);
        NDArray returned =
                Cuda.elementwise("T a, T b", "T y", "y = a + b", "total").apply(a, b, into.transpose());
        assertThat(returned.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(into.toFloatArray()).containsExactly(11, 22, 13, 24, 15, 26);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void everyDtype(DType dtype) {
        NDArray x = NDArray.of(0f, 1f, 1f).astype(dtype);
        NDArray y = Cuda.elementwise("T x", "T y, float64 z", "y = x; z = (double)x * 2", "twice")
                .applyAll(x)
                .get(1);
        assertThat(y.toDoubleArray()).containsExactly(0, 2, 2);
        NDArray total = Cuda.reduce("T x", "float64 y", "x", "a + b", "y = a", "0", "total_of_all")
                .apply(x);
        assertThat(total.item()).isEqualTo(2);
        assertThat(total.rank()).isZero();
    }

    @Test
    void rawArraysAreIndexedByTheKernel() {
        NDArray x = NDArray.of(1f, 2f, 3f, 4f, 5f, 6f).reshape(2, 3).transpose();
        NDArray shifted = Cuda.elementwise("raw T x", "T y", "y = x[n - 1 - i]", "reversed")
                .apply(x, NDArray.zeros(DType.FLOAT32, 6));
        assertThat(shifted.toFloatArray()).containsExactly(6, 3, 5, 2, 4, 1);
        NDArray y = NDArray.zeros(DType.FLOAT32, 3, 2);
        Cuda.elementwise(
                        "raw T x",
                        "T y",
                        "const int64* at = _ind.get(); int64 other[2] = {at[0], 1 - at[1]}; y = x[other] + 10 * at[0] + x.shape()[0]",
                        "swapped")
                .apply(x, y);
        assertThat(y.toFloatArray()).containsExactly(7, 4, 18, 15, 29, 26);
        NDArray squares = NDArray.zeros(DType.INT64, 4);
        Cuda.elementwise("", "raw int64 y", "y[i] = i * i + _ind.size()", "squares")
                .size(4)
                .apply(squares);
        assertThat(squares.toLongArray()).containsExactly(4, 5, 8, 13);
    }

    @Test
    void declarationsLoopsAndEmptyArrays() {
        ElementwiseKernel kernel = Cuda.elementwise("T x", "T y", "y = square(x) + offset; count++", "squared")
                .preamble("__device__ T square(T v) { return v * v; }")
                .loopPrep("T offset = 1; int count = 0")
                .afterLoop("offset = count");
        assertThat(kernel.apply(NDArray.of(2.0, 3.0)).toDoubleArray()).containsExactly(5, 10);
        assertThat(kernel.apply(NDArray.zeros(DType.FLOAT64, 0, 3)).shape()).isEqualTo(Shape.of(0, 3));
    }

    @Test
    void reductionsOverAxes() {
        NDArray x = NDArray.empty(DType.FLOAT32, 3, 700, 2);
        x.copyFrom(java.nio.FloatBuffer.wrap(numbers(4200)));
        ReductionKernel sum = Cuda.reduce("T x, T y", "T z", "x * y", "a + b", "z = a", "0", "dot");
        NDArray weight = NDArray.of(1f, 2f);
        double[] expected = x.mul(weight).sum(1).toDoubleArray();
        assertThat(sum.over(1).apply(x, weight).toDoubleArray()).containsExactly(expected);
        NDArray kept = sum.over(0, -1).keepDims().apply(x, weight);
        assertThat(kept.shape()).isEqualTo(Shape.of(1, 700, 1));
        assertThat(kept.toDoubleArray()).containsExactly(x.mul(weight).sum(0, 2).toDoubleArray());
        assertThat(sum.apply(x, weight).item()).isEqualTo(x.mul(weight).sum().item());
        assertThat(Cuda.reduce("T x", "T y", "x", "max(a, b)", "y = a", "-INFINITY", "largest")
                        .over(0)
                        .apply(NDArray.zeros(DType.FLOAT32, 0, 2))
                        .toFloatArray())
                .containsOnly(Float.NEGATIVE_INFINITY);
    }

    @Test
    void reductionsOfOtherTypes() {
        ReductionKernel argmax = Cuda.reduce(
                        "T x, int64 number",
                        "int64 y",
                        "Best{(double)x, number}",
                        "b.value > a.value ? b : a",
                        "y = a.at",
                        "Best{-INFINITY, -1}",
                        "best")
                .preamble("struct Best { double value; int64 at; };")
                .reduceType("Best");
        NDArray x = NDArray.of(3f, 9f, 4f, 8f, 1f, 2f).reshape(2, 3);
        assertThat(argmax.over(1).apply(x, NDArray.of(0L, 1L, 2L)).toLongArray())
                .containsExactly(1, 0);
    }

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int k = 0; k < count; k++) {
            numbers[k] = k % 7 - 3;
        }
        return numbers;
    }

    @Test
    void rawKernelsHaveGridsBarriersAndSharedMemory() {
        NDArray x = NDArray.of(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f);
        NDArray y = NDArray.zeros(DType.FLOAT32, 8);
        Cuda.raw("""
                extern "C" __global__ void mirrored(const float* x, float* y, double factor, long long base, bool on) {
                    extern __shared__ float held[];
                    int at = threadIdx.y * blockDim.x + threadIdx.x;
                    held[at] = x[blockIdx.x * 4 + at];
                    __syncthreads();
                    y[blockIdx.x * 4 + at] = on ? held[3 - at] * factor + base : 0;
                }""", "mirrored").launch(new int[] {2}, new int[] {2, 2}, 16, x, y, 2.0, 100L, true);
        assertThat(y.toFloatArray()).containsExactly(108, 106, 104, 102, 116, 114, 112, 110);
    }

    @Test
    void memoizedFunctionsRememberUntilCleared() {
        List<Integer> calls = new ArrayList<>();
        Function<Integer, Integer> square = Cuda.memoize(true, n -> {
            calls.add(n);
            return n * n;
        });
        assertThat(square.apply(3) + square.apply(3)).isEqualTo(18);
        assertThat(calls).hasSize(1);
        try (DeviceScope other = Devices.reference().use()) {
            square.apply(3);
        }
        assertThat(calls).hasSize(2);
        Cuda.clearMemo();
        square.apply(3);
        assertThat(calls).hasSize(3);
        ElementwiseKernel kernel = Cuda.elementwise("T x", "T y", "y = x", "same");
        assertThat(Cuda.elementwise("T x", "T y", "y = x", "same")).isSameAs(kernel);
        Cuda.clearMemo();
        assertThat(Cuda.elementwise("T x", "T y", "y = x", "same")).isNotSameAs(kernel);
    }

    @Test
    void aKernelThatDoesNotCompileShowsTheLog() {
        assertThatThrownBy(() -> Cuda.elementwise("T x", "T y", "y = x +* nothing", "broken")
                        .apply(NDArray.of(1f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("kernels 'broken' do not compile", "broken:1", "nothing");
        assertThatThrownBy(() -> Cuda.raw("extern \"C\" __global__ void other() {}", "mine")
                        .launch(1, 1))
                .hasMessageContaining("the source has no kernel 'mine'");
    }

    @Test
    void argumentsThatDoNotFitAreNamed() {
        NDArray x = NDArray.of(1f, 2f);
        ElementwiseKernel same = Cuda.elementwise("T x, T z", "T y", "y = x + z", "both");
        refused(() -> same.apply(x), "kernel 'both': 1 arguments, expected 2 (inputs) or 3 (inputs and outputs)");
        refused(() -> same.apply(x, NDArray.of(1.0)), "kernel 'both': z is of dtype float64, but T is float32");
        refused(() -> same.apply(x, NDArray.of(1f, 2f, 3f)), "(2,)", "(3,)", "kernel 'both'");
        refused(() -> same.apply(x, x, NDArray.of(1f)), "output y has shape (1,), expected (2,)");
        refused(() -> same.apply(x, "2"), "argument z is java.lang.String");
        NDArray host = x.toDevice(Devices.reference());
        refused(() -> same.apply(host, host), "x is on reference", "toDevice(\"cuda:0\")");
        refused(
                () -> Cuda.elementwise("T x", "U y", "y = x", "unknown").apply(x),
                "no argument says what type U of y is");
        refused(
                () -> Cuda.elementwise("int32 x", "T y", "y = x", "fixed").apply(x, x),
                "x is of dtype float32, but is declared int32");
        refused(
                () -> Cuda.elementwise("raw T x", "raw T y", "y[i] = x[i]", "sizeless")
                        .apply(x, x),
                "say it with size");
        refused(() -> Cuda.elementwise("T", "T y", "y = 0", "bad"), "parameter 'T' is not of the form");
        refused(() -> Cuda.elementwise("T i", "T y", "y = i", "bad"), "'i' is reserved");
        refused(() -> Cuda.elementwise("T x", "T x", "x = x", "bad"), "two parameters are named 'x'");
        refused(() -> Cuda.elementwise("T x", "T y", "y = x", "not a name"), "kernel name 'not a name'");
        RawKernel raw = Cuda.raw("extern \"C\" __global__ void two(float* y, int n) {}", "two");
        refused(() -> raw.launch(1, 1, x), "kernel 'two' has 2 parameters, but 1 arguments");
        refused(() -> raw.launch(1, 1, x, 2L), "argument 1 is Long of 8 bytes, but the kernel's parameter has 4 bytes");
        refused(() -> raw.launch(0, 1, x, 2), "grid is [0]");
        refused(
                () -> raw.launch(1, 1, NDArray.zeros(DType.FLOAT32, 2, 3).transpose(), 2),
                "has gaps or is not in C order");
    }

    private static void refused(Runnable call, String... texts) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(texts);
    }

    /** softplus with its gradient, as a user writes a function. */
    private static final class Softplus extends FunctionNode {
        @Override
        protected NDArray[] forward(NDArray[] x) {
            retainInputs(0);
            return new NDArray[] {
                Cuda.elementwise("T x", "T y", "y = log1p(exp(x))", "softplus").apply(x[0])
            };
        }

        @Override
        protected Variable[] backward(int[] targets, Variable[] gy) {
            return new Variable[] {new SoftplusGrad().apply(retainedInput(0), gy[0])[0]};
        }
    }

    private static final class SoftplusGrad extends FunctionNode {
        @Override
        protected NDArray[] forward(NDArray[] x) {
            return new NDArray[] {
                Cuda.elementwise("T x, T gy", "T gx", "gx = gy / (1 + exp(-x))", "softplus_grad")
                        .apply(x[0], x[1])
            };
        }

        @Override
        protected Variable[] backward(int[] targets, Variable[] gy) {
            throw new UnsupportedOperationException("softplus_grad is differentiated once only");
        }
    }

    @Test
    void aFunctionOfAUsersWorksWithThem() {
        NDArray x = NDArray.of(-1.0, 0.5, 2.0);
        Variable y = new Softplus().apply(new Variable(x, true))[0];
        assertThat(y.array().getDouble(1))
                .isCloseTo(Math.log1p(Math.exp(0.5)), org.assertj.core.api.Assertions.within(1e-12));
        GradientCheck.of(v -> new Softplus().apply(v[0])[0], x)
                .gradOutputs(NDArray.of(1.0, -2.0, 0.5))
                .checkBackward();
    }

    @Test
    void namesOfChainersModule() {
        Device first = Devices.get("cuda:0");
        Device second = Devices.get("cuda:1");
        assertThat(Cuda.available()).isTrue();
        assertThat(Cuda.device(1)).isSameAs(second);
        NDArray host =
                NDArray.empty(Devices.reference(), DType.FLOAT32, Shape.of(2)).fill(3);
        assertThat(Cuda.deviceOf(host)).isNull();
        NDArray there = Cuda.toGpu(host);
        assertThat(Cuda.deviceOf(there)).isSameAs(first);
        assertThat(Cuda.toGpu(there)).isSameAs(there);
        assertThat(Cuda.toCpu(host)).isSameAs(host);
        assertThat(Cuda.toCpu(there).toFloatArray()).containsOnly(3);
        assertThat(Cuda.toCpu(there).device().isHost()).isTrue();
        assertThat(Cuda.copy(there)).isNotSameAs(there);
        try (DeviceScope use = second.use()) {
            assertThat(Cuda.copy(there).device()).isSameAs(second);
            assertThat(Cuda.toGpu(there).toFloatArray()).containsOnly(3);
            assertThat(Cuda.elementwise("T x", "T y", "y = x + 1", "next")
                            .apply(Cuda.toGpu(there))
                            .device())
                    .isSameAs(second);
        }
        assertThat(Devices.current()).isSameAs(first);
    }
}
