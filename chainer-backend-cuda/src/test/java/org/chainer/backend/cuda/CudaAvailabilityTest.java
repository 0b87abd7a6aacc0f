package org.chainer.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said where CUDA cannot be used, in processes of their own; and that the rest works there. */
class CudaAvailabilityTest {
    @TempDir
    Path folder;

    @Test
    void withoutDriverItIsSaidAndOtherDevicesWork() throws Exception {
        Assumptions.assumeFalse(isInstalled("libcuda.so.1"), "this machine has NVIDIA's driver");
        String output = run(Map.of(), "-Dchainer.cuda.emulator=false");
        assertThat(output)
                .contains("device 'cuda:0' is not available")
                .contains(
                        "cuda: not available: NVIDIA's driver is missing: libcuda.so.1 was looked for and not found. Install")
                .contains("1 + 1 = 2.0 on reference");
    }

    @Test
    void aDriverThatIsTooOldIsToldApart() throws Exception {
        assertThat(run(Map.of("CUDA_EMULATOR_DRIVER", "12040")))
                .contains("NVIDIA's driver is too old: it serves CUDA 12.4, and CUDA 13.0 or later is needed")
                .contains("1 + 1 = 2.0 on reference");
    }

    @Test
    void aWrongVersionOfCudnnIsToldApart() throws Exception {
        assertThat(run(Map.of("CUDA_EMULATOR_CUDNN", "8905")))
                .contains("cuDNN has the wrong version: libcudnn.so.9 reports 8.9.5, and version 9 is needed");
    }

    @Test
    void noDeviceIsToldApart() throws Exception {
        assertThat(run(Map.of("CUDA_EMULATOR_DEVICES", "0"))).contains("finds no NVIDIA device");
    }

    @Test
    void failingAtTheStartIsToldApart() throws Exception {
        assertThat(run(Map.of("CUDA_EMULATOR_FAIL", "cudaGetDeviceCount=3")))
                .contains("cudaGetDeviceCount failed: cudaErrorInitializationError (3): initialization error");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            libcudart.so.13 | CUDA 13.1 is missing: libcudart.so.13 was looked for and not found. Install the CUDA toolkit
            libnvrtc.so.13 | CUDA 13.1 is missing: libnvrtc.so.13
            libcublas.so.13 | CUDA 13.1 is missing: libcublas.so.13
            libcudnn_ops.so.9 | cuDNN is missing: libcudnn_ops.so.9 (version 9) was looked for and not found. Install cuDNN 9
            libcuda.so.1 | NVIDIA's driver is missing: libcuda.so.1
            """)
    void aMissingLibraryIsNamed(String library, String sentence) {
        Throwable error = new UnsatisfiedLinkError("no jnicudart in java.library.path");
        error.initCause(new UnsatisfiedLinkError(
                "/x/libjnicudart.so: " + library + ": cannot open shared object file: No such file or directory"));
        assertThat(CudaLibraries.describe("cudart", error)).contains(sentence);
    }

    @Test
    void missingNativesOfTheBindingsAreNamed() {
        assertThat(CudaLibraries.describe("cudart", new UnsatisfiedLinkError("no jnicudart in java.library.path")))
                .contains("add the artifact org.bytedeco:cuda with this platform's classifier");
    }

    private static boolean isInstalled(String library) throws IOException {
        Process process = new ProcessBuilder("/sbin/ldconfig", "-p").start();
        return new String(process.getInputStream().readAllBytes()).contains(library);
    }

    private String run(Map<String, String> environment, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1"));
        command.add("-Dchainer.cuda.emulator=true");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), AvailabilityProbe.class.getName()));
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor()).as(() -> text(output)).isZero();
        return text(output);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
