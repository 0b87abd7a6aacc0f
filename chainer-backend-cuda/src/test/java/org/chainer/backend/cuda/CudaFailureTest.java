package org.chainer.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.backend.OutOfMemoryException;
import org.chainer.testing.cuda.CudaEmulator;
import org.chainer.testing.cuda.EmulatorControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user reads when a call of CUDA fails, and that work goes on where it can. */
class CudaFailureTest {
    private Device device;
    private NDArray x;

    @BeforeEach
    void prepare() {
        Assumptions.assumeTrue(CudaEmulator.isLoaded(), "errors can be made only in the emulator");
        device = Devices.get("cuda:0");
        x = NDArray.empty(device, DType.FLOAT32, Shape.of(3, 4)).fill(2);
        x.toFloatArray();
    }

    @AfterEach
    void forget() {
        EmulatorControl.reset();
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                Arguments.of(
                        "cuLaunchKernel",
                        701,
                        "launching kernel binary_float",
                        "CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES (701)"),
                Arguments.of(
                        "cuLaunchKernel", 719, "The device cannot be used any more", "CUDA_ERROR_LAUNCH_FAILED (719)"),
                Arguments.of(
                        "cudaMemcpyAsync",
                        1,
                        "copying an array of dtype float32, shape (3, 3) to the host",
                        "cudaErrorInvalidValue (1)"),
                Arguments.of("cudaMemcpyAsync", 700, "launched last were: ", "cudaErrorIllegalAddress (700)"),
                Arguments.of(
                        "cudaStreamSynchronize",
                        700,
                        "binary_float (12 elements, axes [12])",
                        "an illegal memory access"),
                Arguments.of(
                        "cublasGemmEx", 13, "product of float32 (3, 4) and (3, 4)ᵀ", "CUBLAS_STATUS_EXECUTION_FAILED"),
                Arguments.of(
                        "cublasLtMatmul", 14, "linear of float32 x (3, 4), W (3, 4)", "CUBLAS_STATUS_INTERNAL_ERROR"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aFailedCallIsNamedWithWhatItWasToDo(String call, int error, String what, String text) {
        EmulatorControl.fail(call, error);
        CudaException failure = catchThrowableOfType(CudaException.class, this::work);
        assertThat(failure).hasMessageStartingWith(call + " failed on cuda:0").hasMessageContainingAll(what, text);
        assertThat(failure.call()).isEqualTo(call);
        assertThat(failure.code()).isEqualTo(error);
        assertThat(failure.isSticky()).isEqualTo(error == 700 || error == 719);
        EmulatorControl.reset();
        work();
    }

    private void work() {
        NDArray sum = x.add(x);
        NDArray product = x.emptyLike(Shape.of(3, 3));
        device.linalg().gemm(x, false, x, true, 1, 0, product);
        NDArray bias = x.emptyLike(Shape.of(3)).fill(1);
        device.linalg().linear(x, x, bias, product);
        assertThat(product.toFloatArray()).containsOnly(17);
        assertThat(sum.toFloatArray()).containsOnly(4);
    }

    @Test
    void memoryThatIsShortOnceIsAskedForAgain() {
        EmulatorControl.fail("cudaMallocAsync", 2);
        NDArray large = NDArray.empty(device, DType.FLOAT32, Shape.of(333_333)).fill(1);
        assertThat(large.sum().item()).isEqualTo(333_333);
        large.close();
    }

    @Test
    void memoryThatIsTooShortIsAnErrorWithSizes() {
        assertThatThrownBy(() -> NDArray.empty(device, DType.FLOAT64, Shape.of(1L << 29)))
                .isInstanceOf(OutOfMemoryException.class)
                .hasMessageContainingAll(
                        "out of memory on cuda:0",
                        "4294967296 bytes",
                        "in use",
                        "limit 2048 MiB",
                        "-Dchainer.cuda.memory.limit");
        assertThat(x.add(1).toFloatArray()).containsOnly(3);
    }

    @Test
    void arraysOfOtherDevicesAreRefused() {
        NDArray host = NDArray.empty(Devices.reference(), DType.FLOAT32, Shape.of(3, 4));
        assertThatThrownBy(() -> device.elementwise().copy(host, x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("array of shape (3, 4) is on reference, expected cuda:0");
    }

    @Test
    void kernelsThatDoNotCompileShowTheCompilersMessage() {
        CudaContext context = ((CudaDevice) device).context();
        assertThatThrownBy(() -> context.compiler().load("mine", "CHAINER_KERNEL broken( {"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("kernels 'mine' do not compile for --gpu-architecture=sm_80", "error");
    }

    @Test
    void kernelsThatDoNotCompileAreNotCompiledAgain() {
        CudaContext context = ((CudaDevice) device).context();
        String source = "CHAINER_KERNEL brokenForEver( {";
        assertThatThrownBy(() -> context.compiler().load("again", source)).isInstanceOf(IllegalArgumentException.class);
        long compilations = EmulatorControl.count("compilations");
        assertThatThrownBy(() -> context.compiler().load("again", source))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("kernels 'again' do not compile", "error");
        assertThat(EmulatorControl.count("compilations")).isEqualTo(compilations);
    }

    @Test
    void writingBesideAnArrayIsFound() {
        CudaContext context = ((CudaDevice) device).context();
        Kernel kernel = context.compiler()
                .kernel(
                        context.compiler()
                                .load(
                                        "beside",
                                        KernelSource.common()
                                                + "CHAINER_KERNEL beside(Global<float> y, int64 at) { y[at] = 1; }"),
                        "beside");
        org.chainer.backend.cuda.Arguments.of(context, kernel)
                .write(x)
                .add(1L << 20)
                .launch(1);
        assertThatThrownBy(device::synchronize)
                .isInstanceOfSatisfying(
                        CudaException.class, e -> assertThat(e.isSticky()).isTrue())
                .hasMessageContaining("beside");
        assertThat(EmulatorControl.complaint()).contains("kernel beside, block (0, 0, 0), thread (0, 0, 0)");
    }
}
