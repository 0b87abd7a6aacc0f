package org.chainer.backend.reference;

import org.chainer.array.NDArray;
import org.chainer.backend.Backend;
import org.chainer.backend.Device;
import org.chainer.backend.KernelSet;
import org.chainer.backend.MemoryLimit;
import org.chainer.backend.MemoryPool;

/** The device of {@link ReferenceBackend}. */
final class ReferenceDevice extends Device {
    private final MemoryPool pool = new MemoryPool(this, new DirectBufferAllocator(), MemoryLimit.bytes());

    ReferenceDevice(Backend backend) {
        super(
                backend,
                "reference",
                new KernelSet(
                        new ReferenceElementwiseKernels(),
                        new ReferenceReductionKernels(),
                        new ReferenceLinalgKernels(),
                        new ReferenceIndexingKernels(),
                        new ReferenceConvolutionKernels(),
                        new ReferencePoolingKernels(),
                        new ReferenceNormalizationKernels(),
                        new ReferenceRnnKernels(),
                        new ReferenceLossKernels(),
                        new ReferenceRandomKernels(),
                        new ReferenceOptimizerKernels()));
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
