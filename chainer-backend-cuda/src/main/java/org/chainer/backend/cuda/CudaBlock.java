package org.chainer.backend.cuda;

import org.chainer.backend.Block;

/** A piece of a CUDA device's memory. */
final class CudaBlock extends Block {
    private final CudaContext context;
    private final long address;

    CudaBlock(CudaContext context, long address, long bytes) {
        super(bytes);
        this.context = context;
        this.address = address;
    }

    CudaContext context() {
        return context;
    }

    long address() {
        return address;
    }
}
