package org.chainer.backend;

import java.nio.ByteBuffer;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.ConvolutionKernels;
import org.chainer.backend.kernels.ElementwiseKernels;
import org.chainer.backend.kernels.IndexingKernels;
import org.chainer.backend.kernels.LinalgKernels;
import org.chainer.backend.kernels.LossKernels;
import org.chainer.backend.kernels.NormalizationKernels;
import org.chainer.backend.kernels.OptimizerKernels;
import org.chainer.backend.kernels.PoolingKernels;
import org.chainer.backend.kernels.RandomKernels;
import org.chainer.backend.kernels.ReductionKernels;
import org.chainer.backend.kernels.RnnKernels;

/** A device with a pool of its own, whose allocator a test can watch, and the reference's kernels. */
public class TestDevice extends Device {
    private final Device kernels = Devices.reference();
    private final MemoryPool pool;

    /** A device over that allocator. */
    public TestDevice(BlockAllocator allocator, long limit) {
        pool = new MemoryPool(this, allocator, limit);
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
    public String name() {
        return "test";
    }

    @Override
    public Backend backend() {
        return kernels.backend();
    }

    @Override
    public MemoryPool pool() {
        return pool;
    }

    @Override
    public void transfer(NDArray from, NDArray to) {
        kernels.transfer(from, to);
    }

    @Override
    public ElementwiseKernels elementwise() {
        return kernels.elementwise();
    }

    @Override
    public ReductionKernels reduction() {
        return kernels.reduction();
    }

    @Override
    public LinalgKernels linalg() {
        return kernels.linalg();
    }

    @Override
    public IndexingKernels indexing() {
        return kernels.indexing();
    }

    @Override
    public ConvolutionKernels convolution() {
        return kernels.convolution();
    }

    @Override
    public PoolingKernels pooling() {
        return kernels.pooling();
    }

    @Override
    public NormalizationKernels normalization() {
        return kernels.normalization();
    }

    @Override
    public RnnKernels rnn() {
        return kernels.rnn();
    }

    @Override
    public LossKernels loss() {
        return kernels.loss();
    }

    @Override
    public RandomKernels random() {
        return kernels.random();
    }

    @Override
    public OptimizerKernels optimizer() {
        return kernels.optimizer();
    }
}
