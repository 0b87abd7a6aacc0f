package org.chainer.backend.cuda;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.SizeTPointer;
import org.chainer.array.NDArray;
import org.chainer.backend.Block;

/**
 * What all kernels of one device share: its stream, its compiled kernels, its counters.
 *
 * <p>Everything that a device is asked for runs in one stream, in order. So a block that the pool takes back and lends again while the device still works with its old content is safe:
 * the new work comes after the old.
 */
final class CudaContext {
    /** Name of the system property that makes every launch wait for its kernel. */
    static final String BLOCKING = "chainer.cuda.blocking";

    private static final int REMEMBERED_LAUNCHES = 8;
    private static final ThreadLocal<int[]> CURRENT = ThreadLocal.withInitial(() -> new int[] {-1});

    private final int index;
    private final CUstream_st stream = new CUstream_st();
    private final int architecture;
    private final KernelCompiler compiler;
    private final boolean blocking = Boolean.getBoolean(BLOCKING);
    private final Map<String, CUmod_st> modules = new ConcurrentHashMap<>();
    private final Map<String, Kernel> kernels = new ConcurrentHashMap<>();
    private final Map<String, Kernel> userKernels = new ConcurrentHashMap<>();
    private final Counters counters = new Counters();
    private final TensorUpdates updates = new TensorUpdates(this);
    private volatile Runnable postponed;
    private final Deque<Object[]> recent = new ArrayDeque<>();

    CudaContext(int index) {
        this.index = index;
        enter();
        CudaErrors.runtime(
                cudart.cudaStreamCreateWithFlags(stream, cudart.cudaStreamNonBlocking),
                "cudaStreamCreateWithFlags",
                this,
                "setting up the device");
        architecture = 10 * attribute(cudart.cudaDevAttrComputeCapabilityMajor)
                + attribute(cudart.cudaDevAttrComputeCapabilityMinor);
        compiler = new KernelCompiler(this);
    }

    int index() {
        return index;
    }

    CUstream_st stream() {
        return stream;
    }

    /** The device's compute capability times ten. */
    int architecture() {
        return architecture;
    }

    Counters counters() {
        return counters;
    }

    TensorUpdates updates() {
        return updates;
    }

    KernelCompiler compiler() {
        return compiler;
    }

    /** Makes this the device that the current thread's calls are about, and has done what was postponed. */
    void enter() {
        Runnable work = postponed;
        if (work != null) {
            work.run();
        }
        select();
    }

    /** Work that is to be done before the device is asked for anything else; null when it is done. */
    void postpone(Runnable work) {
        postponed = work;
    }

    /** Makes this the device that the current thread's calls are about. */
    void select() {
        int[] current = CURRENT.get();
        if (current[0] != index) {
            CudaErrors.runtime(cudart.cudaSetDevice(index), "cudaSetDevice", this, "choosing the device");
            current[0] = index;
        }
    }

    int attribute(int attribute) {
        int[] value = new int[1];
        CudaErrors.runtime(
                cudart.cudaDeviceGetAttribute(value, attribute, index),
                "cudaDeviceGetAttribute",
                this,
                "asking for attribute " + attribute);
        return value[0];
    }

    /** Bytes of memory that the device has. */
    long totalMemory() {
        enter();
        try (SizeTPointer free = new SizeTPointer(1);
                SizeTPointer total = new SizeTPointer(1)) {
            CudaErrors.runtime(
                    cudart.cudaMemGetInfo(free, total), "cudaMemGetInfo", this, "asking for the memory's size");
            return total.get();
        }
    }

    String freeMemory() {
        try (SizeTPointer free = new SizeTPointer(1);
                SizeTPointer total = new SizeTPointer(1)) {
            return cudart.cudaMemGetInfo(free, total) != 0
                    ? "the device does not say how much is free"
                    : free.get() + " of the device's " + total.get() + " bytes are free";
        }
    }

    /** A kernel of a topic; what was not yet used is compiled. */
    Kernel kernel(String topic, String name) {
        Kernel found = kernels.get(name);
        if (found == null) {
            enter();
            CUmod_st module = modules.computeIfAbsent(topic, key -> compiler.load(key, KernelSource.of(key)));
            found = kernels.computeIfAbsent(name, key -> compiler.kernel(module, key));
        }
        return found;
    }

    /**
     * A kernel of a user's.
     *
     * @throws IllegalArgumentException if the source does not compile, or has no such kernel
     */
    Kernel userKernel(String name, String source) {
        String key = name + '\n' + source;
        Kernel found = userKernels.get(key);
        if (found == null) {
            enter();
            found = userKernels.computeIfAbsent(key, k -> compiler.kernel(compiler.load(name, source), name));
        }
        return found;
    }

    /** Bytes of each of a kernel's parameters. */
    int[] parameterSizes(Kernel kernel) {
        enter();
        List<Integer> sizes = new ArrayList<>();
        try (SizeTPointer offset = new SizeTPointer(1);
                SizeTPointer size = new SizeTPointer(1)) {
            while (cudart.cuFuncGetParamInfo(kernel.function(), sizes.size(), offset, size) == 0) {
                sizes.add((int) size.get());
            }
        }
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Begins a launch of a topic's kernel. */
    Arguments call(String topic, String name) {
        return Arguments.of(this, kernel(topic, name));
    }

    /**
     * Where an array's first element is.
     *
     * @throws IllegalArgumentException if the array is on another device
     */
    long address(NDArray array, boolean write) {
        Block found = write ? array.memory().forWriting() : array.memory().forReading();
        if (found instanceof CudaBlock block && block.context() == this) {
            return block.address() + array.offset() * array.dtype().bytes();
        }
        throw new IllegalArgumentException(
                "array of shape " + array.shape() + " is on " + array.device().name() + ", expected cuda:" + index);
    }

    void launched(Kernel kernel, Object shape) {
        counters.launches.increment();
        synchronized (recent) {
            if (recent.size() == REMEMBERED_LAUNCHES) {
                recent.removeFirst();
            }
            recent.addLast(new Object[] {kernel.name(), shape});
        }
    }

    /** Remembers a call of a library that works in the stream. */
    void called(String function, Object shape) {
        counters.libraryCalls.increment();
        synchronized (recent) {
            if (recent.size() == REMEMBERED_LAUNCHES) {
                recent.removeFirst();
            }
            recent.addLast(new Object[] {function, shape});
        }
    }

    void waitIfBlocking(Kernel kernel, Object shape) {
        if (blocking) {
            CudaErrors.runtime(
                    cudart.cudaStreamSynchronize(stream),
                    "cudaStreamSynchronize",
                    this,
                    "running kernel " + kernel.name() + ", " + describe(shape));
        }
    }

    void synchronize(String what) {
        enter();
        counters.synchronizations.increment();
        CudaErrors.runtime(cudart.cudaStreamSynchronize(stream), "cudaStreamSynchronize", this, what);
    }

    String recentLaunches() {
        List<String> texts = new ArrayList<>();
        synchronized (recent) {
            for (Object[] launch : recent) {
                texts.add(launch[0] + " (" + describe(launch[1]) + ")");
            }
        }
        return texts.isEmpty() ? "none" : String.join(", ", texts) + ", stream 0x" + Long.toHexString(stream.address());
    }

    private static String describe(Object shape) {
        return shape instanceof Extent extent
                ? extent.size() + " elements, axes " + Arrays.toString(Arrays.copyOf(extent.dims(), extent.rank()))
                : shape.toString();
    }
}
