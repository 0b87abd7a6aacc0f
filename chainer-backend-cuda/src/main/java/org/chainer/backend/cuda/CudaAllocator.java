package org.chainer.backend.cuda;

import org.bytedeco.cuda.cudart.CUmemPoolHandle_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.chainer.backend.Block;
import org.chainer.backend.BlockAllocator;
import org.chainer.backend.OutOfMemoryException;

/**
 * Makes and frees blocks for a device's memory pool: with the driver's allocator in stream order where the device has it, which cuts small blocks
 * from large pieces and needs no synchronisation.
 */
final class CudaAllocator implements BlockAllocator {
    private final CudaContext context;
    private final boolean ordered;

    CudaAllocator(CudaContext context) {
        this.context = context;
        ordered = context.attribute(cudart.cudaDevAttrMemoryPoolsSupported) != 0;
        if (ordered) {
            keepFreedMemory();
        }
    }

    /** What the pool frees stays with the process: giving it back to the system costs a synchronisation at the next wait. */
    private void keepFreedMemory() {
        try (CUmemPoolHandle_st pool = new CUmemPoolHandle_st();
                LongPointer threshold = new LongPointer(1)) {
            CudaErrors.runtime(
                    cudart.cudaDeviceGetDefaultMemPool(pool, context.index()),
                    "cudaDeviceGetDefaultMemPool",
                    context,
                    "setting up the memory pool");
            threshold.put(-1L);
            CudaErrors.runtime(
                    cudart.cudaMemPoolSetAttribute(pool, cudart.cudaMemPoolAttrReleaseThreshold, threshold),
                    "cudaMemPoolSetAttribute",
                    context,
                    "setting up the memory pool");
        }
    }

    @Override
    public Block allocate(long bytes) {
        context.select();
        try (PointerPointer<Pointer> result = new PointerPointer<>(1)) {
            String call = ordered ? "cudaMallocAsync" : "cudaMalloc";
            int code = ordered
                    ? cudart.cudaMallocAsync(result, bytes, context.stream())
                    : cudart.cudaMalloc(result, bytes);
            if (code == CudaErrors.OUT_OF_MEMORY) {
                cudart.cudaGetLastError();
                throw new OutOfMemoryException(call + " found no " + bytes + " bytes: " + context.freeMemory());
            }
            CudaErrors.runtime(code, call, context, "asking for " + bytes + " bytes");
            return new CudaBlock(context, result.get(0).address(), bytes);
        }
    }

    @Override
    public void free(Block block) {
        context.select();
        Pointer pointer = new Address().at(((CudaBlock) block).address());
        if (ordered) {
            CudaErrors.runtime(
                    cudart.cudaFreeAsync(pointer, context.stream()),
                    "cudaFreeAsync",
                    context,
                    "freeing " + block.bytes() + " bytes");
        } else {
            CudaErrors.runtime(cudart.cudaFree(pointer), "cudaFree", context, "freeing " + block.bytes() + " bytes");
        }
    }
}
