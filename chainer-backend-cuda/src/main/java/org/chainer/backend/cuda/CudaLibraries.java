package org.chainer.backend.cuda;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.javacpp.Loader;

/** Loads NVIDIA's libraries once, and says in a sentence what is missing. */
final class CudaLibraries {
    /** Versions that the bindings were made for. */
    private static final String CUDA = "13.1";

    private static final int LEAST_DRIVER = 13000;
    private static final int CUDNN_MAJOR = 9;
    private static final int NO_DEVICE = 100;
    private static final int INSUFFICIENT_DRIVER = 35;
    private static final Pattern MISSING = Pattern.compile("(lib[\\w+-]+\\.so[.\\d]*): cannot open");

    private CudaLibraries() {}

    private static final class Found {
        static final int[] DEVICES = new int[1];
        static final String REASON = look();

        private static String look() {
            try {
                String reason = runtime();
                return reason != null ? reason : libraries();
            } catch (LinkageError | RuntimeException e) {
                return "the CUDA bindings could not be loaded: " + e;
            }
        }

        private static String runtime() {
            String reason = load(cudart.class);
            if (reason != null) {
                return reason;
            }
            int[] version = new int[1];
            cudart.cudaDriverGetVersion(version);
            if (version[0] == 0) {
                return "NVIDIA's driver is not running: libcuda.so.1 reports no version. " + driverHelp();
            }
            if (version[0] < LEAST_DRIVER) {
                return "NVIDIA's driver is too old: it serves CUDA " + cudaVersion(version[0]) + ", and CUDA "
                        + cudaVersion(LEAST_DRIVER) + " or later is needed. " + driverHelp();
            }
            int code = cudart.cudaGetDeviceCount(DEVICES);
            if (code == INSUFFICIENT_DRIVER) {
                return "NVIDIA's driver is too old for CUDA's runtime: " + CudaErrors.runtimeText(code) + ". "
                        + driverHelp();
            }
            if (code == NO_DEVICE || code == 0 && DEVICES[0] == 0) {
                return "the driver (for CUDA " + cudaVersion(version[0])
                        + ") finds no NVIDIA device; see what nvidia-smi lists, and whether CUDA_VISIBLE_DEVICES hides it";
            }
            return code == 0 ? null : "cudaGetDeviceCount failed: " + CudaErrors.runtimeText(code);
        }

        private static String libraries() {
            for (Class<?> library : new Class<?>[] {nvrtc.class, cublas.class, cudnn.class}) {
                String reason = load(library);
                if (reason != null) {
                    return reason;
                }
            }
            long version = cudnn.cudnnGetVersion();
            if (version / 10000 != CUDNN_MAJOR) {
                return "cuDNN has the wrong version: libcudnn.so.9 reports " + cudnnVersion(version) + ", and version "
                        + CUDNN_MAJOR + " is needed. " + cudnnHelp();
            }
            return null;
        }
    }

    /** Why no device can be used, or null. */
    static String unavailableReason() {
        return Found.REASON;
    }

    static int deviceCount() {
        return Found.DEVICES[0];
    }

    private static String load(Class<?> bindings) {
        try {
            Loader.load(bindings);
            return null;
        } catch (LinkageError e) {
            return describe(bindings.getSimpleName(), e);
        }
    }

    /** The sentence for an error of the linker's, which names the file that it lacks. */
    static String describe(String bindings, Throwable error) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
            for (Throwable suppressed : cause.getSuppressed()) {
                all.append(suppressed.getMessage()).append('\n');
            }
        }
        Matcher missing = MISSING.matcher(all);
        if (!missing.find()) {
            return all.indexOf("jni" + bindings) >= 0
                    ? "the bindings' native library jni" + bindings
                            + " is not on the class path or cannot be loaded: add the artifact"
                            + " org.bytedeco:cuda with this platform's classifier (" + Loader.getPlatform()
                            + "). The linker says: "
                            + error.getMessage()
                    : "the bindings " + bindings + " cannot be loaded: " + error.getMessage();
        }
        String library = missing.group(1);
        if (library.startsWith("libcuda.")) {
            return "NVIDIA's driver is missing: " + library + " was looked for and not found. " + driverHelp();
        }
        if (library.startsWith("libcudnn")) {
            return "cuDNN is missing: " + library + " (version " + CUDNN_MAJOR + ") was looked for and not found. "
                    + cudnnHelp();
        }
        return "a library of CUDA " + CUDA + " is missing: " + library
                + " was looked for and not found. Install the CUDA toolkit " + CUDA
                + " (package cuda-toolkit-13-1) and have its folder lib64 in LD_LIBRARY_PATH or ld.so.conf";
    }

    private static String driverHelp() {
        return "Install NVIDIA's driver, version 580 or later (nvidia-smi shows the installed one)";
    }

    private static String cudnnHelp() {
        return "Install cuDNN " + CUDNN_MAJOR + " for CUDA 13 (package cudnn9-cuda-13)";
    }

    private static String cudaVersion(int number) {
        return number / 1000 + "." + number % 1000 / 10;
    }

    private static String cudnnVersion(long number) {
        return number >= 10000
                ? number / 10000 + "." + number % 10000 / 100 + "." + number % 100
                : number / 1000 + "." + number % 1000 / 100 + "." + number % 100;
    }
}
