package org.chainer.examples.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainer.Chainer;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** What a function costs beside its arithmetic: chains of additions of one element, without the graph, with it, and their gradients. */
final class DispatchWorkload implements Workload {
    private static final int LENGTH = 1000;
    private static final int MOST_SAMPLES = 10_000;

    private final Variable one;
    private final Variable other;
    private final double[][] nanos = new double[3][MOST_SAMPLES];
    private int samples;

    DispatchWorkload(DType dtype) {
        one = new Variable(NDArray.full(1, dtype, 1));
        other = new Variable(NDArray.full(1, dtype, 1));
    }

    @Override
    public void iterate() {
        long begin = System.nanoTime();
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            chain();
        }
        long withoutGraph = System.nanoTime();
        Variable sum = chain();
        long forward = System.nanoTime();
        sum.backward();
        long backward = System.nanoTime();
        sum.unchainBackward();
        one.clearGrad();
        other.clearGrad();
        int at = samples++ % MOST_SAMPLES;
        nanos[0][at] = (withoutGraph - begin) / (double) LENGTH;
        nanos[1][at] = (forward - withoutGraph) / (double) LENGTH;
        nanos[2][at] = (backward - forward) / (double) LENGTH;
    }

    private Variable chain() {
        Variable sum = one;
        for (int i = 0; i < LENGTH; i++) {
            sum = sum.add(other);
        }
        return sum;
    }

    @Override
    public double itemsPerIteration() {
        return LENGTH;
    }

    @Override
    public double flopPerItem() {
        return 0;
    }

    @Override
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("no_backprop_ns", median(nanos[0]));
        details.put("forward_ns", median(nanos[1]));
        details.put("backward_ns", median(nanos[2]));
        return details;
    }

    private long median(double[] values) {
        double[] sorted = java.util.Arrays.copyOf(values, Math.min(samples, MOST_SAMPLES));
        java.util.Arrays.sort(sorted);
        return Math.round(sorted[sorted.length / 2]);
    }
}
