package org.chainer.examples.bench;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;

/** A product of two 2048×2048 matrices, as fast as this machine does it. */
final class PeakWorkload implements Workload {
    private static final int N = 2048;

    private final NDArray a;
    private final NDArray b;
    private final NDArray c;

    PeakWorkload(DType dtype) {
        RandomState random = new RandomState(1);
        a = random.uniform(-1, 1, dtype, N, N);
        b = random.uniform(-1, 1, dtype, N, N);
        c = NDArray.empty(dtype, N, N);
    }

    @Override
    public void iterate() {
        c.device().linalg().gemm(a, false, b, false, 1, 0, c);
        c.device().synchronize();
    }

    @Override
    public double itemsPerIteration() {
        return 1;
    }

    @Override
    public double flopPerItem() {
        return 2.0 * N * N * N;
    }
}
