package org.chainer.backend.cuda;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;

/**
 * Kernels of a user's own, and what else Chainer has in {@code chainer.backends.cuda}.
 *
 * <p>A kernel is made where it is used; making it again is a look-up:
 *
 * <pre>{@code
 * NDArray y = Cuda.elementwise("T x, T slope", "T y", "y = x >= 0 ? x : x * slope", "leaky_relu").apply(x, 0.2f);
 * NDArray norm = Cuda.reduce("T x", "T y", "x * x", "a + b", "y = sqrt(a)", "0", "norm").over(1).apply(x);
 * Cuda.raw("""
 *         extern "C" __global__ void fill(float* y, int n, float value) {
 *             int i = blockIdx.x * blockDim.x + threadIdx.x;
 *             if (i < n) y[i] = value;
 *         }""", "fill").launch(1, 256, y, 200, 3f);
 * }</pre>
 *
 * <p>In a function, forward and backward call kernels on the arrays that they are given, as they call other methods of arrays.
 *
 * <p>What else Chainer's module has: {@code to_gpu}, {@code to_cpu} and {@code copy} are {@link NDArray#toDevice} ({@link #toGpu}, {@link #toCpu}, {@link #copy}); {@code get_array_module} is not
 * needed, as arrays know their device.
 */
public final class Cuda {
    /** Chainer lets a convolution use 8 MiB; devices have become larger. */
    private static final long DEFAULT_WORKSPACE = 256L << 20;

    private static final AtomicLong WORKSPACE = new AtomicLong(DEFAULT_WORKSPACE);
    private static final AtomicLong MEMO_AGE = new AtomicLong();

    private record Source(List<String> texts) {}

    private static final Function<Source, ElementwiseKernel> ELEMENTWISE = memoize(
            false, (Source s) -> new ElementwiseKernel(s.texts.get(0), s.texts.get(1), s.texts.get(2), s.texts.get(3)));
    private static final Function<Source, ReductionKernel> REDUCTION = memoize(
            false,
            (Source s) -> new ReductionKernel(
                    s.texts.get(0),
                    s.texts.get(1),
                    s.texts.get(2),
                    s.texts.get(3),
                    s.texts.get(4),
                    s.texts.get(5),
                    s.texts.get(6)));
    private static final Function<Source, RawKernel> RAW =
            memoize(false, (Source s) -> new RawKernel(s.texts.get(0), s.texts.get(1)));

    private Cuda() {}

    /** Whether there is a CUDA device that can be used. */
    public static boolean available() {
        return CudaLibraries.unavailableReason() == null;
    }

    /**
     * A kernel that computes element by element.
     *
     * @param inParams the inputs, such as {@code "T x, float32 a, raw int32 index"}; types are dtypes' names, or placeholders for any dtype, which is the same wherever the placeholder stands
     * @param outParams the outputs, likewise
     * @param operation statements in CUDA C++; see {@link ElementwiseKernel}
     * @param name as which the kernel shows up in profiles and messages
     * @throws IllegalArgumentException if parameters or name are malformed
     */
    public static ElementwiseKernel elementwise(String inParams, String outParams, String operation, String name) {
        return ELEMENTWISE.apply(new Source(List.of(inParams, outParams, operation, name)));
    }

    /**
     * A kernel that reduces over axes.
     *
     * @param inParams the inputs, as {@link #elementwise} has them
     * @param outParams the outputs
     * @param mapExpr what is made of each element
     * @param reduceExpr what is made of two such values, {@code a} and {@code b}
     * @param postMapExpr assigns what remains, {@code a}, to the outputs
     * @param identity the value that reductions begin with, and the result of empty ones
     * @param name as which the kernel shows up in profiles and messages
     * @throws IllegalArgumentException if parameters or name are malformed
     */
    public static ReductionKernel reduce(
            String inParams,
            String outParams,
            String mapExpr,
            String reduceExpr,
            String postMapExpr,
            String identity,
            String name) {
        return REDUCTION.apply(
                new Source(List.of(inParams, outParams, mapExpr, reduceExpr, postMapExpr, identity, name)));
    }

    /**
     * A kernel written whole.
     *
     * @param code CUDA C++ with a function {@code extern "C" __global__ void name(…)}
     */
    public static RawKernel raw(String code, String name) {
        return RAW.apply(new Source(List.of(code, name)));
    }

    /**
     * A function that remembers its results by argument until {@link #clearMemo()}.
     *
     * @param forEachDevice whether results are remembered for each current device by itself
     */
    public static <A, R> Function<A, R> memoize(boolean forEachDevice, Function<A, R> function) {
        record Key(Object device, Object argument) {}
        Map<Key, R> results = new ConcurrentHashMap<>();
        AtomicLong age = new AtomicLong(MEMO_AGE.get());
        return argument -> {
            long now = MEMO_AGE.get();
            if (age.getAndSet(now) != now) {
                results.clear();
            }
            return results.computeIfAbsent(
                    new Key(forEachDevice ? Devices.current() : null, argument), key -> function.apply(argument));
        };
    }

    /** Forgets the results of all functions that {@link #memoize} made, kernels included; what is compiled stays in the cache. */
    public static void clearMemo() {
        MEMO_AGE.incrementAndGet();
    }

    /**
     * The CUDA device of that number. Chainer: {@code get_device_from_id}.
     *
     * @throws IllegalArgumentException if there is none; the message says why
     */
    public static Device device(int id) {
        return Devices.get("cuda:" + id);
    }

    /** The CUDA device that an array is on, or null if it is on none. Chainer: {@code get_device_from_array}. */
    public static Device deviceOf(NDArray array) {
        return array.device() instanceof CudaDevice device ? device : null;
    }

    /** The array itself if it is on the current CUDA device (or the first, if the current one is no CUDA device), else a copy there. */
    public static NDArray toGpu(NDArray array) {
        return array.toDevice(current());
    }

    /** The array itself if it is in host memory, else a copy there: on {@code cpu}, or {@code reference} where that is missing. */
    public static NDArray toCpu(NDArray array) {
        if (array.device().isHost()) {
            return array;
        }
        Device host = Devices.available().stream()
                .filter(device -> device.name().equals("cpu"))
                .findFirst()
                .orElse(Devices.reference());
        return array.toDevice(host);
    }

    /** A copy, always, on the current CUDA device or the first. */
    public static NDArray copy(NDArray array) {
        CudaDevice target = current();
        return array.device() == target ? array.copy() : array.toDevice(target);
    }

    /** Limits the bytes that a convolution of cuDNN's may use for intermediate results: with more it may be faster. */
    public static void setMaxWorkspaceSize(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("setMaxWorkspaceSize: " + bytes + " bytes, expected at least 0");
        }
        WORKSPACE.set(bytes);
    }

    /** Bytes that a convolution of cuDNN's may use for intermediate results: 256 MiB if nothing else was said. */
    public static long maxWorkspaceSize() {
        return WORKSPACE.get();
    }

    static CudaDevice current() {
        return (CudaDevice) (Devices.current() instanceof CudaDevice device ? device : Devices.get("cuda:0"));
    }
}
