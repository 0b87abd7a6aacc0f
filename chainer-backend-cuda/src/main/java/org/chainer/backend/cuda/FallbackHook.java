package org.chainer.backend.cuda;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.chainer.FunctionHook;
import org.chainer.FunctionNode;
import org.chainer.array.NDArray;

/**
 * Tells which functions need kernels that a CUDA device lacks, so that the host does their work: {@code try (var scope = Chainer.usingHook(hook)) { … }}, then {@link #fallbacks()}.
 *
 * <p>For one thread; work of other threads on the same device meanwhile is counted too.
 */
public final class FallbackHook implements FunctionHook {
    private final CudaDevice device;
    private final Deque<CudaStatistics> begun = new ArrayDeque<>();
    private final Map<String, Map<String, Long>> byFunction = new TreeMap<>();

    /** A hook that watches a device. */
    public FallbackHook(CudaDevice device) {
        this.device = device;
    }

    /** For each function that needed the host, how often each kernel ran there: {@code {Inv={LinalgKernels.inverse=1}}}. */
    public Map<String, Map<String, Long>> fallbacks() {
        return Collections.unmodifiableMap(byFunction);
    }

    @Override
    public void forwardPreprocess(FunctionNode function, NDArray[] inputs) {
        begun.push(device.statistics());
    }

    @Override
    public void forwardPostprocess(FunctionNode function, NDArray[] inputs) {
        end(function);
    }

    @Override
    public void backwardPreprocess(FunctionNode function, NDArray[] inputs, NDArray[] outputGradients) {
        begun.push(device.statistics());
    }

    @Override
    public void backwardPostprocess(FunctionNode function, NDArray[] inputs, NDArray[] outputGradients) {
        end(function);
    }

    private void end(FunctionNode function) {
        device.statistics()
                .since(begun.pop())
                .fallbacks()
                .forEach((kernel, count) -> byFunction
                        .computeIfAbsent(function.getClass().getSimpleName(), name -> new TreeMap<>())
                        .merge(kernel, count, Long::sum));
    }
}
