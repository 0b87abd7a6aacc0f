package org.chainer.backend.cuda;

import org.chainer.array.NDArray;
import org.chainer.backend.Backend;
import org.chainer.backend.Device;
import org.chainer.backend.KernelSet;
import org.chainer.backend.MemoryLimit;
import org.chainer.backend.MemoryPool;
import org.chainer.backend.WorkBatch;

/** One NVIDIA device. Calls return before their work is done; reading an array's values on the host waits for it. */
public final class CudaDevice extends Device {
    /** Name of the system property that limits the memory taken from each device: a number of bytes, or as {@code 8g}. */
    public static final String MEMORY_LIMIT = "chainer.cuda.memory.limit";

    private final CudaContext context;
    private final MemoryPool pool;
    private final Transfers transfers;

    CudaDevice(Backend backend, CudaContext context) {
        super(backend, "cuda:" + context.index(), kernels(context));
        this.context = context;
        pool = new MemoryPool(
                this, new CudaAllocator(context), MemoryLimit.bytes(MEMORY_LIMIT, context.totalMemory()), MEMORY_LIMIT);
        transfers = new Transfers(context);
    }

    private static KernelSet kernels(CudaContext context) {
        Dnn dnn = new Dnn(context);
        return new KernelSet(
                new CudaElementwiseKernels(context),
                new CudaReductionKernels(context),
                new CudaLinalgKernels(context),
                new CudaIndexingKernels(context),
                new CudaConvolutionKernels(context, dnn),
                new CudaPoolingKernels(context),
                new CudaNormalizationKernels(context, dnn),
                new CudaRnnKernels(context),
                new CudaLossKernels(context),
                new CudaRandomKernels(context),
                new CudaOptimizerKernels(context.updates()));
    }

    @Override
    public MemoryPool pool() {
        return pool;
    }

    @Override
    public boolean isHost() {
        return false;
    }

    /** Updates of parameters are put together: one launch for all that are of one kind. */
    @Override
    public WorkBatch batch() {
        context.updates().open();
        return context.updates()::close;
    }

    /** What this device has been asked for so far. */
    public CudaStatistics statistics() {
        return context.counters().now();
    }

    CudaContext context() {
        return context;
    }

    @Override
    public void transfer(NDArray from, NDArray to) {
        if (!from.shape().equals(to.shape()) || from.dtype() != to.dtype()) {
            throw new IllegalArgumentException("transfer: " + from.dtype() + " " + from.shape() + " from "
                    + from.device().name() + " does not fit " + to.dtype() + " " + to.shape() + " on "
                    + to.device().name());
        }
        if (from.size() == 0) {
            return;
        }
        if (from.device() == to.device()) {
            elementwise().copy(from, to);
        } else if (from.device().isHost()) {
            transfers.upload(from, to);
        } else if (to.device().isHost()) {
            transfers.download(from, to);
        } else {
            transfers.toPeer(from, to, ((CudaDevice) to.device()).context);
        }
    }

    @Override
    public void synchronize() {
        context.synchronize("waiting for the device");
    }
}
