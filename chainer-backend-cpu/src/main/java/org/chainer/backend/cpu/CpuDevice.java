package org.chainer.backend.cpu;

import org.chainer.array.NDArray;
import org.chainer.backend.Backend;
import org.chainer.backend.Device;
import org.chainer.backend.KernelSet;
import org.chainer.backend.MemoryLimit;
import org.chainer.backend.MemoryPool;
import org.chainer.backend.reference.HostTransfer;
import org.chainer.backend.reference.ReferenceRandomKernels;

/** The device of {@link CpuBackend}. */
final class CpuDevice extends Device {
    private final MemoryPool pool = new MemoryPool(this, new NativeAllocator(), MemoryLimit.bytes());

    CpuDevice(Backend backend) {
        super(
                backend,
                "cpu",
                new KernelSet(
                        new CpuElementwiseKernels(),
                        new CpuReductionKernels(),
                        new CpuLinalgKernels(),
                        new CpuIndexingKernels(),
                        new CpuConvolutionKernels(),
                        new CpuPoolingKernels(),
                        new CpuNormalizationKernels(),
                        new CpuRnnKernels(),
                        new CpuLossKernels(),
                        new ReferenceRandomKernels(),
                        new CpuOptimizerKernels()));
    }

    @Override
    public MemoryPool pool() {
        return pool;
    }

    @Override
    public void transfer(NDArray from, NDArray to) {
        HostTransfer.copy(from, to);
    }
}
