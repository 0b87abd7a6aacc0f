package org.chainer.backend.cuda;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.cuda.nvrtc._nvrtcProgram;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** Compiles CUDA C++ for one device with NVRTC and loads it. */
final class KernelCompiler {
    private final CudaContext context;
    private final KernelCache cache = new KernelCache();
    private final String[] options;
    private final String version;
    /** What the compiler said of sources that do not compile: asking it again takes long. */
    private final Map<String, String> failed = new ConcurrentHashMap<>();

    KernelCompiler(CudaContext context) {
        this.context = context;
        options = new String[] {"--gpu-architecture=sm_" + context.architecture(), "-std=c++17"};
        int[] major = new int[1];
        int[] minor = new int[1];
        nvrtc.nvrtcVersion(major, minor);
        version = major[0] + "." + minor[0];
    }

    /**
     * The loaded module of a source.
     *
     * @throws IllegalArgumentException if it does not compile; the message holds the compiler's
     */
    CUmod_st load(String name, String source) {
        String key = KernelCache.key(version, String.join(" ", options), source);
        byte[] kept = cache.read(key);
        if (kept != null) {
            CUmod_st module = new CUmod_st();
            if (load(kept, module) == 0) {
                return module;
            }
            cache.remove(key);
        }
        String known = failed.get(key);
        if (known != null) {
            throw new IllegalArgumentException(known);
        }
        byte[] image;
        try {
            image = compile(name, source);
        } catch (IllegalArgumentException e) {
            failed.put(key, e.getMessage());
            throw e;
        }
        CUmod_st module = new CUmod_st();
        CudaErrors.driver(load(image, module), "cuModuleLoadData", context, "loading kernels '" + name + "'");
        cache.write(key, image);
        return module;
    }

    /** A kernel of a module, which is declared {@code extern "C"}. */
    Kernel kernel(CUmod_st module, String name) {
        CUfunc_st function = new CUfunc_st();
        int code = cudart.cuModuleGetFunction(function, module, name);
        if (code == cudart.CUDA_ERROR_NOT_FOUND) {
            throw new IllegalArgumentException("the source has no kernel '" + name
                    + "': it must be declared extern \"C\" __global__ void " + name + "(…)");
        }
        CudaErrors.driver(code, "cuModuleGetFunction", context, "looking up kernel '" + name + "'");
        return new Kernel(name, function);
    }

    private int load(byte[] image, CUmod_st module) {
        try (BytePointer bytes = new BytePointer(image.length)) {
            bytes.put(image, 0, image.length);
            return cudart.cuModuleLoadData(module, bytes);
        }
    }

    private byte[] compile(String name, String source) {
        _nvrtcProgram program = new _nvrtcProgram();
        try (BytePointer text = new BytePointer(source, StandardCharsets.UTF_8);
                BytePointer title = new BytePointer(name + ".cu", StandardCharsets.UTF_8);
                PointerPointer<BytePointer> arguments = new PointerPointer<>(options)) {
            check(
                    nvrtc.nvrtcCreateProgram(
                            program, text, title, 0, (PointerPointer<?>) null, (PointerPointer<?>) null),
                    "nvrtcCreateProgram",
                    name);
            int code = nvrtc.nvrtcCompileProgram(program, options.length, arguments);
            if (code != 0) {
                String log = log(program);
                if (log.isEmpty()) {
                    check(code, "nvrtcCompileProgram", name);
                }
                throw new IllegalArgumentException("kernels '" + name + "' do not compile for " + options[0]
                        + " with NVRTC " + version + ":\n" + log);
            }
            return image(program, name);
        } finally {
            if (!program.isNull()) {
                nvrtc.nvrtcDestroyProgram(program);
            }
        }
    }

    private static String log(_nvrtcProgram program) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            nvrtc.nvrtcGetProgramLogSize(program, size);
            byte[] log = new byte[Math.toIntExact(size.get())];
            nvrtc.nvrtcGetProgramLog(program, log);
            return new String(log, 0, Math.max(log.length - 1, 0), StandardCharsets.UTF_8).strip();
        }
    }

    private byte[] image(_nvrtcProgram program, String name) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            check(nvrtc.nvrtcGetCUBINSize(program, size), "nvrtcGetCUBINSize", name);
            byte[] image = new byte[Math.toIntExact(size.get())];
            check(nvrtc.nvrtcGetCUBIN(program, image), "nvrtcGetCUBIN", name);
            return image;
        }
    }

    private void check(int code, String call, String name) {
        if (code != 0) {
            throw new CudaException(
                    call + " failed on cuda:" + context.index() + ", compiling kernels '" + name + "' for " + options[0]
                            + ": " + nvrtc.nvrtcGetErrorString(code).getString() + " (" + code + ")",
                    call,
                    code,
                    false);
        }
    }
}
