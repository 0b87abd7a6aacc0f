package org.chainer.backend.cpu;

import org.chainer.backend.Block;
import org.chainer.backend.BlockAllocator;

/** Makes and frees {@link NativeBlock}s for the CPU device's memory pool. */
final class NativeAllocator implements BlockAllocator {

    @Override
    public Block allocate(long bytes) {
        return NativeBlock.allocate(bytes);
    }

    @Override
    public void free(Block block) {
        ((NativeBlock) block).free();
    }
}
