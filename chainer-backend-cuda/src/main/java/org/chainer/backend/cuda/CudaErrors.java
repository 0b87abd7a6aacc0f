package org.chainer.backend.cuda;

import java.util.function.IntFunction;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** Turns return codes of CUDA and its libraries into exceptions. */
final class CudaErrors {
    static final int OUT_OF_MEMORY = 2;

    private CudaErrors() {}

    /** Checks a code of the runtime's. */
    static void runtime(int code, String call, CudaContext context, String what) {
        if (code != 0) {
            throw failure(call, code, runtimeText(code), context, what);
        }
    }

    /** Checks a code of the driver's. */
    static void driver(int code, String call, CudaContext context, String what) {
        if (code != 0) {
            throw failure(call, code, driverText(code), context, what);
        }
    }

    /** Checks a code of cuBLAS or cuBLASLt. */
    static void blas(int code, String call, CudaContext context, String what) {
        library(code, call, context, what, number -> text(cublas.cublasGetStatusName(number)));
    }

    /** Checks a code of cuDNN. */
    static void dnn(int code, String call, CudaContext context, String what) {
        library(code, call, context, what, number -> text(cudnn.cudnnGetErrorString(number)));
    }

    private static void library(int code, String call, CudaContext context, String what, IntFunction<String> text) {
        if (code != 0) {
            throw failure(call, code, text.apply(code), context, what);
        }
    }

    static String runtimeText(int code) {
        return text(cudart.cudaGetErrorName(code)) + " (" + code + "): " + text(cudart.cudaGetErrorString(code));
    }

    private static String driverText(int code) {
        try (PointerPointer<BytePointer> name = new PointerPointer<>(1)) {
            cudart.cuGetErrorName(code, name);
            BytePointer found = name.get(BytePointer.class, 0);
            return (found == null ? "unknown error" : found.getString()) + " (" + code + ")";
        }
    }

    private static String text(BytePointer pointer) {
        return pointer == null || pointer.isNull() ? "unknown error" : pointer.getString();
    }

    private static CudaException failure(String call, int code, String text, CudaContext context, String what) {
        StringBuilder message = new StringBuilder(call).append(" failed");
        if (context != null) {
            message.append(" on cuda:").append(context.index());
        }
        message.append(", ").append(what).append(": ").append(text);
        boolean sticky = isSticky(code);
        if (sticky && context != null) {
            message.append(
                            ". The device cannot be used any more by this process. Errors of kernels are seen late; launched last were: ")
                    .append(context.recentLaunches())
                    .append(". Run again with -D")
                    .append(CudaContext.BLOCKING)
                    .append("=true, which waits for each kernel, to find the one that failed");
        }
        return new CudaException(message.toString(), call, code, sticky);
    }

    /** Errors after which all further calls fail: invalid accesses, traps, crashed and hung kernels, a device that is gone. */
    private static boolean isSticky(int code) {
        return code == 46 || code == 214 || code >= 700 && code <= 719 && code != 701 && code != 704 && code != 705;
    }
}
