package org.chainer.backend;

import java.nio.ByteBuffer;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.ElementwiseKernels;

/** A device with a pool of its own, whose allocator a test can watch, and the reference's kernels. */
public class TestDevice extends Device {
    private final MemoryPool pool;

    /** A device over that allocator. */
    public TestDevice(BlockAllocator allocator, long limit) {
        this(allocator, limit, Devices.reference().elementwise());
    }

    /** A device over that allocator with element-wise kernels of its own. */
    public TestDevice(BlockAllocator allocator, long limit, ElementwiseKernels elementwise) {
        super(Devices.reference().backend(), "test", with(Devices.reference().kernels(), elementwise));
        pool = new MemoryPool(this, allocator, limit);
    }

    private static KernelSet with(KernelSet others, ElementwiseKernels elementwise) {
        return new KernelSet(
                elementwise,
                others.reduction(),
                others.linalg(),
                others.indexing(),
                others.convolution(),
                others.pooling(),
                others.normalization(),
                others.rnn(),
                others.loss(),
                others.random(),
                others.optimizer());
    }

    /** Plain buffers; counts what it hands out, and fails beyond a capacity as a system without memory does. */
    public static final class CountingAllocator implements BlockAllocator {
        long capacity = Long.MAX_VALUE;
        long bytes;
        int allocated;
        int freed;

        @Override
        public Block allocate(long size) {
            if (bytes + size > capacity) {
                throw new OutOfMemoryException("the system says no to " + size + " bytes");
            }
            bytes += size;
            allocated++;
            return new HostBlock(ByteBuffer.allocateDirect((int) size));
        }

        @Override
        public void free(Block block) {
            bytes -= block.bytes();
            freed++;
        }
    }

    @Override
    public MemoryPool pool() {
        return pool;
    }

    @Override
    public void transfer(NDArray from, NDArray to) {
        Devices.reference().transfer(from, to);
    }
}
